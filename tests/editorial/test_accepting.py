"""Errors keep a story from its readers, warnings ask whoever publishes; what was accepted is kept, and holds."""

import pytest

from articles.editorial.checks import run
from articles.editorial.errors import Blocked, Faulty, Unaccepted
from articles.editorial.publishing import publish, start_update
from articles.editorial.saving import save_article
from articles.models import Article, AuditEntry, Quote
from tests import make
from tests.editorial.checks.stories import SAID, draft, field

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make.member(name="editor")


@pytest.fixture
def story():
    """A draft with two warnings: no source, no dateline date."""
    return draft(source=None, dateline_date=None)


def keys(article):
    return [finding.key for finding in run(article)]


def stored(article):
    return Article.objects.get(pk=article.pk)


def test_an_error_blocks_whoever_asks_and_whatever_is_accepted(story, editor):
    make.quote(story, SAID, speaker_person=None)
    for accepted in (None, [], keys(story)):
        with pytest.raises(Faulty, match="has no speaker") as refusal:
            publish(stored(story), editor, accepted=accepted)
        assert isinstance(refusal.value, Blocked)
        assert {f.code for f in refusal.value.findings} == {"quote-without-speaker", "no-source", "no-dateline-date"}
    assert (stored(story).status, stored(story).version) == ("draft", 1)
    assert not AuditEntry.objects.exists()


def test_altered_quotations_are_counted_among_the_errors(story, editor):
    who = field()
    for words in (SAID, "Field left at noon"):
        make.quote(story, words, speaker_person=who)
    story.body = story.body.replace("publish the", "publish a").replace("left at", "left before")
    save_article(story, None)
    assert Quote.objects.filter(state="altered").count() == 2
    with pytest.raises(Faulty, match="2 quotations no longer have the words"):
        publish(stored(story), editor)


def test_warnings_ask_and_change_nothing_until_each_is_accepted(story, editor):
    one, other = keys(story)
    for accepted in ([], [one], [other, "another key"]):
        with pytest.raises(Unaccepted, match="Not published yet") as refusal:
            publish(stored(story), editor, accepted=accepted)
        assert [f.key for f in refusal.value.findings] == [one, other]
        assert stored(story).version == 1
    published = publish(stored(story), editor, accepted=[one, other])
    assert published.status == "published"


def test_what_was_accepted_stands_in_the_audit_entry_of_the_publication(story, editor):
    publish(story, editor, accepted=keys(story))
    entry = AuditEntry.objects.get(verb="publish")
    assert [(w["code"], bool(w["message"])) for w in entry.data["accepted"]] == [
        ("no-source", True),
        ("no-dateline-date", True),
    ]


def test_who_cannot_be_asked_publishes_with_warnings_and_accepts_none(story, editor):
    publish(story, editor)
    assert AuditEntry.objects.get(verb="publish").data == {}


def test_a_story_without_warnings_needs_none_accepted(editor):
    assert publish(draft(), editor, accepted=[]).status == "published"


def test_what_was_accepted_once_is_not_asked_again_in_an_update_but_what_is_new_is(story, editor):
    published = publish(story, editor, accepted=keys(story))
    copy = start_update(published, editor)
    copy.body = "It rained.\n\n“We stay, she said.\n\n" + copy.body
    save_article(copy, editor)
    with pytest.raises(Unaccepted, match="there is 1 warning"):
        publish(stored(copy), editor, accepted=[])
    new = next(f.key for f in run(copy) if f.code == "unclosed-mark")
    publish(stored(copy), editor, accepted=[new])
    entry = AuditEntry.objects.get(verb="publish update")
    assert [warning["code"] for warning in entry.data["accepted"]] == ["unclosed-mark"]


def test_what_was_accepted_for_one_story_is_asked_for_another(story, editor):
    accepted = keys(story)
    publish(story, editor, accepted=accepted)
    other = draft(source=None, dateline_date=None)
    assert keys(other) == accepted
    with pytest.raises(Unaccepted):
        publish(other, editor, accepted=[])


def test_a_story_for_a_later_time_is_checked_when_it_is_scheduled(editor):
    later = draft(source=None, publish_at="2040-01-01T00:00:00Z")
    with pytest.raises(Unaccepted):
        publish(stored(later), editor, accepted=[])
    publish(stored(later), editor, accepted=keys(later))
    assert [w["code"] for w in AuditEntry.objects.get(verb="schedule").data["accepted"]] == ["no-source"]
