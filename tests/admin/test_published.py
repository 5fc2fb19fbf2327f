"""What readers have, on the desk: its buttons, the pages behind them, and who has them."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from articles.editorial.correcting import correct
from articles.editorial.publishing import publish, start_update, unschedule
from articles.editorial.retracting import retract
from articles.editorial.saving import save_article
from articles.models import Article, AuditEntry, Correction, Edition
from tests import make
from tests.admin.pages import errors_of, form_of, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(editor):
    """A story in which the desk checks find nothing."""
    facts = {"source": make.source(), "dateline_place": "OSLO", "dateline_date": date(2021, 12, 27)}
    draft = make.article(status="draft", publish_at=None, **facts)
    make.mention(draft, make.quote(draft).speaker_person)
    return publish(Article.objects.get(pk=draft.pk), editor)


@pytest.fixture
def scheduled(editor):
    return publish(make.article(status="draft", publish_at=None), editor, at=timezone.now() + timedelta(hours=1))


def page(article, what="change") -> str:
    return reverse(f"admin:articles_article_{what}", args=[article.pk])


def buttons(client, article) -> set[str]:
    """Return which verbs on what readers have the page of a story offers."""
    shown = client.get(page(article)).content.decode()
    verbs = ["start_update", "correct", "retract", "reinstate", "unschedule", "editions"]
    there = {verb for verb in verbs if f'"{page(article, verb)}"' in shown}
    return there | {name for name in ("_publish", "_correct") if f'name="{name}"' in shown}


def log_in(client, group: str):
    client.force_login(make.member(group))
    return client


class TestButtons:
    @pytest.mark.parametrize(
        ("group", "offered"),
        [
            ("Reporter", {"start_update", "correct", "editions"}),
            ("Editor", {"start_update", "correct", "editions"}),
            ("Chief editor", {"start_update", "correct", "retract", "editions"}),
        ],
    )
    def test_a_published_story_offers_each_what_they_may_do(self, client, story, group, offered):
        assert buttons(log_in(client, group), story) == offered

    @pytest.mark.parametrize(
        ("group", "offered"),
        [
            ("Reporter", {"start_update", "editions"}),
            ("Editor", {"start_update", "unschedule", "editions"}),
            ("Chief editor", {"start_update", "unschedule", "editions"}),
        ],
    )
    def test_a_scheduled_story_is_not_corrected_or_retracted_but_taken_off(self, client, scheduled, group, offered):
        assert buttons(log_in(client, group), scheduled) == offered

    @pytest.mark.parametrize(("group", "offered"), [("Editor", set()), ("Chief editor", {"reinstate"})])
    def test_a_retracted_story_is_given_back_by_chief_editors(self, client, story, group, offered):
        retract(story, None, note="x")
        assert buttons(log_in(client, group), story) == offered | {"editions"}

    @pytest.mark.parametrize(("group", "offered"), [("Reporter", set()), ("Editor", {"_publish", "_correct"})])
    def test_a_working_copy_is_published_as_update_or_correction_by_who_may(self, client, story, group, offered):
        copy = start_update(story, None)
        assert buttons(log_in(client, group), copy) == offered
        assert 'name="update_note"' in client.get(page(copy)).content.decode()

    def test_a_draft_has_none_of_them_but_publish(self, desk):
        assert buttons(desk, make.article(status="draft")) == {"_publish"}


class TestCorrecting:
    def test_a_correction_is_started_made_and_published_with_its_note(self, desk, story):
        response = desk.post(page(story, "correct"), follow=True)
        copy = Article.objects.get(update_of=story)
        assert response.redirect_chain[-1][0] == page(copy)
        assert "publish it as a correction" in response.content.decode()
        data = form_of(desk, page(copy))
        data |= {"body": make.BODY.replace("parliament", "the chamber"), "update_note": "It was the chamber."}
        response = desk.post(page(copy), data | {"_correct": "1"}, follow=True)
        assert "1 passage before and after" in response.content.decode()
        row = Correction.objects.get()
        assert (row.before, row.after, row.note) == (
            "The minister spoke in parliament.",
            "The minister spoke in the chamber.",
            "It was the chamber.",
        )
        assert Article.objects.get().editions.get(number=2).kind == "correction"
        assert row.before in desk.get(page(story)).content.decode(), "listed on the story"
        call_command("verify")

    def test_without_a_note_nothing_is_saved_and_what_was_typed_stays(self, desk, story):
        copy = start_update(story, None)
        data = form_of(desk, page(copy)) | {"headline": "A plan is announced", "_correct": "1"}
        response = desk.post(page(copy), data)
        assert "Tell readers what was wrong" in errors_of(response)
        assert "A plan is announced" in response.content.decode()
        assert Article.objects.get(pk=copy.pk).headline == story.headline

    def test_a_correction_that_changes_nothing_is_refused_with_its_note_kept(self, desk, story):
        copy = start_update(story, None)
        data = form_of(desk, page(copy)) | {"update_note": "Nothing was wrong.", "_correct": "1"}
        response = desk.post(page(copy), data)
        assert "Nothing that readers read" in errors_of(response)
        assert 'value="Nothing was wrong."' in response.content.decode()
        assert not Correction.objects.exists()

    def test_a_note_that_a_reporter_writes_waits_with_the_copy_for_the_editor(self, client, story):
        copy = start_update(story, None)
        log_in(client, "Reporter")
        data = form_of(client, page(copy)) | {"headline": "A plan is announced", "update_note": "It is a plan."}
        sent(client, page(copy), data)
        refused = client.post(page(copy), form_of(client, page(copy)) | {"_correct": "1"})
        assert "does not have the right" in errors_of(refused)
        log_in(client, "Editor")
        sent(client, page(copy), form_of(client, page(copy)) | {"_correct": "1"})
        assert Correction.objects.get().note == "It is a plan."

    def test_an_update_tells_its_note_and_keeps_none_of_an_update_before(self, desk, story):
        for note in ("More is known.", ""):
            copy = start_update(story, None)
            data = form_of(desk, page(copy))
            assert data["update_note"] == ""
            sent(
                desk,
                page(copy),
                data | {"update_note": note, "headline": f"A plan is announced. {note}", "_publish": "1"},
            )
            assert Article.objects.get().update_note == note


class TestRetracting:
    def test_the_page_says_what_happens_and_does_nothing_yet(self, desk, story):
        copy = start_update(story, None)
        shown = desk.get(page(story, "retract")).content.decode()
        assert story.headline in shown
        assert "its 1 quotation." in shown
        assert f'<a href="{page(copy)}">update that is open</a> is discarded' in shown
        assert Article.objects.published().exists()

    def test_the_notice_and_the_reason_are_taken_and_the_story_goes(self, desk, editor, story, client):
        data = {"note": "We could not confirm it.", "reason": "Source withdrew", "opened": str(story.version)}
        response = desk.post(page(story, "retract"), data, follow=True)
        assert response.redirect_chain[-1][0] == page(story)
        assert "This story was retracted" in response.content.decode()
        assert AuditEntry.objects.get(verb="retract").reason == "Source withdrew"
        assert client.get(story.get_absolute_url()).status_code == 410

    @pytest.mark.parametrize(
        ("note", "said"),
        [("", "Tell readers why"), ("x" * 501, "at most 500"), ("reversed \u202e notice", "U+202E"), ("a\0b", "Null")],
    )
    def test_a_notice_that_cannot_stand_comes_back_with_what_was_typed(self, desk, story, note, said):
        data = {"note": note, "reason": "Typed already", "opened": str(story.version)}
        shown = desk.post(page(story, "retract"), data).content.decode()
        assert said in shown
        assert "Typed already" in shown
        assert Article.objects.published().exists()

    def test_a_story_updated_since_is_looked_at_again_and_then_retracted(self, desk, story, editor):
        data = {"note": "We could not confirm it.", "opened": str(story.version)}
        publish(start_update(story, editor), editor)
        response = desk.post(page(story, "retract"), data)
        assert "changed since you opened this page" in response.content.decode()
        assert "We could not confirm it." in response.content.decode()
        assert Article.objects.published().exists()
        desk.post(page(story, "retract"), form_values(response) | data | {"opened": form_values(response)["opened"]})
        assert not Article.objects.published().exists()

    def test_it_is_given_back_with_a_notice(self, desk, story):
        retract(story, None, note="We could not confirm it.")
        assert "We could not confirm it." in desk.get(page(story, "reinstate")).content.decode()
        desk.post(page(story, "reinstate"), {"note": "It is confirmed.", "opened": str(story.version)})
        assert Article.objects.published().get().editions.get(number=3).note == "It is confirmed."

    @pytest.mark.parametrize("verb", ["retract", "reinstate"])
    def test_the_pages_are_for_who_has_the_right(self, client, story, verb):
        for group in ("Reporter", "Editor", ""):
            log_in(client, group)
            assert client.get(page(story, verb)).status_code in {403, 404}
            assert client.post(page(story, verb), {"note": "x"}).status_code in {403, 404}
        assert Article.objects.published().exists()

    @pytest.mark.parametrize("verb", ["retract", "reinstate", "unschedule", "correct"])
    def test_verbs_that_do_not_fit_the_state_are_refused_with_a_message(self, desk, verb):
        draft = make.article(status="draft")
        response = desk.post(page(draft, verb), {"note": "x"}, follow=True)
        assert [m.level_tag for m in response.context["messages"]] == ["error"]

    @pytest.mark.parametrize("verb", ["retract", "reinstate", "unschedule", "correct", "editions"])
    @pytest.mark.parametrize("key", ["0", "999999", "x", "9" * 30])
    def test_stories_that_are_none_are_not_found(self, desk, verb, key):
        address = f"/admin/articles/article/{key}/{verb}/"
        assert desk.post(address).status_code in {404, 405}
        assert desk.get(address).status_code in {404, 405}


class TestTakingOffTheSchedule:
    def test_the_button_takes_it_off_and_says_so(self, desk, scheduled):
        assert "Readers get this story on" in desk.get(page(scheduled)).content.decode()
        response = desk.post(page(scheduled, "unschedule"), {"opened": str(scheduled.version)}, follow=True)
        assert "off the schedule" in response.content.decode()
        assert Article.objects.get().status == "approved"

    def test_a_page_opened_before_an_update_is_refused(self, desk, scheduled, editor):
        before = str(scheduled.version)
        publish(start_update(scheduled, editor), editor)
        response = desk.post(page(scheduled, "unschedule"), {"opened": before}, follow=True)
        assert "Somebody else has saved" in response.content.decode()
        assert Article.objects.get().status == "published"


class TestEditions:
    @pytest.fixture
    def updated(self, story, editor):
        copy = start_update(story, editor)
        copy.headline = "A plan is announced"
        publish(save_article(copy, editor), editor, note="Headline")
        copy = start_update(story, editor)
        copy.body = copy.body.replace("parliament", "the chamber")
        return correct(save_article(copy, editor), editor, note="It was the chamber.")

    def test_all_are_listed_and_the_last_two_compared(self, desk, updated):
        shown = desk.get(page(updated, "editions")).content.decode()
        assert all(kind in shown for kind in ("1, first publication", "2, update", "3, correction"))
        assert "From edition 2 to edition 3" in shown
        assert "2 words added, 1 removed in 1 place" in shown
        assert "<del>parliament.</del><ins>the chamber.</ins>" in shown
        assert "<del>The minister spoke in parliament.</del>" in shown, "the corrections are listed"

    def test_any_two_are_compared(self, desk, updated):
        shown = desk.get(page(updated, "editions"), {"from": "3", "to": "1"}).content.decode()
        assert "From edition 1 to edition 3" in shown
        assert "Headline changed" in shown

    @pytest.mark.parametrize(
        "chosen",
        [
            {"from": "1"},
            {"from": "x", "to": "9" * 50},
            {"from": "2", "to": "2"},
            {"to": "²"},
            {"from": "0000000011", "to": "3"},
        ],
    )
    def test_what_cannot_be_compared_falls_back_to_the_last_two(self, desk, updated, chosen):
        assert "From edition 2 to edition 3" in desk.get(page(updated, "editions"), chosen).content.decode()

    def test_an_edition_that_readers_never_had_is_named_so(self, desk, scheduled, editor):
        unschedule(scheduled, editor)
        publish(Article.objects.get(), editor)
        shown = desk.get(page(scheduled, "editions")).content.decode()
        assert shown.count("readers never had it") == 1

    def test_a_story_without_editions_and_one_that_was_damaged_have_their_page(self, desk, updated):
        assert "no editions" in desk.get(page(make.article(), "editions")).content.decode()
        Edition._base_manager.filter(article=updated, number=3).update(content="{")
        assert "damaged" in desk.get(page(updated, "editions")).content.decode()

    def test_it_costs_the_same_for_two_editions_and_for_twenty(
        self, desk, updated, editor, django_assert_max_num_queries
    ):
        for n in range(17):
            copy = start_update(updated, editor)
            copy.headline = f"Headline {n}"
            publish(save_article(copy, editor), editor)
        with django_assert_max_num_queries(7):
            desk.get(page(updated, "editions"))

    def test_it_is_for_who_may_see_editions_and_the_story(self, client, story):
        log_in(client, "")
        assert client.get(page(story, "editions")).status_code == 404
        log_in(client, "Reporter")
        assert client.get(page(story, "editions")).status_code == 200


def form_values(response) -> dict[str, str]:
    version = response.content.decode().split('name="opened" value="')[1].split('"')[0]
    return {"opened": version}
