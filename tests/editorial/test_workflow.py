"""Who may do what to a story in which state: the whole table, tried by doing it."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from articles.editorial import parts, publishing, quoting, saving, suggesting, workflow
from articles.editorial.correcting import correct
from articles.editorial.distinct import set_apart
from articles.editorial.errors import Blocked, Conflict, EditorialError, NotAllowed
from articles.editorial.merging import merge
from articles.editorial.permissions import VERBS
from articles.editorial.restoring import restore_deleted, restore_text
from articles.editorial.retracting import reinstate, retract
from articles.editorial.sharing import revoke, share
from articles.editorial.translating import translate
from articles.editorial.unmerging import unmerge
from articles.models import Article, Assignment, AuditEntry, Comment, Mention, Quote, ShareLink
from tests import make

pytestmark = pytest.mark.django_db

GROUPS = ["", "Reporter", "Editor", "Chief editor"]
WHO: dict[str, str] = {"w": "Reporter", "e": "Editor", "c": "Chief editor"}


def _correct(article: Article, user: Any) -> Article:
    with transaction.atomic():
        if article.update_of_id:
            article.headline = "Another headline"
            saving.save_article(article, None)
        return correct(article, user, note="It was another")


def _quote(article: Article) -> Quote:
    return article.quotes.order_by("pk").first()


def _restore(article: Article, user: Any) -> Article:
    revision = article.history.latest()
    revision.headline = "An earlier headline"
    return restore_text(article, revision, user)


def _revoke(article: Article, user: Any) -> ShareLink:
    until = timezone.now() + timedelta(hours=1)
    return revoke(ShareLink.objects.create(article=article, created_by=user, expires=until), user)


# What is done, and by whom it may be done in which state: w(riter: Reporter), e(ditor), c(hief editor).
TABLE: dict[str, tuple[Any, dict[str, str]]] = {
    "save": (
        saving.save_article,
        {"draft": "wec", "review": "ec", "approved": "ec", "spiked": "ec", "copy": "wec"},
    ),
    "delete": (
        saving.remove_article,
        {"draft": "c", "review": "c", "approved": "c", "spiked": "c", "copy": "c"},
    ),
    "submit": (workflow.submit, {"draft": "wec", "copy": "wec"}),
    "take back": (workflow.take_back, {"review": "wec"}),
    "send back": (lambda a, u: workflow.send_back(a, u, reason="Cut it"), {"review": "ec", "approved": "ec"}),
    "approve": (workflow.approve, {"review": "ec"}),
    "spike": (lambda a, u: workflow.spike(a, u, reason="Old"), {"draft": "ec", "review": "ec", "approved": "ec"}),
    "unspike": (workflow.unspike, {"spiked": "ec"}),
    "assign to another": (
        lambda a, u: workflow.assign(a, u, make.member("Reporter")),
        {"draft": "ec", "review": "ec", "approved": "ec", "spiked": "ec", "copy": "ec"},
    ),
    "take": (
        lambda a, u: workflow.assign(a, u, u),
        {"draft": "wec", "review": "wec", "approved": "wec", "spiked": "wec", "copy": "wec"},
    ),
    "comment": (
        lambda a, u: workflow.comment(a, u, "Who says so?"),
        dict.fromkeys(["draft", "review", "approved", "spiked", "published", "scheduled", "retracted", "copy"], "wec"),
    ),
    "publish": (
        publishing.publish,
        {"draft": "ec", "review": "ec", "approved": "ec", "copy": "ec"},
    ),
    "unschedule": (publishing.unschedule, {"scheduled": "ec"}),
    "correct": (_correct, {"copy": "ec"}),
    "retract": (lambda a, u: retract(a, u, note="Not so"), {"published": "c"}),
    "reinstate": (lambda a, u: reinstate(a, u, note="It was so"), {"retracted": "c"}),
    "start update": (publishing.start_update, {"published": "wec", "scheduled": "wec"}),
    "discard update": (publishing.discard_update, {"copy": "wec"}),
    "confirm": (
        lambda a, u: quoting.confirm(_quote(a), u),
        {"draft": "wec", "review": "ec", "approved": "ec", "spiked": "ec", "copy": "wec"},
    ),
    "reject": (
        lambda a, u: quoting.reject(_quote(a), u),
        {"draft": "wec", "review": "ec", "approved": "ec", "spiked": "ec", "copy": "wec"},
    ),
    "save a quotation": (
        lambda a, u: parts.save_part(_quote(a), u),
        {"draft": "wec", "review": "ec", "approved": "ec", "spiked": "ec", "copy": "wec"},
    ),
    "remove a quotation": (
        lambda a, u: parts.remove_part(_quote(a), u),
        {"draft": "wec", "review": "ec", "approved": "ec", "spiked": "ec", "copy": "wec"},
    ),
    "find quotes": (
        suggesting.suggest,
        {"draft": "wec", "review": "ec", "approved": "ec", "spiked": "ec", "copy": "wec"}
        | {"published": "wec", "scheduled": "wec"},
    ),
    "mention a person": (
        lambda a, u: parts.save_part(Mention(article=a, person=make.person()), u),
        {"draft": "wec", "review": "ec", "approved": "ec", "spiked": "ec", "copy": "wec"},
    ),
    "restore an earlier text": (
        _restore,
        {"draft": "wec", "review": "ec", "approved": "ec", "spiked": "ec", "copy": "wec"},
    ),
    "translate": (
        lambda a, u: translate(a, u, "fr"),
        dict.fromkeys(["draft", "review", "approved", "published", "scheduled"], "wec"),
    ),
    "share": (share, dict.fromkeys(["draft", "review", "approved", "spiked", "scheduled", "copy"], "ec")),
    "revoke a link": (
        _revoke,
        dict.fromkeys(["draft", "review", "approved", "spiked", "published", "scheduled", "retracted", "copy"], "ec"),
    ),
}
STATES = ["draft", "review", "approved", "spiked", "published", "scheduled", "retracted", "copy"]


def story(state: str) -> Article:
    """Return a story with one confirmed quotation in a state; "copy" is the working copy of a published one."""
    later = timezone.now() + timedelta(hours=1)
    fields: dict[str, Any] = {
        "scheduled": {"publish_at": later},
        "published": {},
        "copy": {},
        "retracted": {"status": "retracted"},
    }.get(state, {"status": state, "publish_at": None})
    article = make.article(body=f"{make.BODY} “It is a long one,” the minister added.", **fields)
    make.quote(article)
    if state == "copy":
        return publishing.start_update(article, None)
    return article


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("what", TABLE)
def test_each_verb_is_for_whom_the_table_says_in_each_state(what, state):
    do, may = TABLE[what]
    for letter, group in [("", ""), *WHO.items()]:
        article, user = story(state), make.member(group)
        before = Article.objects.filter(pk=article.pk).values().get()
        trail = AuditEntry.objects.count()
        if letter and letter in may.get(state, ""):
            do(article, user)
            assert AuditEntry.objects.filter(user=user).exists(), f"{what} by {group} leaves no trace"
        else:
            with pytest.raises((NotAllowed, Blocked)):
                do(article, user)
            assert Article.objects.filter(pk=article.pk).values().get() == before
            assert AuditEntry.objects.count() == trail


def _deleted() -> AuditEntry:
    saving.remove_article(story("draft"), None)
    return AuditEntry.objects.filter(verb="delete").latest("pk")


# What is done to no story, or to more than one.
ELSEWHERE: dict[str, tuple[Any, str]] = {
    "create": (lambda user, made: saving.save_article(Article(headline="New", slug="new", body="New."), user), "wec"),
    "restore a deleted story": (lambda user, made: restore_deleted(made["deleted"], user), "c"),
    "merge": (lambda user, made: merge(made["kept"], made["other"], user), "ec"),
    "undo a merge": (lambda user, made: unmerge(made["merge"], user), "ec"),
    "set apart": (lambda user, made: set_apart(made["kept"], made["other"], user, reason="Two persons"), "ec"),
}


@pytest.mark.parametrize("what", ELSEWHERE)
def test_what_is_done_to_no_one_story_is_for_whom_the_table_says(what):
    do, may = ELSEWHERE[what]
    for letter, group in [("", ""), *WHO.items()]:
        made = {"kept": make.person("Ada Kept"), "other": make.person("A. Kept"), "deleted": _deleted()}
        made["merge"] = merge(make.person("Bo Kept"), make.person("B. Kept"), None)
        user, trail = make.member(group), AuditEntry.objects.count()
        if letter and letter in may:
            do(user, made)
            assert AuditEntry.objects.filter(user=user).exists(), f"{what} by {group} leaves no trace"
            Article.objects.filter(slug="new").delete()
        else:
            with pytest.raises(NotAllowed):
                do(user, made)
            assert AuditEntry.objects.count() == trail


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("group", GROUPS)
def test_a_preview_is_for_those_who_see_stories_on_the_desk_in_each_state(client, state, group):
    article = story(state)
    client.force_login(make.member(group))
    answer = client.get(reverse("articles:preview", args=[article.pk])).status_code
    if not group:
        assert answer == 403
    else:
        assert answer == (302 if state in {"published", "retracted"} else 200)


# The rule of VERBS that each line of the tables, or a test of its own below, tries.
TRIED = {
    "assign to another": "assign",
    "remove a quotation": "decide_quotes",
    "restore an earlier text": "save",
    "restore a deleted story": "delete",
    "revoke a link": "share",
    "merge": "merge_people",
    "a preview": "preview",
    "an embargo": "break_embargo",
}


def test_no_verb_is_left_out_of_these_tables():
    tried = {TRIED.get(what, what.replace(" ", "_")) for what in [*TABLE, *ELSEWHERE, *TRIED]}
    assert set(VERBS) - tried == set()


def test_a_story_goes_from_draft_to_readers_with_each_step_on_record():
    reporter, editor = make.member("Reporter"), make.member("Editor")
    article = story("draft")
    workflow.submit(article, reporter, reason="Please look at the second quotation")
    workflow.approve(article, editor)
    publishing.publish(article, editor)
    assert Article.objects.published().get() == article
    steps = AuditEntry.objects.filter(article=article).order_by("pk").values_list("verb", "user", "reason")
    assert list(steps) == [
        ("submit", reporter.pk, "Please look at the second quotation"),
        ("approve", editor.pk, ""),
        ("publish", editor.pk, ""),
    ]
    assert article.comments.get().text == "Please look at the second quotation"


def test_a_story_is_not_sent_back_or_spiked_without_a_reason():
    editor = make.member("Editor")
    with pytest.raises(Blocked, match="what is to be changed"):
        workflow.send_back(story("review"), editor, reason=" ")
    with pytest.raises(Blocked, match="why"):
        workflow.spike(story("draft"), editor, reason="")
    workflow.send_back(article := story("review"), editor, reason="The second quotation\nhas no speaker.")
    article.refresh_from_db()
    assert (article.status, article.comments.get().text) == ("draft", "The second quotation\nhas no speaker.")
    assert AuditEntry.objects.get(verb="send_back").reason == "The second quotation has no speaker."


def test_what_was_changed_since_it_was_looked_at_is_not_approved():
    editor, article = make.member("Editor"), story("review")
    seen = Article.objects.get(pk=article.pk)
    article.headline = "Another headline"
    saving.save_article(article, editor)
    with pytest.raises(Conflict):
        workflow.approve(seen, editor)
    assert Article.objects.get(pk=article.pk).status == "review"


def test_moving_a_story_on_keeps_what_is_unsaved_out_of_it():
    article = story("draft")
    article.headline = "Typed, not saved"
    workflow.submit(article, make.member("Reporter"))
    assert Article.objects.get(pk=article.pk).headline == "A report is announced"


def test_saving_does_not_change_the_status():
    article = story("draft")
    article.status = "approved"
    with pytest.raises(Blocked, match="not by saving"):
        saving.save_article(article, make.member("Chief editor"))
    assert Article.objects.get(pk=article.pk).status == "draft"


def test_a_story_is_assigned_to_those_only_who_may_work_on_it():
    editor, article = make.member("Editor"), story("draft")
    with pytest.raises(NotAllowed, match="may not work on stories"):
        workflow.assign(article, editor, make.member(""))
    reporter = make.member("Reporter")
    workflow.assign(article, editor, reporter)
    with pytest.raises(NotAllowed):
        workflow.assign(article, make.member("Reporter"), None)
    workflow.assign(article, reporter, None)
    assert not Assignment.objects.exists()


def test_comments_on_a_working_copy_stay_with_its_story():
    editor, copy = make.member("Editor"), story("copy")
    original = copy.update_of
    workflow.comment(copy, editor, "First look")
    publishing.publish(copy, editor)
    assert Comment.objects.get().article == original
    publishing.discard_update(copy := publishing.start_update(original, editor), editor)
    assert AuditEntry.objects.filter(verb="discard update", article=original).exists()


class TestEmbargo:
    """Scheduling says when readers get a story, an embargo when they may at the earliest; they are two things."""

    @pytest.fixture
    def until(self):
        return timezone.now() + timedelta(days=1)

    @pytest.fixture
    def embargoed(self, until):
        article = story("review")
        article.embargo_until = until
        return saving.save_article(article, None)

    def test_it_is_approved_by_those_with_the_right(self, embargoed):
        user = make.member("")
        user.user_permissions.set(Permission.objects.filter(group__name="Editor").exclude(codename="embargo_article"))
        with pytest.raises(NotAllowed, match="embargo"):
            workflow.approve(embargoed, user)
        workflow.approve(embargoed, make.member("Editor"))

    def test_it_is_published_before_its_time_only_by_those_with_the_right(self, embargoed, until):
        for at in (None, until - timedelta(minutes=1)):
            with pytest.raises(NotAllowed, match="chief editor"):
                publishing.publish(embargoed, make.member("Editor"), at=at)
        assert Article.objects.get().status == "review"
        publishing.publish(embargoed, chief := make.member("Chief editor"))
        assert Article.objects.published().exists()
        entry = AuditEntry.objects.get(verb="publish", user=chief)
        assert entry.data["embargo_broken"].startswith(f"{until:%Y-%m-%dT%H:%M}")

    def test_it_is_scheduled_for_a_time_after_the_embargo_without_that_right(self, embargoed, until):
        publishing.publish(embargoed, make.member("Editor"), at=until)
        assert not Article.objects.published().exists()
        assert Article.objects.published(until).exists()
        assert Article.objects.get().embargo_until == until

    @pytest.mark.parametrize("later", [None, timedelta(hours=-1)])
    def test_it_is_shortened_or_lifted_only_by_those_with_the_right(self, embargoed, until, later):
        embargoed.embargo_until = later and until + later
        with pytest.raises(NotAllowed):
            saving.save_article(embargoed, make.member("Editor"))
        assert Article.objects.get().embargo_until == until
        saving.save_article(embargoed, make.member("Chief editor"))

    def test_it_is_made_longer_by_whoever_writes(self, embargoed, until):
        embargoed.embargo_until = until + timedelta(hours=1)
        saving.save_article(embargoed, make.member("Editor"))

    def test_an_embargo_that_is_over_binds_nobody(self):
        article = story("draft")
        article.embargo_until = timezone.now() - timedelta(minutes=1)
        article = saving.save_article(article, None)
        publishing.publish(article, make.member("Editor"))
        assert Article.objects.published().exists()


def test_a_scheduled_story_comes_off_the_schedule_and_one_that_readers_have_does_not():
    editor = make.member("Editor")
    scheduled = publishing.publish(story("draft"), editor, at=timezone.now() + timedelta(hours=1))
    publishing.unschedule(scheduled, editor, reason="Wait for the reply")
    assert Article.objects.get().status == "approved"
    live = publishing.publish(Article.objects.get(), editor, at=timezone.now())
    with pytest.raises(Blocked, match="Readers have this story"):
        publishing.unschedule(live, editor)


def test_refusals_are_errors_of_the_desk():
    assert issubclass(NotAllowed, EditorialError)
