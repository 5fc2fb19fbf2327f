"""One run of all checks: in order of the page, bounded, whatever a check does; and what a finding is known by."""

from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.editorial.checks import WARNING, Finding, Story, check, registry, run
from articles.editorial.checks.findings import short
from articles.models import Article, Person
from tests import make
from tests.editorial.checks.stories import BODY, SAID, codes, draft, field, found
from tests.extraction.test_properties import PROSE

pytestmark = pytest.mark.django_db


@pytest.fixture
def registered(monkeypatch):
    """The registry without checks, for this test's own."""
    monkeypatch.setattr(registry, "_CHECKS", {})
    return check


def test_a_function_is_a_check_of_its_own(registered):
    @registered
    def no_shouting(story):
        at = story.article.headline.find("!")
        if at >= 0:
            yield Finding("shouting", "warning", "Take it out.", "headline", [[at, at + 1]])

    assert found(draft(headline="Rain")) == []
    assert [(f.code, f.spans) for f in found(draft(headline="Rain!"))] == [("shouting", ((4, 5),))]


def test_findings_come_in_order_of_the_page(registered):
    @registered
    def all_over(_story):
        places = {"body": [[9, 12]], "lead_photo": [], "": [], "headline": [[0, 3]], "source": []}
        yield from (Finding("a", WARNING, "", name, spans) for name, spans in places.items())
        yield Finding("b", WARNING, "", "body", [[0, 2]])

    assert [(f.field, f.spans[:1]) for f in found(draft())] == [
        ("headline", ((0, 3),)),
        ("source", ()),
        ("body", ((0, 2),)),
        ("body", ((9, 12),)),
        ("lead_photo", ()),
        ("", ()),
    ]


@pytest.mark.parametrize(
    "broken",
    [
        lambda _story: 1 / 0,
        lambda _story: ["no finding"],
        lambda _story: [Finding("a", "fatal", "")],
        lambda _story: [Finding("a", WARNING, "", "body", [[1]])],
        lambda _story: None,
        lambda _story: list(Article.objects.raw("SELECT id FROM no_such_table")),
    ],
    ids=["raises", "no finding", "no level", "no spans", "nothing", "a query that fails"],
)
def test_a_check_that_fails_is_named_in_a_warning_and_costs_no_other(registered, broken, caplog):
    registered(broken)
    registered(_one)
    findings = found(draft())
    assert {f.code for f in findings} == {"check-failed", "one"}
    failed = next(f for f in findings if f.code == "check-failed")
    assert failed.level == "warning"
    assert "<lambda>" in failed.message
    assert "<lambda>" in caplog.text
    assert Article.objects.count() == 1


def _one(_story):
    yield Finding("one", WARNING, "One.")


def test_a_check_that_fails_halfway_costs_all_that_it_found(registered):
    def halfway(_story):
        yield Finding("first", WARNING, "")
        raise LookupError

    registered(halfway)
    assert codes(draft()) == ["check-failed"]


def test_spans_outside_the_text_and_endless_findings_are_cut(registered):
    @registered
    def outside(_story):
        yield Finding("outside", WARNING, "", "headline", [[-1, 2], [0, 3], [5, 5], [2, 9999]])

    @registered
    def endless(_story):
        return (Finding("many", WARNING, "", about=str(n)) for n in count())

    findings = found(draft())
    assert [f.spans for f in findings if f.code == "outside"] == [((0, 3),)]
    assert sum(f.code == "many" for f in findings) == 100


class TestKeys:
    def test_the_key_stays_when_the_text_around_the_words_moves(self):
        story = draft("“We stay, she said.")
        (before,) = found(story)
        Article.objects.filter(pk=story.pk).update(body="It rained.\n\n“We stay, she said.")
        (after,) = found(story)
        assert before.spans != after.spans
        assert before.key == after.key

    def test_other_words_have_another_key(self):
        one, other = draft("“We stay, she said."), draft("“We leave, she said.")
        assert found(one)[0].key != found(other)[0].key

    def test_one_key_is_one_finding_with_the_places_of_all(self):
        story = draft("“We stay, she said.\n\nIt rained.\n\n“We stay, she said.")
        (finding,) = found(story)
        assert len(finding.spans) == 2

    def test_the_key_does_not_depend_on_the_language_of_the_desk(self, settings):
        story = draft(source=None)
        (before,) = found(story)
        settings.LANGUAGE_CODE = "de"
        (after,) = found(story)
        assert before.key == after.key


def queries(article):
    article = Article.objects.get(pk=article.pk)
    with CaptureQueriesContext(connection) as captured:
        run(article)
    return len(captured)


def test_the_number_of_queries_does_not_grow_with_the_quotations_and_people():
    few, many = draft(BODY * 10), draft(BODY * 50)
    for story, number in ((few, 5), (many, 40)):
        for _ in range(number):
            who = field()
            make.mention(story, who)
            make.role(who, organisation=make.source())
            make.quote(story, SAID, speaker_person=who, role=who.roles.get(), state="suggested")
    assert queries(few) == queries(many) <= 4


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PROSE | st.text(max_size=80), PROSE | st.text(max_size=80), PROSE, st.sampled_from(["en", "fr", "de", "ar"]))
def test_any_text_is_checked_and_every_span_lies_in_it(db, body, headline, summary, language):
    article = Article(body=body, headline=headline, summary=summary, language=language, created=make.LONG_AGO)
    story = Story(article, body, (), (), {1: Person(pk=1, name="Ann Lee", slug="ann-lee")})
    vars(story.people[1])["_prefetched_objects_cache"] = {"roles": []}
    for name, function in registry._CHECKS.items():
        for finding in registry._findings(name, function, story):
            assert finding.code != "check-failed", name
            text = story.text_of(finding.field)
            assert all(0 <= start < end <= len(text) for start, end in finding.spans)
            assert finding.message


@given(st.text())
def test_an_excerpt_is_one_short_line(text):
    assert len(short(text)) <= 61
    assert "\n" not in short(text)
