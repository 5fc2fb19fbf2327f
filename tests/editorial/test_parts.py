"""Quotations, steps and mentions are saved with their story's version; quotations are placed by their words."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from articles.editorial import quoting
from articles.editorial.errors import Blocked, Conflict
from articles.editorial.parts import remove_part, save_part
from articles.editorial.publishing import publish
from articles.editorial.records import remove_record, save_record
from articles.editorial.saving import remove_article, save_article
from articles.models import Article, AuditEntry, Person, Quote
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make.member(name="editor")


@pytest.fixture
def draft():
    return make.article(status="draft", publish_at=None)


def stored(article):
    return Article.objects.get(pk=article.pk)


def test_saving_a_part_raises_the_storys_version_and_leaves_a_trace(draft, editor):
    quote = make.quote(draft)
    quote.venue = "parliament"
    save_part(quote, editor, version=1)
    assert stored(draft).version == 2
    assert AuditEntry.objects.get(model="articles.quote").article == draft


def test_a_part_of_a_story_saved_since_is_not_saved(draft, editor):
    quote = make.quote(draft)
    save_article(stored(draft), editor)
    quote.venue = "parliament"
    with pytest.raises(Conflict):
        save_part(quote, editor, version=1)
    assert Quote.objects.get().venue == ""


def test_a_decision_on_a_quotation_makes_open_forms_of_its_story_stale(draft, editor):
    open_form = stored(draft)
    quoting.confirm(make.quote(draft, state="suggested"), editor)
    with pytest.raises(Conflict):
        save_article(open_form, editor)


@pytest.mark.parametrize("verb", [save_part, remove_part, quoting.confirm, quoting.reject])
def test_no_part_of_a_published_story_is_changed_in_place(verb, editor):
    quote = make.quote(make.article())
    with pytest.raises(Blocked, match="Start an update"):
        verb(quote, editor)
    assert Quote.objects.get().state == "confirmed"


def test_deleting_a_quotation_leaves_the_one_inside_it_standing(draft, editor):
    outer = make.quote(draft)
    inner = make.quote(draft, "publish", within=outer)
    remove_part(outer, editor)
    assert list(Quote.objects.all()) == [inner]
    assert Quote.objects.get().within is None


def test_words_that_stand_once_are_located():
    assert quoting.locate("One two. Three.", "two") == [[4, 7]]


def test_stretches_are_located_one_by_one():
    assert quoting.locate("“One,” she said, “two.”", "One … two") == [[1, 4], [18, 21]]


def test_an_ellipsis_in_the_copy_is_taken_as_it_stands():
    assert quoting.locate("He said: well … no.", "well … no") == [[9, 18]]


@pytest.mark.parametrize(
    ("words", "said"),
    [("five", "does not say"), ("o", r"3 times, at 0-1, 6-7, 8-9"), ("", "does not say"), ("o two … five", "does not")],
)
def test_words_that_do_not_stand_once_are_refused_with_their_places(words, said):
    with pytest.raises(ValidationError, match=said):
        quoting.locate("one two or", words.replace("o", "o"))


def test_a_confirmed_quotation_moved_to_other_words_is_altered_and_keeps_its_own(draft):
    quote = quoting.move(make.quote(draft), [[0, 12]])
    assert (quote.state, quote.words) == ("altered", "We will publish the report")


def test_a_lost_quotation_moved_back_to_its_words_is_whole_again(draft, editor):
    quote = quoting.confirm(make.quote(draft, state="suggested"), editor)
    spans, quote.state, quote.spans = quote.spans, "lost", [[0, 3]]
    assert quoting.move(quote, spans).state == "confirmed"


def test_a_new_quotation_takes_the_words_at_its_spans(draft):
    quote = quoting.move(Quote(article=draft), [[0, 12]])
    assert (quote.state, quote.words) == ("suggested", "The minister")


def test_a_story_that_was_published_is_not_deleted(draft, editor):
    story = publish(draft, editor)
    with pytest.raises(Blocked):
        remove_article(story, editor)
    Article.objects.filter(pk=story.pk).update(status="spiked")
    with pytest.raises(Blocked, match="editions stay"):
        remove_article(Article.objects.get(pk=story.pk), editor)
    assert Article.objects.exists()


def test_a_draft_is_deleted_with_its_trace(draft, editor):
    remove_article(draft, editor, reason="Sent twice")
    assert not Article.objects.exists()
    assert AuditEntry.objects.get(verb="delete").reason == "Sent twice"


def test_saving_does_not_publish(draft, editor):
    draft.status = "published"
    draft.publish_at = make.LONG_AGO
    with pytest.raises(Blocked, match="being published"):
        save_article(draft, editor)
    assert stored(draft).status == "draft"


def test_a_record_is_validated_saved_and_traced(editor):
    who = make.person()
    who.name = "Another Name"
    save_record(who, editor)
    who.wikidata = "none"
    with pytest.raises(ValidationError):
        save_record(who, editor)
    assert Person.objects.get().wikidata == ""
    assert AuditEntry.objects.get().verb == "save"


def test_a_person_who_is_quoted_is_not_deleted(draft, editor):
    with pytest.raises(ProtectedError):
        remove_record(make.quote(draft).speaker_person, editor)
    assert not AuditEntry.objects.exists()
