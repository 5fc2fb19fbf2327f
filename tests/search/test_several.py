"""Several tables asked at once: each part keeps its own order and bound, what was recorded last comes first."""

import pytest
from django.db.models import CharField, Value

from articles.models import Article, Person
from articles.search import rows_of, search_newest
from tests import make

pytestmark = pytest.mark.django_db


def part(queryset, which):
    return queryset.annotate(which=Value(which, CharField())).values_list("which", "slug")


def test_rows_of_two_tables_come_in_one_query(django_assert_num_queries):
    for slug in ("a", "b", "c"):
        make.article(slug=slug)
        make.person(slug=f"p-{slug}")
    with django_assert_num_queries(1):
        found = rows_of(
            [part(Article.objects.order_by("-pk")[:2], "article"), part(Person.objects.order_by("pk")[:1], "x")]
        )
    assert sorted(found) == [("article", "b"), ("article", "c"), ("x", "p-a")]


def test_a_part_that_cannot_find_anything_is_left_out():
    make.article(slug="a")
    assert rows_of([part(Person.objects.none(), "x"), part(Article.objects.all(), "article")]) == [("article", "a")]
    assert rows_of([part(Person.objects.none(), "x")]) == rows_of([]) == []


def test_the_newest_found_are_those_recorded_last_and_no_more_than_asked():
    made = [make.article(f"A report on harbour {n}") for n in range(4)]
    make.article("Weather")
    found = search_newest(Article.objects.published(), "harbour", 2)
    assert [row.pk for row in found] == [made[3].pk, made[2].pk]
    assert all(row.rank > 0 for row in found)


def test_the_newest_found_may_be_asked_for_within_another_query():
    made = [make.person(f"Ada {n}") for n in range(3)]
    inner = search_newest(Person.objects.all(), "ada", 2).values("pk")
    assert set(Person.objects.filter(pk__in=inner)) == {made[1], made[2]}


@pytest.mark.parametrize("text", ["", "…"])
def test_a_text_that_asks_nothing_finds_nothing(text):
    make.article()
    assert not search_newest(Article.objects.all(), text, 5).exists()


def test_what_is_left_out_alone_finds_the_newest_of_the_rest():
    kept, _out = make.article("Weather"), make.article("A harbour", body="The harbour.")
    assert [row.pk for row in search_newest(Article.objects.all(), "-harbour", 5)] == [kept.pk]
