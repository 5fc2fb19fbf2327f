"""Paging by key: every row once, in order, both ways, whatever the ties."""

import pytest
from django.db import connection
from django.db.models import Value
from django.db.models.fields import FloatField
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article, Person, Quote
from articles.views.paging import BY_DATE, BY_PLACE, BY_RANK, BY_SORT_NAME, BadCursor, decode, encode, page
from tests import make

pytestmark = pytest.mark.django_db
DAY = make.LONG_AGO


def walk(queryset, order, size):
    """Return the keys met going forward to the end, and those met going back to the beginning, in reading order."""
    forward, pages, where = [], 0, {}
    while True:
        found = page(queryset, order, where, size)
        assert bool(found.before) == (pages > 0 and bool(found.rows))
        forward += [row.pk for row in found.rows]
        pages += 1
        if not found.after:
            break
        where = {"after": found.after}
    backward = [row.pk for row in found.rows]
    while found.before:
        found = page(queryset, order, {"before": found.before}, size)
        assert found.after
        backward = [row.pk for row in found.rows] + backward
    return forward, backward


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from(["", "a", "B", "é", "Ə", "日本"]), max_size=12), size=st.integers(1, 5))
def test_walking_a_list_of_names_meets_every_row_once_in_order_with_ties(names, size):
    Person.objects.all().delete()
    Person.objects.bulk_create(Person(name="x", sort_name=name, slug=f"p{n}") for n, name in enumerate(names))
    expected = list(Person.objects.order_by("sort_name", "id").values_list("pk", flat=True))
    assert walk(Person.objects.all(), BY_SORT_NAME, size) == (expected, expected)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.lists(st.integers(0, 3), max_size=12), size=st.integers(1, 5))
def test_walking_the_archive_meets_every_article_once_newest_first_with_ties(days, size):
    Article.objects.all().delete()
    for day in days:
        make.article(publish_at=DAY.replace(microsecond=day))
    expected = list(Article.objects.order_by("-publish_at", "-id").values_list("pk", flat=True))
    assert walk(Article.objects.published(), BY_DATE, size) == (expected, expected)


@pytest.mark.parametrize("size", [1, 2, 5])
def test_walking_the_quotations_meets_each_once_in_the_order_of_the_text(size):
    for number in range(3):
        article = make.article(publish_at=DAY.replace(minute=number // 2))
        for word in ("report", "minister", "parliament"):
            make.quote(article, word)
        make.quote(article, "parliament")
    order = ("-article__publish_at", "-article__id", "start", "id")
    expected = list(Quote.objects.order_by(*order).values_list("pk", flat=True))
    assert walk(Quote.objects.public(), BY_PLACE, size) == (expected, expected)


def test_walking_a_search_meets_each_once_although_all_rank_alike():
    for _ in range(5):
        make.article()
    ranked = Article.objects.annotate(rank=Value(1 / 3, FloatField()))
    expected = list(Article.objects.order_by("-id").values_list("pk", flat=True))
    assert walk(ranked, BY_RANK, 2) == (expected, expected)


def test_a_page_that_ends_the_list_exactly_has_no_next_one():
    for _ in range(4):
        make.article()
    first = page(Article.objects.all(), BY_DATE, {}, 2)
    assert page(Article.objects.all(), BY_DATE, {"after": first.after}, 2).after == ""


def test_paging_neither_counts_nor_skips(django_assert_num_queries):
    for _ in range(5):
        make.article()
    with django_assert_num_queries(2) as queries:
        found = page(Article.objects.published(), BY_DATE, {}, 2)
        page(Article.objects.published(), BY_DATE, {"after": found.after}, 2)
    said = " ".join(query["sql"].upper() for query in queries.captured_queries)
    assert "OFFSET" not in said
    assert "COUNT(" not in said


def forged(values) -> str:
    import base64
    import json

    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "%%%",
        "é",
        "\0",
        "A" * 9000,
        forged({}),
        forged([]),
        forged(["2021-12-27"]),
        forged(["yesterday", 1]),
        forged(["2021-12-27T12:00:00+00:00", "1"]),
        forged(["2021-12-27T12:00:00+00:00", True]),
        forged(["2021-12-27T12:00:00+00:00", 2**70]),
        forged(["0001-01-01T00:00:00+14:00", 1]),
        forged([None, None]),
        forged([["a"], ["b"]]),
    ],
)
def test_a_cursor_that_no_list_gave_out_is_refused(cursor):
    with pytest.raises(BadCursor):
        decode(cursor, BY_DATE)


def test_a_cursor_may_not_carry_text_that_no_database_takes_or_a_number_without_end():
    for text in ("a\0b", "\ud800"):
        with pytest.raises(BadCursor):
            decode(forged([text, 1]), BY_SORT_NAME)
    with pytest.raises(BadCursor):
        decode(forged([float("inf"), 1]), BY_RANK)


def test_both_cursors_at_once_are_refused():
    with pytest.raises(BadCursor):
        page(Article.objects.all(), BY_DATE, {"after": "a", "before": "b"})


def test_a_rank_comes_back_from_a_cursor_to_the_last_bit():
    article = make.article()
    article.rank = 0.1 + 0.2
    assert decode(encode(article, BY_RANK), BY_RANK) == [0.1 + 0.2, article.pk]
    assert connection.vendor in {"sqlite", "postgresql"}
