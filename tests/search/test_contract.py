"""What `search` promises, on whichever database the tests run."""

import pytest
from django.db.models import Q
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import Article, Mention, Person, Quote, Source, Topic
from articles.search import SEARCHABLE, search, search_latest
from tests import make

pytestmark = pytest.mark.django_db

HOSTILE = [
    '"',
    '""""',
    "*",
    "a*",
    "NEAR(",
    "NEAR(a b, 5)",
    "OR",
    "a OR",
    "AND NOT",
    "-",
    "--a",
    "^a",
    "headline:a",
    "{headline} : a",
    "a & b | !c",
    "a <-> b",
    "':*",
    "\\",
    "\\'",
    "a:*ABCD",
    "%",
    "%s",
    "%(name)s",
    "'; DROP TABLE articles_article; --",
    "\0",
    "a\0b",
    "\ud800",
    "a\udfffb",
    "½",
    "ﷺ" * 2000,
    "x" * 1_000_000,
    "x " * 500_000,
    '"' + "a " * 500_000,
    "-" * 1_000_000,
    "e\u0301" * 1_000,
    "\u0345",
    "é" * 3000,
    "हिन्दी ภาษาไทย 日本語 한국어 العربية",
]


def found(text: str, queryset=None) -> list[str]:
    rows = search(Article.objects.all() if queryset is None else queryset, text)
    return [row.headline for row in rows]


@pytest.mark.parametrize(
    "text", ["pecresse", "Pécresse", "PÉCRESSE", "pe\u0301cresse", "Pécresse’s", "pécr", "“pecresse”"]
)
def test_accents_and_case_make_no_difference(text):
    make.article("Valérie Pécresse’s statement")
    make.article("VALERIE PECRESSE'S STATEMENT")
    make.article("Another statement")
    assert sorted(found(text)) == ["VALERIE PECRESSE'S STATEMENT", "Valérie Pécresse’s statement"]


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Eliyev", "Əliyev speaks"),
        ("isik", "Işık speaks"),
        ("istanbul", "İstanbul"),
        ("lodz", "Łódź"),
        ("Lódz", "Łódź"),
        ("tromso", "Tromsø"),
        ("dokovic", "Đoković plays"),
        ("strasse", "Straße"),
        ("STRASSE", "straße"),
        ("aeroskobing", "Ærøskøbing"),
        ("thingvellir", "Þingvellir"),
        ("елкин", "Ёлкин"),
        ("αθηνα", "Αθήνα"),
        ("ΟΔΟΣ", "οδός"),
        ("fiance", "ﬁancé"),
        ("Ile de France", "Île-de-France"),
        ("ile-de-france", "Île de France"),
        ("Azerbaijan", "Azerbaijan’s reply"),
        ("obrien", "OBrien speaks"),
        ("o'brien", "O’Brien speaks"),
    ],
)
def test_what_readers_type_finds_what_is_printed(text, headline):
    make.article(headline)
    make.article("Something else")
    assert found(text) == [headline]
    assert found(headline) == [headline]


def test_a_word_finds_longer_words_that_begin_with_it_but_a_short_one_only_itself():
    make.article("The visits of a visitor")
    make.article("EU reply")
    make.article("Europe replies")
    assert found("visit") == ["The visits of a visitor"]
    assert found("eu") == ["EU reply"]
    assert found("x") == []


def test_all_words_are_required_wherever_they_stand():
    make.article("The minister", body="A report was announced.", summary="In parliament")
    make.article("The minister", body="Nothing was announced.")
    assert len(found("minister report parliament")) == 1


def test_a_phrase_is_found_word_for_word_and_within_one_column():
    make.article("One", body="the climate plan was read")
    make.article("Two", body="the plan for the climate was read")
    make.article("climate", summary="plan", body="-")
    assert found('"climate plan"') == ["One"]
    assert found('"climate pla"') == []


def test_an_excluded_word_or_phrase_takes_rows_away():
    make.article("Visit to Paris")
    make.article("Visit to Baku")
    assert found("visit -paris") == ["Visit to Baku"]
    assert found('visit -"to baku"') == ["Visit to Paris"]
    assert found("-paris -baku") == []
    assert found("-paris") == ["Visit to Baku"]
    assert [row.rank for row in search(Article.objects.all(), "-paris")] == [0.0]


@pytest.mark.parametrize("text", ["", " ", "?", '"'])
def test_a_text_that_asks_nothing_leaves_the_queryset_in_its_own_order(text):
    first, second = make.article("One"), make.article("Two")
    rows = list(search(Article.objects.order_by("pk"), text))
    assert rows == [first, second]
    assert [row.rank for row in rows] == [0.0, 0.0]


def test_a_hit_in_the_headline_comes_before_any_number_in_the_body():
    make.article("Budget", body="Something was said in parliament. " * 20)
    make.article("Other", summary="The budget", body="Nothing")
    make.article("Third", body="The budget, a budget, no budget. " * 20)
    for n in range(6):
        make.article(f"Unrelated {n}")
    ranked = search(Article.objects.all(), "budget")
    assert [row.headline for row in ranked] == ["Budget", "Other", "Third"]
    ranks = [row.rank for row in ranked]
    assert ranks == sorted(ranks, reverse=True)
    assert all(type(rank) is float and rank > 0 for rank in ranks)


def test_excluding_does_not_change_the_order_of_what_stays():
    make.article("Budget")
    make.article("Other", body="A budget")
    make.article("Budget in Paris")
    assert found("budget -paris") == ["Budget", "Other"]


def test_equal_rows_come_newest_key_first():
    rows = [make.article("Same words", body="the same") for _ in range(5)]
    assert list(search(Article.objects.all(), "same")) == rows[::-1]


def test_the_result_is_an_ordinary_queryset():
    topic = make.topic()
    one = make.article("Budget one", topics=[topic])
    make.article("Budget two", status="draft")
    make.article("Other", topics=[topic])
    result = search(Article.objects.published(), "budget")
    assert list(result) == [one]
    assert result.count() == 1
    assert result.exists()
    assert list(result.filter(topics=topic)) == [one]
    assert list(result[:1]) == [one]
    assert list(result.order_by("headline").values_list("headline", flat=True)) == ["Budget one"]
    assert list(result.only("headline")) == [one]
    assert list(Article.objects.filter(pk__in=result.values("pk"))) == [one]
    assert list(topic.articles.filter(pk__in=search(topic.articles.all(), "budget").values("pk"))) == [one]
    assert list(search(topic.articles.all(), "budget")) == [one]
    assert list(search(search(Article.objects.all(), "budget"), "one")) == [one]
    assert list(Article.objects.exclude(pk__in=search(Article.objects.all(), "-other").values("pk"))) == [
        Article.objects.get(headline="Other")
    ]
    assert list(result.filter(rank__lt=0) | result.filter(rank__gt=0)) == [one]
    assert search(Article.objects.all(), "budget").update(summary="x") == 2


def test_a_search_in_related_rows_joins_and_filters():
    of = make.article("Budget", body='"We will publish the report," said the MP. "The report is late," he said.')
    said = make.quote(of, attribution="")
    make.quote(of, "The report is late")
    assert list(search(Quote.objects.public().select_related("article"), "publish report")) == [said]
    assert search(Quote.objects.public(), "report").count() == 2
    assert list(search(Quote.objects.filter(speaker_person=said.speaker_person), "report")) == [said]


def test_people_are_found_by_each_of_their_names():
    who = make.person("Valérie Pécresse", aliases=["V. Pecresse", "Madame la présidente"])
    make.person("Soltan Mammadov")
    for text in ("pecresse", "valerie", "PRESIDENTE", "madame la", "pecr val"):
        assert list(search(Person.objects.all(), text)) == [who]


def test_sources_and_topics_are_found_by_name():
    source, topic = make.source("Agence Générale"), make.topic("Élections")
    assert list(search(Source.objects.all(), "generale")) == [source]
    assert list(search(Topic.objects.all(), "elections")) == [topic]


def test_a_table_that_is_not_searched_is_refused_by_name():
    with pytest.raises(LookupError, match=r"articles\.Mention is not searched; searched are article, quote"):
        search(Mention.objects.all(), "x")


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_no_text_breaks_a_search(text):
    make.article("One")
    for index in SEARCHABLE:
        queryset = {"article": Article, "quote": Quote, "person": Person, "source": Source, "topic": Topic}[
            index
        ].objects
        list(search(queryset.all(), text))
        list(search(queryset.all(), f"one -{text} {text}"))


@pytest.mark.parametrize("size", [1, 3, 7])
def test_paging_by_rank_and_key_visits_each_row_once(size):
    for n in range(20):
        make.article("Budget" if n % 3 else "Other", body="A budget. " * (n % 5 + 1))
    result = search(Article.objects.all(), "budget")
    everything = list(result)
    seen, page = [], list(result[:size])
    while page:
        seen += page
        rank, key = float(repr(page[-1].rank)), page[-1].pk
        page = list(result.filter(Q(rank__lt=rank) | Q(rank=rank, pk__lt=key))[:size])
    assert seen == everything
    assert len(set(seen)) == 20


def test_a_body_of_two_million_characters_saves_and_is_found_by_its_beginning():
    words = " ".join(f"word{n} é" for n in range(250_000))[:1_999_000]
    make.article("Long", body=f"beginning {words} ending")
    assert found("beginning") == ["Long"]
    assert found("word1000") == ["Long"]
    assert found("ending") == []


@pytest.mark.parametrize("letter", ["가", "ﷺ", "😀a", "x", "½"])
def test_no_long_body_is_too_much_for_the_index(letter):
    words = " ".join(letter + chr(0xAC00 + n % 11_000) + chr(0xAC00 + n // 11_000) for n in range(60_000))
    make.article("Long", body=letter * 100_000 + words)
    assert found("long") == ["Long"]


def test_a_very_long_word_is_found():
    make.article("Long", body="x" * 30_000)
    assert found("x" * 30_000) == ["Long"]
    assert found("xxxx") == ["Long"]


class AnyText(TestCase):
    """One article for all examples."""

    @classmethod
    def setUpTestData(cls):
        make.article("Valérie Pécresse’s “visit”", body="A visit -- (NEAR) OR * to Île-de-France. ½ 日本語")

    @settings(max_examples=200, deadline=None)
    @given(st.text(st.characters(), max_size=80) | st.text("\"-*^:()&|!<>\\'% aOR\0\ud800é½", max_size=40))
    @example("")
    def test_any_text_at_all_is_answered(self, text):
        assert search(Article.objects.all(), text).count() in {0, 1}
        list(search(Article.objects.all(), text))

    @settings(max_examples=100, deadline=None)
    @given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=30))
    def test_a_row_is_found_by_its_own_words(self, text):
        Article.objects.update(summary=text)
        assert search(Article.objects.all(), text.replace("-", " ")).count() == 1


def test_of_many_rows_found_the_last_recorded_are_ranked():
    rows = [make.article("Budget", body="The budget is agreed.") for _ in range(5)]
    found, more = search_latest(Article.objects.all(), "budget", most=3)
    assert (list(found), more) == (rows[:1:-1], True)


def test_few_rows_found_are_all_ranked():
    rows = [make.article("Budget", body="The budget is agreed.") for _ in range(3)]
    for most in (3, 4):
        found, more = search_latest(Article.objects.all(), "budget", most=most)
        assert (list(found), more) == (rows[::-1], False)


def test_a_filter_makes_the_search_reach_further_back():
    old = make.article("Budget", body="The budget is agreed.", language="az")
    for _ in range(4):
        make.article("Budget", body="The budget is agreed.")
    found, more = search_latest(Article.objects.filter(language="az"), "budget", most=2)
    assert (list(found), more) == ([old], False)
