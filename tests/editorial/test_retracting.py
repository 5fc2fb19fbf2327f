"""What is taken from readers leaves its notice and its record; what they never had is never shown as an edition."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.editorial.correcting import correct
from articles.editorial.errors import Blocked, Conflict, NotAllowed
from articles.editorial.publishing import publish, start_update, unschedule
from articles.editorial.retracting import reinstate, retract
from articles.editorial.saving import save_article
from articles.editorial.workflow import comment
from articles.models import Article, AuditEntry, Edition, Quote
from tests import make

pytestmark = pytest.mark.django_db
SOON = timedelta(hours=1)


@pytest.fixture
def chief():
    return make.member("Chief editor", name="chief")


@pytest.fixture
def story(chief):
    article = make.article(status="draft", publish_at=None)
    make.quote(article)
    return publish(Article.objects.get(pk=article.pk), chief)


def stored(article) -> Article:
    return Article.objects.get(pk=article.pk)


def kinds(article, *, public: bool = False) -> list[tuple[int, str]]:
    editions = Edition.objects.public() if public else Edition.objects
    return list(editions.filter(article=article).order_by("number").values_list("number", "kind"))


class TestRetracting:
    def test_readers_have_neither_story_nor_quotations_any_more_and_the_record_stays(self, story, chief):
        retract(story, chief, note="We could not confirm it.", reason="The source withdrew it")
        assert (story.status, stored(story).status) == ("retracted", "retracted")
        assert not Article.objects.published().exists()
        assert not Quote.objects.public().exists()
        assert list(Article.objects.retracted()) == [story]
        edition = story.editions.get(number=2)
        assert (edition.kind, edition.note, edition.user) == ("retraction", "We could not confirm it.", chief)
        entry = AuditEntry.objects.get(verb="retract")
        assert (entry.reason, entry.data["note"]) == ("The source withdrew it", "We could not confirm it.")
        assert story.history.first().status == "retracted"
        call_command("verify")

    @pytest.mark.parametrize("note", ["", " \n "])
    def test_a_note_to_readers_is_asked_for(self, story, chief, note):
        with pytest.raises(Blocked, match="Tell readers"):
            retract(story, chief, note=note)
        assert Article.objects.published().exists()

    def test_an_open_working_copy_goes_and_its_text_and_comments_stay(self, story, chief):
        copy = start_update(story, chief)
        copy.headline = "The headline of the copy"
        save_article(copy, chief)
        comment(copy, chief, "Rang the ministry.")
        retract(story, chief, note="We could not confirm it.")
        assert list(Article.objects.all()) == [story]
        assert Article.history.filter(headline="The headline of the copy", update_of=story.pk).exists()
        assert story.comments.get().text == "Rang the ministry."
        assert AuditEntry.objects.get(verb="discard update").reason == "The story was retracted."

    def test_a_story_that_was_updated_since_it_was_looked_at_is_not_retracted_unseen(self, story, chief):
        looked_at = stored(story)
        publish(start_update(story, chief), chief)
        with pytest.raises(Conflict):
            retract(looked_at, chief, note="We could not confirm it.")
        assert Article.objects.published().exists()

    @pytest.mark.parametrize("status", ["draft", "review", "approved", "spiked", "retracted"])
    def test_only_a_published_story_is_retracted(self, chief, status):
        with pytest.raises(Blocked):
            retract(make.article(status=status), chief, note="x")

    def test_a_scheduled_or_embargoed_story_is_not_retracted_for_readers_do_not_have_it(self, chief):
        later = timezone.now() + SOON
        for story in (make.article(publish_at=later), make.article(embargo_until=later)):
            start_update(story, None)
            with pytest.raises(Blocked, match="off the schedule"):
                retract(story, chief, note="x")
            assert story.updates.exists()

    def test_only_chief_editors_retract_and_reinstate(self, story, chief):
        for group in ("Reporter", "Editor", ""):
            with pytest.raises(NotAllowed):
                retract(story, make.member(group), note="x")
        retract(story, chief, note="x")
        for group in ("Reporter", "Editor", ""):
            with pytest.raises(NotAllowed):
                reinstate(story, make.member(group), note="x")

    def test_nothing_is_published_into_a_retracted_story(self, story, chief):
        copy = start_update(story, chief)
        Article.objects.filter(pk=story.pk).update(status="retracted")
        with pytest.raises(Blocked, match="no longer published"):
            publish(copy, chief)
        with pytest.raises(Blocked, match="no longer published"):
            correct(stored(copy), chief, note="x")

    def test_verify_finds_a_story_that_was_given_back_or_taken_without_the_verb(self, story, chief, capsys):
        Article.objects.update(status="retracted")
        with pytest.raises(CommandError, match="1 broken promise"):
            call_command("verify")
        assert "status: it was retracted without an edition" in capsys.readouterr().err
        Article.objects.update(status="published")
        retract(stored(story), chief, note="x")
        Article.objects.update(status="published")
        with pytest.raises(CommandError, match="1 broken promise"):
            call_command("verify")
        assert "status: readers have what edition 2 retracted" in capsys.readouterr().err


class TestReinstating:
    def test_readers_have_the_story_again_with_its_quotations_and_both_notices(self, story, chief):
        quote = story.quotes.get()
        retract(story, chief, note="We could not confirm it.")
        reinstate(story, chief, note="It is confirmed now.", reason="The recording came")
        assert Article.objects.published().get() == story
        assert Quote.objects.public().get() == quote
        assert kinds(story, public=True) == [(1, "first"), (2, "retraction"), (3, "restored")]
        assert story.editions.get(number=3).note == "It is confirmed now."
        assert AuditEntry.objects.get(verb="reinstate").reason == "The recording came"
        call_command("verify")

    def test_it_can_be_corrected_and_retracted_again(self, story, chief):
        retract(story, chief, note="x")
        reinstate(story, chief, note="y")
        copy = start_update(story, chief)
        copy.headline = "Another"
        correct(save_article(copy, chief), chief, note="z")
        retract(stored(story), chief, note="No.")
        assert [kind for _n, kind in kinds(story)] == ["first", "retraction", "restored", "correction", "retraction"]
        call_command("verify")

    def test_a_note_is_asked_for_and_only_a_retracted_story_comes_back(self, story, chief):
        with pytest.raises(Blocked, match="Only a retracted story"):
            reinstate(story, chief, note="x")
        retract(story, chief, note="x")
        with pytest.raises(Blocked, match="Tell readers"):
            reinstate(story, chief, note="")


class TestTakingOffTheSchedule:
    @pytest.fixture
    def scheduled(self, chief):
        return publish(make.article(status="draft", publish_at=None), chief, at=timezone.now() + SOON)

    def test_it_is_approved_and_without_a_time_and_the_time_is_on_record(self, scheduled, chief):
        planned = scheduled.publish_at
        unschedule(scheduled, chief, reason="Wait for the reply")
        row = stored(scheduled)
        assert (row.status, row.publish_at, row.first_posted) == ("approved", None, None)
        assert (scheduled.status, scheduled.publish_at, scheduled.version) == ("approved", None, row.version)
        entry = AuditEntry.objects.get(verb="unschedule")
        assert (entry.reason, entry.data["was"]) == ("Wait for the reply", planned.isoformat())
        call_command("verify")

    def test_the_time_of_the_wire_stays(self, chief):
        draft = make.article(status="draft", publish_at=None, first_posted=make.LONG_AGO)
        scheduled = publish(draft, chief, at=timezone.now() + SOON)
        assert unschedule(scheduled, chief).first_posted == make.LONG_AGO

    def test_an_edition_that_readers_never_had_stays_in_the_chain_and_is_not_shown(self, scheduled, chief):
        unschedule(scheduled, chief)
        scheduled.headline = "What readers got"
        story = publish(save_article(scheduled, chief), chief)
        assert kinds(story) == [(1, "first"), (2, "first")]
        assert kinds(story, public=True) == [(2, "first")]
        first, second = story.editions.order_by("number")
        assert second.previous_sha256 == first.sha256
        publish(start_update(story, chief), chief)
        assert kinds(story, public=True) == [(2, "first"), (3, "update")]
        call_command("verify")

    def test_an_edition_is_dated_from_when_readers_have_it(self, scheduled):
        assert scheduled.editions.get().published == scheduled.publish_at
        assert kinds(scheduled, public=True) == []
        assert [e.number for e in Edition.objects.public(at=scheduled.publish_at)] == [1]

    def test_an_update_before_its_time_is_what_readers_get_first(self, scheduled, chief):
        copy = start_update(scheduled, chief)
        copy.headline = "What readers will get"
        story = publish(save_article(copy, chief), chief)
        assert kinds(story) == [(1, "first"), (2, "first")]
        assert [e.number for e in Edition.objects.public(at=story.publish_at)] == [2]
        assert (story.modified, story.publish_at) == (None, scheduled.publish_at)
        assert not Article.objects.published().exists()
        call_command("verify")

    def test_it_waits_for_an_open_working_copy(self, scheduled, chief):
        start_update(scheduled, chief)
        with pytest.raises(Blocked, match="Publish or discard"):
            unschedule(scheduled, chief)
        assert stored(scheduled).status == "published"

    def test_no_working_copy_is_made_of_a_story_that_came_off_the_schedule(self, scheduled, chief):
        looked_at = stored(scheduled)
        unschedule(scheduled, chief)
        with pytest.raises(Blocked):
            start_update(looked_at, chief)

    def test_a_story_that_was_saved_since_it_was_looked_at_stays_on_the_schedule(self, scheduled, chief):
        looked_at = stored(scheduled)
        publish(start_update(scheduled, chief), chief)
        with pytest.raises(Conflict):
            unschedule(looked_at, chief)

    def test_reporters_do_not_take_it_off(self, scheduled):
        with pytest.raises(NotAllowed):
            unschedule(scheduled, make.member("Reporter"))
