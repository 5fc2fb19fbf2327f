"""Nothing is lost: an old text comes back as a new revision, and what was deleted comes back as a draft."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from articles.editorial.copies import CONTENT
from articles.editorial.errors import Blocked, Conflict, NotAllowed
from articles.editorial.publishing import discard_update, publish, start_update
from articles.editorial.restoring import restore_deleted, restore_text
from articles.editorial.saving import remove_article, save_article
from articles.models import Article, AuditEntry, Person, Quote, Source, Topic
from tests import make

pytestmark = pytest.mark.django_db
FIRST = '"We will publish the report," the minister said. It is long.'
SECOND = 'Another beginning.\n\n"We will publish the report," the minister said.'


@pytest.fixture
def chief(db):
    return make.member(name="ines")


@pytest.fixture
def draft(db):
    return make.article("First headline", status="draft", publish_at=None, body=FIRST, source=make.source("First"))


def rewritten(article, user):
    article.headline, article.body, article.source = "Second headline", SECOND, make.source("Second")
    return save_article(article, user)


class TestAnOldText:
    def test_comes_back_as_a_new_revision_that_says_so(self, draft, chief):
        first = draft.history.get()
        rewritten(draft, chief)
        article = restore_text(draft, first, chief, reason="the new text was a mistake")
        article.refresh_from_db()
        assert (article.headline, article.body, article.source) == ("First headline", FIRST, first.source)
        assert (article.version, article.history.count()) == (3, 3)
        last = article.history.latest()
        assert last.history_change_reason.startswith("restored from the revision of")
        assert last.history_user == chief
        entry = AuditEntry.objects.get(verb="restore")
        assert entry.reason.endswith(": the new text was a mistake")
        assert set(entry.data["fields"]) == {"headline", "body", "source"}

    def test_brings_its_words_only(self, draft, chief):
        first = draft.history.get()
        rewritten(draft, chief)
        later = timezone.now() + timedelta(days=1)
        draft.slug, draft.publish_at, draft.embargo_until = "another-slug", later, later
        save_article(draft, chief)
        Article.objects.update(status="approved")
        article = Article.objects.get()
        restored = restore_text(article, first, chief)
        kept = ("guid", "slug", "status", "publish_at", "embargo_until", "first_posted", "created")
        assert [getattr(restored, name) for name in kept] == [getattr(article, name) for name in kept]
        assert all(getattr(restored, name) == getattr(first, name) for name in CONTENT)

    def test_carries_the_quotations_along_and_keeps_their_places(self, draft, chief):
        quote = make.quote(draft, "We will publish the report")
        first = draft.history.get()
        rewritten(draft, chief)
        restore_text(draft, first, chief)
        quote.refresh_from_db()
        assert (quote.state, quote.words_in(FIRST)) == ("confirmed", "We will publish the report")

    def test_marks_a_quotation_that_it_does_not_have(self, draft, chief):
        first = draft.history.get()
        draft.body += ' "A word put in later," she said.'
        save_article(draft, chief)
        quote = make.quote(draft, "A word put in later")
        restore_text(draft, first, chief)
        quote.refresh_from_db()
        assert quote.state == "lost"

    def test_that_the_story_has_already_is_not_restored(self, draft, chief):
        with pytest.raises(Blocked, match="already"):
            restore_text(draft, draft.history.get(), chief)
        assert draft.history.count() == 1

    def test_of_another_story_is_refused(self, draft, chief):
        with pytest.raises(Blocked, match="another story"):
            restore_text(draft, make.article().history.get(), chief)

    def test_is_not_put_over_what_somebody_saved_meanwhile(self, draft, chief):
        first, opened = draft.history.get(), draft.version
        rewritten(draft, chief)
        with pytest.raises(Conflict):
            restore_text(draft, first, chief, version=opened)
        assert Article.objects.get().headline == "Second headline"

    def test_is_not_put_back_in_place_where_readers_have_the_story(self, draft, chief):
        first = draft.history.get()
        story = publish(rewritten(draft, chief), chief)
        with pytest.raises(Blocked, match="Start an update"):
            restore_text(story, first, chief)
        assert Article.objects.get().headline == "Second headline"

    def test_of_a_published_story_comes_back_into_its_working_copy(self, draft, chief):
        first = draft.history.get()
        story = publish(rewritten(draft, chief), chief)
        copy = restore_text(start_update(story, chief), first, chief)
        assert (copy.headline, Article.objects.get(pk=story.pk).headline) == ("First headline", "Second headline")

    @pytest.mark.parametrize("status", ["review", "approved"])
    def test_is_for_a_reporter_only_while_the_text_is_theirs(self, draft, chief, status):
        first = draft.history.get()
        rewritten(draft, chief)
        Article.objects.update(status=status)
        with pytest.raises(NotAllowed):
            restore_text(Article.objects.get(), first, make.member("Reporter"))

    def test_keeps_the_present_source_where_that_of_then_was_deleted(self, draft, chief):
        first = draft.history.get()
        old = draft.source
        rewritten(draft, chief)
        old.delete()
        restored = restore_text(draft, first, chief)
        assert restored.source.name.startswith("Second")


class TestADeletedDraft:
    @pytest.fixture
    def entry(self, draft, chief):
        who = make.person("Ada Speaker")
        outer = make.quote(draft, '"We will publish the report," the minister said', speaker_person=who, kind="mixed")
        make.quote(draft, "We will publish the report", within=outer, state="suggested", role=None)
        make.quote(draft, "It is long", state="rejected").delete()
        draft.topics.set([make.topic()])
        make.hop(draft, make.source("Through"), url="https://source.example/")
        make.mention(draft, who, description="the minister")
        remove_article(draft, chief, reason="a duplicate")
        return AuditEntry.objects.get(verb="delete")

    def test_comes_back_whole_as_a_draft(self, entry, chief):
        article = restore_deleted(entry, chief, reason="it was none")
        assert (article.guid, article.headline, article.body, article.status) == (
            entry.key,
            "First headline",
            FIRST,
            "draft",
        )
        outer, inner = article.quotes.order_by("-end")
        assert (outer.state, inner.state, inner.within) == ("confirmed", "suggested", outer)
        assert outer.speaker_person.name == "Ada Speaker"
        assert article.hops.get().url == "https://source.example/"
        assert article.mentions.get().description == "the minister"
        assert article.topics.count() == 1
        article.full_clean()
        for quote in article.quotes.all():
            quote.full_clean()

    def test_comes_back_once(self, entry, chief):
        restore_deleted(entry, chief)
        with pytest.raises(Blocked, match="already"):
            restore_deleted(entry, chief)
        assert Article.objects.count() == 1

    def test_takes_another_address_where_its_own_is_taken(self, entry, chief):
        slug = Article.history.filter(guid=entry.key).first().slug
        other = make.article(slug=slug)
        article = restore_deleted(entry, chief)
        assert article.slug.startswith(f"{slug}-")
        assert Article.objects.get(slug=slug) == other

    @pytest.mark.parametrize("group", ["Reporter", "Editor", ""])
    def test_comes_back_by_those_who_may_delete(self, entry, group):
        with pytest.raises(NotAllowed):
            restore_deleted(entry, make.member(group))
        assert not Article.objects.exists()

    def test_comes_back_without_what_is_gone(self, entry, chief):
        for model in (Person, Topic):
            model.objects.all().delete()
        Source.objects.filter(name__startswith="Through").delete()
        article = restore_deleted(entry, chief)
        assert [quote.speaker for quote in article.quotes.all()] == [None, None]
        assert (article.topics.count(), article.hops.count(), article.mentions.count()) == (0, 0, 0)
        assert article.quotes.get(state="confirmed").words_in(article.body) == FIRST[:47]

    def test_is_not_made_from_an_entry_of_another_kind(self, entry, chief):
        restore_deleted(entry, chief)
        with pytest.raises(Blocked, match="does not have its text"):
            restore_deleted(AuditEntry.objects.get(verb="restore deleted"), chief)


class TestADiscardedUpdate:
    def discarded(self, chief):
        story = make.article("Readers' headline", body=FIRST)
        make.quote(story, "We will publish the report")
        copy = start_update(story, chief)
        copy.headline = "Updated headline"
        save_article(copy, chief)
        make.quote(copy, "It is long", kind="indirect")
        discard_update(copy, chief)
        return story, AuditEntry.objects.get(verb="discard update")

    def test_comes_back_as_the_working_copy_of_its_story(self, chief):
        story, entry = self.discarded(chief)
        copy = restore_deleted(entry, chief)
        assert (copy.update_of, copy.headline, copy.quotes.count()) == (story, "Updated headline", 2)
        published = publish(copy, chief)
        assert published == story
        assert story.quotes.count() == 2
        assert Quote.objects.get(words="We will publish the report").article == story

    def test_does_not_push_aside_an_open_one(self, chief):
        story, entry = self.discarded(chief)
        start_update(story, chief)
        with pytest.raises(Blocked, match="Another update"):
            restore_deleted(entry, chief)

    def test_stays_away_where_its_story_was_retracted(self, chief):
        story, entry = self.discarded(chief)
        Article.objects.filter(pk=story.pk).update(status="retracted")
        with pytest.raises(Blocked, match="no longer published"):
            restore_deleted(entry, chief)


def test_an_embargoed_draft_that_is_deleted_leaves_no_headline_in_the_log(chief):
    hidden = make.article("Secret headline", status="draft", embargo_until=timezone.now() + timedelta(days=1))
    remove_article(hidden, chief)
    assert "Secret headline" not in str(AuditEntry.objects.values())


def test_rights_to_add_and_to_delete_are_both_needed(draft, chief):
    remove_article(draft, chief)
    user = make.member("")
    user.user_permissions.set(Permission.objects.filter(codename="delete_article"))
    with pytest.raises(NotAllowed):
        restore_deleted(AuditEntry.objects.get(), user)
