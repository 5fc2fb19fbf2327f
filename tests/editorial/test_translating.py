"""Beginning a story's version in another language."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.editorial import checks, publishing
from articles.editorial.errors import Blocked
from articles.editorial.saving import save_article
from articles.editorial.translating import has_stand_in_slug, translate
from articles.models import Article, AuditEntry
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    article = make.article(
        "A report is announced", source=make.source(), topics=[make.topic()], lead_photo=make.photo(), language="en"
    )
    quote = make.quote(article)
    make.mention(article, quote.speaker_person, description="the minister")
    make.hop(article, make.source())
    return article


def test_the_draft_stands_where_the_story_does_and_has_its_words_but_no_quotations(story):
    editor = make.member("Editor")
    draft = translate(story, editor, "fr")
    draft.refresh_from_db()
    assert (draft.status, draft.language, draft.translation_of) == ("draft", "fr", story)
    assert (draft.body, draft.source, draft.lead_photo) == (story.body, story.source, story.lead_photo)
    assert draft.slug == f"{story.slug}-fr"
    assert list(draft.topics.all()) == list(story.topics.all())
    assert [hop.source for hop in draft.hops.all()] == [hop.source for hop in story.hops.all()]
    assert [(m.person, m.description) for m in draft.mentions.all()] == [(story.mentions.get().person, "")]
    assert story.mentions.get().description == "the minister"
    assert not draft.quotes.exists()
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.user, entry.article) == ("translate", editor, draft)


def test_a_translation_of_a_translation_is_one_of_the_original(story):
    french = translate(story, None, "fr")
    russian = translate(french, None, "ru")
    assert russian.translation_of == story
    assert has_stand_in_slug(russian)


def test_an_embargo_covers_the_translation_too(story):
    until = timezone.now() + timedelta(hours=1)
    Article.objects.filter(pk=story.pk).update(embargo_until=until)
    story.refresh_from_db()
    assert translate(story, None, "fr").embargo_until == until


@pytest.mark.parametrize("language", ["en", "fr", "french", ""])
def test_a_language_that_is_there_already_or_is_none_makes_nothing(story, language):
    translate(story, None, "fr")
    with pytest.raises(ValidationError) as refused:
        translate(story, None, language)
    assert list(refused.value.message_dict) == ["language"]
    assert Article.objects.count() == 2


def test_the_original_does_not_take_the_language_of_a_translation(story):
    translate(story, None, "fr")
    copy = publishing.start_update(story, None)
    copy.language = "fr"
    with pytest.raises(ValidationError, match="is this story in the language “fr” already"):
        save_article(copy, None)


def test_a_working_copy_is_not_translated(story):
    copy = publishing.start_update(story, None)
    with pytest.raises(Blocked, match="Translate the story itself"):
        translate(copy, None, "fr")


def test_what_is_not_translated_yet_is_not_published(story):
    draft = translate(story, None, "fr")
    finding = next(f for f in checks.run(draft) if f.code == "not-translated" and f.field == "body")
    assert finding.level == "error"
    assert "“A report is announced”" in finding.message
    draft.body = "La ministre a parlé au parlement."
    assert [f for f in checks.run(draft) if f.code == "not-translated" and f.field == "body"] == []


def test_headline_and_summary_are_to_be_translated_too(story):
    Article.objects.filter(pk=story.pk).update(summary="The minister spoke.")
    draft = translate(Article.objects.get(pk=story.pk), None, "fr")
    draft.body = "La ministre a parlé au parlement."
    found = {f.field: f.level for f in checks.run(draft) if f.code == "not-translated"}
    assert found == {"headline": "warning", "summary": "error"}


def test_the_slug_of_a_translation_is_known_for_a_stand_in_until_it_has_its_own(story):
    draft = translate(story, None, "zh-Hant")
    assert draft.slug == f"{story.slug}-zh-hant"
    assert has_stand_in_slug(draft)
    draft.slug = "rapport-annonce"
    assert not has_stand_in_slug(draft)
    assert not has_stand_in_slug(story)
