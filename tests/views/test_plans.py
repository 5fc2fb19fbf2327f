"""How the databases read the public lists: by index, never through the whole archive, and without sorting it."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection

from articles.models import Article, Person, Quote, Source, Topic
from articles.views.articles import recorded as recorded_article
from articles.views.common import with_person
from articles.views.filters import QuoteFilter
from articles.views.paging import BY_DATE, BY_PLACE, encode, page
from articles.views.quotes import recorded
from articles.views.sayings import sayings
from articles.views.speaking import with_speaking
from articles.views.stories import listed, newest
from articles.views.topics import most_quoted
from articles.views.utterances import one_of_each, with_others
from tests import make

ARTICLES, SOURCES = 3000, 60


@pytest.fixture(scope="module")
def archive(django_db_setup, django_db_blocker):
    """An archive of 3,000 articles of 60 sources with a quotation each, by 300 people, analysed."""
    with django_db_blocker.unblock():
        sources = [make.source(f"Source {n}") for n in range(SOURCES)]
        people = [make.person(f"Person {n}") for n in range(300)]
        articles = Article.objects.bulk_create(
            Article(
                headline=f"Story {n}",
                slug=f"story-{n}",
                body=make.BODY,
                status="published",
                publish_at=make.LONG_AGO + timedelta(minutes=n),
                source=sources[n % SOURCES],
            )
            for n in range(ARTICLES)
        )
        quotes = [
            Quote(article=a, spans=[[4, 12]], state="confirmed", speaker_person=people[n % 300], words=f"minister {w}")
            for n, a in enumerate(articles)
            for w in [n if n % 4 else ""]  # a quarter of the words stand in other articles too
        ]
        Quote.objects.bulk_create(quotes)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield articles
        tables = [model._meta.db_table for model in (Quote, Article, type(people[0]), type(sources[0]))]
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"DELETE FROM {table}")


@pytest.fixture(autouse=True)
def _database(archive, db):
    pass


def plan(queryset) -> list[str]:
    """Return the steps of the plan that read a table, and "SORT" where all rows found are sorted in the end."""
    if connection.vendor == "sqlite":
        found = []
        for line in queryset.explain().splitlines():
            if match := re.search(r"(SCAN|SEARCH) (\w+)", line):
                by_index = "USING" in line and "INDEX" in line
                found.append(f"{'SEARCH' if by_index or match[1] == 'SEARCH' else 'SCAN'} {match[2]}")
            elif re.match(r"\d+ 0 \d+ USE TEMP B-TREE FOR ORDER BY", line):
                found.append("SORT")
        return found
    [root] = json.loads(queryset.explain(format="json"))
    return list(_nodes(root["Plan"]))


def _nodes(node):
    kind = node["Node Type"]
    if kind == "Sort" and node["Plan Rows"] > ARTICLES / 10:
        yield "SORT"
    if "Relation Name" in node:
        yield f"{'SCAN' if kind == 'Seq Scan' else 'SEARCH'} {node['Relation Name']}"
    for child in node.get("Plans", []):
        yield from _nodes(child)


BIG = {"SCAN articles_article", "SCAN articles_quote"}


def after(rows, order, at=1500):
    """Return what the page in the midst of the list reads."""
    from articles.views.paging import _beyond, _ordering, decode

    values = decode(encode(rows[at], order), order)
    return lambda queryset: queryset.filter(_beyond(order, values, False)).order_by(*_ordering(order, False))[:31]


def test_the_archive_is_read_by_its_index_in_order(archive):
    steps = plan(newest(listed(Article.objects.published()))[:31])
    assert not BIG & set(steps)
    assert "SORT" not in steps


def test_a_page_in_the_midst_of_the_archive_begins_at_its_cursor(archive):
    steps = plan(after(archive, BY_DATE)(listed(Article.objects.published())))
    assert not BIG & set(steps)
    assert "SORT" not in steps


def test_the_archive_of_a_source_is_read_by_its_index_in_order(archive):
    steps = plan(newest(listed(Article.objects.published().filter(source=archive[0].source_id)))[:31])
    assert not BIG & set(steps)
    assert "SORT" not in steps


@pytest.mark.parametrize(("model", "order"), [(Person, "sort_name"), (Source, "name"), (Topic, "name")])
def test_a_page_of_names_looks_at_no_more_articles_than_it_needs(model, order):
    assert not BIG & set(plan(model.objects.public().order_by(order, "id")[:31]))


def test_an_article_is_found_by_its_slug_through_an_index(archive):
    assert not BIG & set(plan(Article.objects.published().filter(slug="story-7")))


def test_the_page_of_an_article_finds_all_by_index(archive):
    for language, story in zip(["az", "fr", "ru"], archive, strict=False):
        Article.objects.filter(pk=story.pk).update(translation_of=archive[7], language=language)
    found = recorded_article(Article.objects.published().filter(slug="story-7"))
    assert not BIG & set(plan(found))
    assert len(found.get().record_versions) == 3


def test_what_a_person_said_is_found_through_an_index(archive):
    speaker = Quote.objects.first().speaker_person_id
    quotes = sayings(Quote.objects.public().filter(speaker_person=speaker))
    assert not BIG & set(plan(quotes.order_by("-article__publish_at", "-article__id", "start", "id")[:31]))


def test_where_a_person_appears_is_found_through_an_index(archive):
    who = Quote.objects.first().speaker_person
    assert not BIG & set(plan(newest(with_person(Article.objects.published(), who))[:31]))


def test_what_is_told_of_a_speaker_is_gathered_through_indexes(archive):
    who = Quote.objects.first().speaker_person
    assert not BIG & set(plan(with_speaking(Person.objects.filter(slug=who.slug), who.slug)))


def test_what_a_speaker_said_last_is_read_from_the_index_in_order(archive):
    last = Quote.objects.filter(speaker_person=Quote.objects.first().speaker_person_id, state="confirmed")
    assert "SORT" not in plan(last.order_by("-pk")[:2000])


def test_who_is_quoted_most_on_a_topic_is_counted_through_indexes(archive):
    event = make.topic(kind="event")
    for article in archive[:5]:
        article.topics.add(event)
    assert [row["number"] for row in most_quoted(event)] == [1, 1, 1]
    assert not BIG & set(plan(most_quoted(event)))


def test_the_record_of_quotations_is_read_through_the_articles_in_order(archive):
    quotes = sayings(Quote.objects.public())
    steps = plan(quotes.order_by("-article__publish_at", "-article__id", "start", "id")[:31])
    assert not BIG & set(steps)
    assert "SORT" not in steps


@pytest.mark.parametrize("narrowed", ["", "article__source", "speaker_person"])
def test_the_record_with_the_same_words_once_is_read_by_index(narrowed):
    first = Quote.objects.select_related("article").first()
    public = Quote.objects.public().filter(**{narrowed: _follow(first, narrowed)} if narrowed else {})
    quotes = with_others(sayings(one_of_each(public)))
    steps = plan(quotes.order_by("-article__publish_at", "-article__id", "start", "id")[:31])
    assert not BIG & set(steps)
    if narrowed != "speaker_person":
        assert "SORT" not in steps


def test_what_was_said_for_an_organisation_is_found_through_indexes():
    quote = Quote.objects.select_related("speaker_person").first()
    role = make.role(quote.speaker_person, organisation=make.source())
    Quote.objects.filter(pk=quote.pk).update(role=role)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    found = QuoteFilter({"organisation": role.organisation.slug}, Quote.objects.public())
    quotes = with_others(sayings(one_of_each(found.qs)))
    in_order = quotes.order_by("-article__publish_at", "-article__id", "start", "id")[:31]
    assert list(in_order) == [quote]
    assert not BIG & set(plan(in_order))


def _follow(row, path):
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def test_a_page_in_the_midst_of_the_record_begins_at_its_cursor():
    rows = page(Quote.objects.public().select_related("article"), BY_PLACE, {}, 1600).rows
    steps = plan(after(rows, BY_PLACE)(sayings(Quote.objects.public())))
    assert not BIG & set(steps)
    assert "SORT" not in steps


@pytest.mark.skipif(connection.vendor != "sqlite", reason="counts the steps of SQLite's own machine")
@pytest.mark.parametrize("rows", ["articles", "quotes", "utterances"])
def test_the_last_page_costs_what_the_first_does(rows):
    queryset, order = {
        "articles": (Article.objects.published(), BY_DATE),
        "quotes": (Quote.objects.public().select_related("article"), BY_PLACE),
        "utterances": (one_of_each(Quote.objects.public().select_related("article")), BY_PLACE),
    }[rows]
    last = encode(page(queryset, order, {}, ARTICLES).rows[-40], order)
    assert steps(lambda: page(queryset, order, {"after": last})) < 2 * steps(lambda: page(queryset, order, {}))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="counts the steps of SQLite's own machine")
def test_the_page_of_a_quotation_costs_less_than_a_page_of_the_record():
    key = Quote.objects.order_by("pk")[ARTICLES // 2].pk
    assert steps(recorded().filter(pk=key).get) < steps(lambda: page(Quote.objects.public(), BY_PLACE, {}))


def test_the_page_of_a_quotation_finds_all_by_index():
    assert not BIG & set(plan(recorded().filter(pk=Quote.objects.first().pk)))


def steps(read) -> int:
    """Return how many hundreds of instructions SQLite runs for what `read` asks."""
    counted = []
    connection.connection.set_progress_handler(lambda: counted.append(1), 100)
    try:
        read()
    finally:
        connection.connection.set_progress_handler(None, 100)
    return len(counted)
