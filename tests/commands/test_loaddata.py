"""A fixture that breaks a promise is refused whole, with file, model, key and reason."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.editorial.publishing import publish
from articles.models import Article, Edition, Person, Quote, Source
from articles.search import SEARCHABLE
from tests import make

pytestmark = pytest.mark.django_db

BODY = 'She spoke. "We will publish the report," the minister said.'
WORDS = "We will publish the report"
GUID = "tag:example.org,2021:story"


def rows(article=None, quote=None, more=()) -> list[dict]:
    """Return a good fixture (a source, a person, an article, a quotation), changed as told."""
    start = BODY.index(WORDS)
    return [
        *more,
        {"model": "articles.source", "fields": {"name": "Agency", "slug": "agency", "kind": "agency"}},
        {"model": "articles.person", "fields": {"name": "Ada Speaker", "sort_name": "Speaker, Ada", "slug": "ada"}},
        {
            "model": "articles.article",
            "fields": {
                "guid": GUID,
                "headline": "A report is announced",
                "slug": "report",
                "body": BODY,
                "source": ["agency"],
                "status": "published",
                "publish_at": "2021-12-27T12:00:00Z",
                "created": "2021-12-27T12:00:00Z",
            }
            | (article or {}),
        },
        {
            "model": "articles.quote",
            "fields": {
                "guid": GUID + "/q1",
                "article": [GUID],
                "spans": [[start, start + len(WORDS)]],
                "words": WORDS,
                "speaker_person": ["ada"],
                "attribution": "the minister said",
                "state": "confirmed",
            }
            | (quote or {}),
        },
    ]


@pytest.fixture
def load(tmp_path):
    def load(data) -> str:
        path = tmp_path / "copy.json"
        path.write_text(data if isinstance(data, str) else json.dumps(data))
        out = StringIO()
        call_command("loaddata", str(path), stdout=out)
        return out.getvalue()

    return load


def test_a_good_fixture_is_loaded_with_its_derived_columns(load):
    assert "Installed 4 object(s) from 1 fixture(s)" in load(rows())
    quote = Quote.objects.public().get()
    assert Quote.objects.values_list("start", "end").get() == tuple(quote.spans[0])
    assert Person.objects.filter(folded="\nada speaker\n").exists()


def test_loading_it_again_changes_nothing(load):
    load(rows())
    before = list(Quote.objects.values())
    load(rows())
    assert list(Quote.objects.values()) == before
    assert Article.objects.count() == 1


REFUSED = {
    "words that are not in the body": (
        {"quote": {"words": "We will never publish it"}},
        r"articles\.quote .*story/q1: words: .*not in the body.*there stands “We will publish the report”",
    ),
    "two speakers": ({"quote": {"speaker_source": ["agency"]}}, r"story/q1: .*never both"),
    "a span beyond the end": ({"quote": {"spans": [[0, 5000]]}}, r"story/q1: spans: .*ends at 5000.*only 59 char"),
    "a span that runs backward": ({"quote": {"spans": [[9, 4]]}}, r"story/q1: spans: .*\[9, 4\]"),
    "spans that are no pairs": ({"quote": {"spans": "everything"}}, r"story/q1: spans: .*pairs"),
    "an unknown source": ({"article": {"source": ["nowhere"]}}, r"articles\.article .*story: source: .*nowhere"),
    "an unknown topic": ({"article": {"topics": [["nowhere"]]}}, r"articles\.article .*story: topics: .*nowhere"),
    "an unknown article": ({"quote": {"article": ["urn:no:story"]}}, r"articles\.quote .*q1: article: .*urn:no:story"),
    "an attribution that is not printed": (
        {"quote": {"attribution": "the king said"}},
        r"attribution: .*the king said",
    ),
    "a status that does not exist": ({"article": {"status": "live"}}, r"story: status: .*live"),
    "no time of publication": ({"article": {"publish_at": None}}, r"articles\.article .*story.*time from which"),
    "a headline written backwards": ({"article": {"headline": "A \u202egnp.exe"}}, r"headline: .*U\+202E"),
    "a headline longer than its column": ({"article": {"headline": "x" * 301}}, r"headline: .*300"),
    "a date that is none": ({"article": {"publish_at": "yesterday"}}, r"articles\.article.*yesterday"),
    "an unknown field": ({"article": {"mood": "good"}}, r"mood"),
}


@pytest.mark.parametrize(("change", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_a_broken_promise_refuses_the_whole_fixture_and_says_where(load, change, reason):
    with pytest.raises(CommandError, match=reason) as refusal:
        load(rows(**change))
    assert "copy.json" in str(refusal.value)
    assert not Source.objects.exists()
    assert not Article.objects.exists()


@pytest.mark.parametrize("text", ["{", '[{"model": "articles.nothing", "fields": {}}]', '[{"fields": {}}]', "[1]"])
def test_a_file_that_is_no_fixture_is_refused_in_one_line(load, text):
    with pytest.raises(CommandError, match=r"copy\.json"):
        load(text)


def test_a_new_text_for_an_article_is_refused_where_a_quotation_on_record_would_no_longer_stand_in_it(load):
    load(rows())
    changed = rows(article={"body": BODY.replace("report", "plan")})[:-1]
    with pytest.raises(CommandError, match=r"story/q1: words"):
        load(changed)
    assert Article.objects.get().body == BODY


def test_an_edition_whose_content_was_altered_is_refused(load):
    edition = {
        "model": "articles.edition",
        "fields": {
            "article": [GUID],
            "number": 1,
            "kind": "first",
            "published": "2021-12-27T12:00:00Z",
            "content": "{}",
            "sha256": "0" * 64,
        },
    }
    with pytest.raises(CommandError, match=r"articles\.edition .*story / 1: sha256"):
        load([*rows(), edition])
    assert not Edition.objects.exists()


def test_a_quotation_may_come_before_the_one_around_it(load):
    nested = {"guid": GUID + "/q2", "within": [GUID + "/q1"], "kind": "indirect", "attribution": ""}
    start = BODY.index("publish")
    inner = rows(quote=nested | {"spans": [[start, start + 7]], "words": "publish"})[-1]
    data = rows()
    load([*data[:-1], inner, data[-1]])
    assert Quote.objects.get(guid=GUID + "/q2").within.guid == GUID + "/q1"


def test_verify_finds_what_was_changed_behind_the_applications_back(load, capsys):
    load(rows())
    call_command("verify")
    assert "All promises kept" in capsys.readouterr().out
    Article.objects.update(body=BODY.replace("report", "plan"))
    Person.objects.update(name="Eve Other")
    with pytest.raises(CommandError, match="2 broken promises"):
        call_command("verify")
    said = capsys.readouterr().err
    assert "story/q1: words" in said
    assert "articles.person ada: folded" in said


def test_verify_finds_an_edition_that_was_tampered_with_and_a_text_changed_without_one(capsys):
    story = publish(make.article(status="draft", publish_at=None), None)
    Edition._base_manager.update(content='{"body": "other"}')
    with pytest.raises(CommandError, match="broken promise"):
        call_command("verify")
    said = capsys.readouterr().err
    assert "sha256: the content does not have the hash" in said
    assert f"articles.article {story.guid}: body: readers have something else than edition 1 says" in said


def test_verify_costs_the_same_number_of_queries_for_one_story_and_for_many(django_assert_num_queries, capsys):
    def stories(n: int) -> None:
        for _ in range(n):
            article = make.article(status="draft", publish_at=None, source=make.source(), topics=[make.topic()])
            make.mention(article, make.quote(article).speaker_person)
            make.hop(article, make.source())
            publish(article, None)

    stories(1)
    with CaptureQueriesContext(connection) as few:
        call_command("verify")
    stories(5)
    with django_assert_num_queries(len(few)):
        call_command("verify")
    assert "All promises kept" in capsys.readouterr().out


def test_verify_finds_a_search_index_that_is_no_longer_kept(load, capsys):
    load(rows())
    index = SEARCHABLE["article"].name
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {index}_update" if connection.vendor == "sqlite" else f"DROP INDEX {index}")
    with pytest.raises(CommandError, match="broken promise"):
        call_command("verify")
    assert "articles_article: the search index lacks" in capsys.readouterr().err
