"""Checks of quotations: speakers, decisions, the quote lock, attributions and links."""

import pytest

from articles.editorial.checks import LinkMention
from articles.editorial.saving import save_article
from tests import make
from tests.editorial.checks.stories import SAID, codes, draft, field, found, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return draft()


def said_by_field(article, words=SAID, **given):
    """A quotation by a minister who is linked."""
    who = given.pop("speaker_person", None) or field()
    if not article.mentions.filter(person=who).exists():
        make.mention(article, who)
    return make.quote(article, words, speaker_person=who, **given)


def test_a_whole_story_has_no_findings(story):
    said_by_field(story, attribution="minister Nora Field said")
    assert found(story) == []


@pytest.mark.parametrize(
    ("kind", "state", "level"),
    [
        ("direct", "confirmed", "error"),
        ("mixed", "confirmed", "error"),
        ("direct", "suggested", "warning"),
        ("mixed", "suggested", "warning"),
        ("indirect", "confirmed", None),
        ("indirect", "suggested", None),
        ("direct", "rejected", None),
    ],
)
def test_a_quotation_without_a_speaker(story, kind, state, level):
    quote = make.quote(story, kind=kind, state=state, speaker_person=None, words=SAID)
    findings = found(story, "quote-without-speaker")
    assert [f.level for f in findings] == ([level] if level else [])
    for finding in findings:
        assert (words(story, finding), finding.quote) == ([SAID], quote.pk)
        assert SAID in finding.message


def test_an_organisation_is_a_speaker(story):
    make.quote(story, speaker_source=make.source(), words=SAID)
    assert found(story) == []


def test_suggestions_that_wait_are_one_warning_with_their_number_and_places(story):
    who = field()
    make.quote(story, SAID, state="suggested", speaker_person=who)
    make.quote(story, "left at noon", state="suggested", kind="indirect", speaker_person=who)
    (finding,) = found(story, "undecided-quotes")
    assert finding.level == "warning"
    assert "2 suggested quotations" in finding.message
    assert words(story, finding) == [SAID, "left at noon"]


def test_an_altered_quotation_is_an_error_where_its_words_are_now(story):
    said_by_field(story)
    story.body = story.body.replace("publish the", "publish the whole")
    save_article(story, None)
    (finding,) = found(story, "quote-altered")
    assert finding.level == "error"
    assert words(story, finding) == ["We will publish the whole report in May"]
    assert SAID in finding.message


def test_a_lost_quotation_is_a_warning_that_points_nowhere(story):
    said_by_field(story)
    story.body = "Field left at noon."
    save_article(story, None)
    (finding,) = found(story, "quote-lost")
    assert (finding.level, finding.spans) == ("warning", ())
    assert SAID in finding.message


class TestOneSaying:
    BODY = f"“{SAID},” Nora Field said.\n\n“{SAID},” Ida Lund said. “Yes,” Field said. “Yes,” Lund said."

    def two(self, words, same_place=False):
        story = draft(self.BODY)
        first = said_by_field(story, words)
        second = said_by_field(story, words, speaker_person=make.person("Ida Lund"))
        if not same_place:
            at = story.body.rindex(words)
            second.spans = [[at, at + len(words)]]
            second.anchor(story.body)
            second.save()
        return story, first, second

    def test_the_same_words_of_two_speakers_are_a_warning_at_both_places(self):
        story, *_quotes = self.two(SAID)
        (finding,) = found(story, "quote-of-two")
        assert (finding.level, words(story, finding)) == ("warning", [SAID, SAID])
        assert "Nora Field, Ida Lund" in finding.message

    def test_words_that_anybody_says_are_left_alone(self):
        story, *_quotes = self.two("Yes")
        assert found(story, "quote-of-two") == []

    def test_but_not_at_one_place(self):
        story, *_quotes = self.two("Yes", same_place=True)
        assert words(story, found(story, "quote-of-two")[0]) == ["Yes"]

    def test_the_same_words_twice_by_one_speaker_are_fine(self):
        story, first, second = self.two(SAID)
        second.speaker_person = first.speaker_person
        second.save()
        assert found(story, "quote-of-two") == []


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        ("Ida Lund said", True),
        ("Lund said", True),
        ("said Ida Lund", True),
        ("minister Ida Lund added", True),
        ("Nora Field said", False),
        ("Field said", False),
        ("the minister said", False),
        ("a spokeswoman for Ida Lund said", False),
        ("Lund’s spokeswoman said", False),
        ("she told Ida Lund", False),
        ("Lund and Field said", False),
        ("Per Strand said", False),
    ],
)
def test_an_attribution_that_names_somebody_else_of_the_story(printed, other):
    story = draft(f"“{SAID},” {printed}.")
    make.mention(story, make.person("Ida Lund"))
    said_by_field(story, attribution=printed)
    findings = found(story, "attributed-to-another")
    assert bool(findings) is other
    for finding in findings:
        assert finding.level == "warning"
        assert all(name in finding.message for name in ("Nora Field", "Ida Lund", printed))


def test_a_speaker_who_is_not_linked_is_one_warning_with_what_links_them(story):
    who = field()
    make.quote(story, SAID, speaker_person=who)
    make.quote(story, "left at noon", kind="indirect", speaker_person=who)
    (finding,) = found(story, "quoted-not-linked")
    assert (finding.level, finding.person) == ("warning", who.pk)
    assert finding.fix == LinkMention(who.pk, "minister")
    assert words(story, finding) == [SAID, "left at noon"]


@pytest.mark.parametrize("state", ["suggested", "rejected"])
def test_who_is_only_suggested_to_speak_need_not_be_linked_yet(story, state):
    make.quote(story, SAID, speaker_person=field(), state=state)
    assert "quoted-not-linked" not in codes(story)
