"""Publishing appends an edition; what readers have is changed only by a working copy that is folded back (D2, D3)."""

import json

import pytest
from django.core.exceptions import ValidationError

from articles.editorial import editions, quoting
from articles.editorial.errors import Blocked, Conflict
from articles.editorial.publishing import discard_update, publish, start_update
from articles.editorial.saving import save_article
from articles.models import Article, AuditEntry, Quote
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make.member(name="editor")


@pytest.fixture
def story(editor):
    """A story published by its verb, with a quotation, a topic, a person and a step of its chain."""
    article = make.article(status="draft", publish_at=None, source=make.source(), topics=[make.topic()])
    quote = make.quote(article)
    make.mention(article, quote.speaker_person, description="the minister")
    make.hop(article, make.source())
    return publish(Article.objects.get(pk=article.pk), editor)


def test_publishing_shows_the_story_and_appends_its_first_edition(story, editor):
    assert Article.objects.published().get() == story
    edition = story.editions.get()
    content = json.loads(edition.content)
    assert (edition.number, edition.kind, edition.user) == (1, "first", editor)
    assert content["body"] == story.body
    assert [q["words"] for q in content["quotes"]] == ["We will publish the report"]
    assert edition.sha256 == edition.computed_sha256()


def test_a_published_story_is_not_edited_in_place(story, editor):
    story.headline = "Another one"
    with pytest.raises(Blocked, match="Start an update"):
        save_article(story, editor)
    assert Article.objects.get(pk=story.pk).headline == "A report is announced"


def test_an_update_is_seen_only_once_it_is_published_and_keeps_address_and_permalinks(story, editor):
    address, quote = (story.slug, story.address_date), story.quotes.get()
    copy = start_update(story, editor)
    copy.headline, copy.body = "The report is out", "New lead. " + copy.body
    save_article(copy, editor)
    assert Article.objects.published().get().headline == "A report is announced"

    updated = publish(copy, editor, note="Lead added")
    assert (updated.pk, (updated.slug, updated.address_date)) == (story.pk, address)
    shown = Article.objects.published().get()
    assert (shown.headline, shown.update_note) == ("The report is out", "Lead added")
    assert [t.pk for t in shown.topics.all()] == [t.pk for t in story.topics.all()]
    assert shown.hops.count() == shown.mentions.count() == 1
    kept = Quote.objects.get()
    assert (kept.pk, kept.guid) == (quote.pk, quote.guid)
    assert kept.words_in(shown.body) == kept.words == quote.words
    assert [e.kind for e in shown.editions.all()] == ["first", "update"]
    first, second = shown.editions.all()
    assert second.previous_sha256 == first.sha256


def test_quotations_added_nested_and_removed_in_an_update_arrive_so(story, editor):
    removed = story.quotes.get()
    copy = start_update(story, editor)
    copy.quotes.all().delete()
    outer = make.quote(copy, "We will publish the report")
    make.quote(copy, "publish", kind="indirect", within=outer)
    publish(copy, editor)
    quotes = list(Quote.objects.all())
    assert removed.pk not in [q.pk for q in quotes]
    assert {(q.article_id, q.words, q.within_id) for q in quotes} == {
        (story.pk, "We will publish the report", None),
        (story.pk, "publish", outer.pk),
    }


def test_a_nested_quotation_stays_nested_through_an_update(story, editor):
    outer = story.quotes.get()
    inner = make.quote(story, "publish", kind="indirect", within=outer)
    publish(start_update(story, editor), editor)
    assert Quote.objects.get(pk=inner.pk).within_id == outer.pk
    assert Quote.objects.count() == 2


def test_there_is_one_open_update_and_starting_again_returns_it(story, editor):
    assert start_update(story, editor) == start_update(story, editor)


def test_a_discarded_update_leaves_what_readers_have(story, editor):
    copy = start_update(story, editor)
    discard_update(copy, editor, reason="not needed")
    assert Article.objects.get() == story
    assert Quote.objects.count() == 1
    assert AuditEntry.objects.filter(verb="discard update", reason="not needed", article=story).exists()


def test_saving_over_a_newer_version_is_a_conflict_and_changes_nothing(editor):
    article = make.article(status="draft")
    mine, hers = Article.objects.get(pk=article.pk), Article.objects.get(pk=article.pk)
    hers.headline = "Hers"
    save_article(hers, editor)
    mine.headline = "Mine"
    with pytest.raises(Conflict):
        save_article(mine, editor)
    stored = Article.objects.get(pk=article.pk)
    assert (stored.headline, stored.version) == ("Hers", 2)


def test_an_invalid_story_is_not_saved_and_keeps_its_version(editor):
    article = make.article(status="draft")
    article.headline = "\u202e reversed"
    with pytest.raises(ValidationError):
        save_article(article, editor)
    assert Article.objects.get(pk=article.pk).version == 1


def test_changing_a_quoted_word_makes_it_altered_and_blocks_publishing_until_it_is_accepted(editor):
    article = make.article(status="draft", publish_at=None)
    quote = make.quote(article)
    article.body = article.body.replace("publish the report", "publish the whole report")
    save_article(article, editor)
    quote.refresh_from_db()
    assert (quote.state, quote.words) == ("altered", "We will publish the report")
    with pytest.raises(Blocked, match="1 quotation"):
        publish(article, editor)
    assert Article.objects.get(pk=article.pk).status == "draft"

    quote = Quote.objects.get()
    with pytest.raises(Blocked, match="Say why"):
        quoting.confirm(quote, editor)
    quoting.confirm(quote, editor, reason="checked against the recording")
    assert Quote.objects.get().words == "We will publish the whole report"
    publish(Article.objects.get(), editor)
    assert Quote.objects.public().get() == quote


def test_deleting_a_quoted_sentence_leaves_its_quotation_in_the_queue_of_lost_ones(editor):
    article = make.article(status="draft")
    make.quote(article)
    article.body = "The minister spoke in parliament."
    save_article(article, editor)
    lost = Quote.objects.get()
    assert (lost.state, lost.words) == ("lost", "We will publish the report")
    with pytest.raises(Blocked, match="no longer in the text"):
        quoting.confirm(lost, editor)


def test_a_rejected_quotation_stays_rejected_through_edits(editor):
    article = make.article(status="draft")
    quote = make.quote(article)
    quoting.reject(quote, editor, reason="a title")
    article.body = "Different."
    save_article(article, editor)
    assert Quote.objects.get().state == "rejected"


def test_each_verb_leaves_its_trace_with_user_and_reason(story, editor):
    start_update(story, editor)
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", "username", "article"))
    assert verbs == [("publish", "editor", story.pk), ("start update", "editor", story.pk)]


def test_editions_and_audit_entries_are_never_changed_or_deleted(story):
    for row in (story.editions.get(), AuditEntry.objects.first()):
        with pytest.raises(TypeError, match="never changed"):
            row.save()
        with pytest.raises(TypeError, match="never deleted"):
            row.delete()


def test_the_canonical_form_has_sorted_keys_no_spaces_and_plain_letters():
    assert editions.canonical({"b": ["é", 1], "a": None}) == '{"a":null,"b":["é",1]}'
