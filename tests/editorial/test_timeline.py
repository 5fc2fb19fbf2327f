"""What happened to a story, told as one: acts, comments and editions, newest first, none twice and none left out."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.editorial import auditing, telling
from articles.editorial.correcting import correct
from articles.editorial.parts import remove_part
from articles.editorial.publishing import discard_update, publish, start_update
from articles.editorial.quoting import confirm
from articles.editorial.retracting import retract
from articles.editorial.saving import save_article
from articles.editorial.timeline import timeline
from articles.editorial.workflow import assign, comment, submit
from articles.models import Article, AuditEntry, Comment, Edition
from tests import make

pytestmark = pytest.mark.django_db
ROOT = Path(telling.__file__).parents[1]


@pytest.fixture
def chief(db):
    return make.member(name="ines")


@pytest.fixture
def draft(db):
    return make.article(status="draft", publish_at=None)


def told(article, user, **more) -> list[tuple[str, str, str]]:
    return [(event.who, event.what, event.why) for event in timeline(article, user, **more).events]


def test_a_storys_way_is_told_newest_first(draft, chief):
    quote = make.quote(draft, state="suggested")
    confirm(quote, chief)
    draft.refresh_from_db()
    draft.headline = "Another headline"
    save_article(draft, chief)
    comment(draft, chief, "Who is the minister?")
    submit(draft, chief, reason="Second source is in")
    article = publish(draft, chief)
    assert told(article, chief) == [
        ("ines", "published it", ""),
        ("ines", "sent it to review", "Second source is in"),
        ("ines", "commented", "Who is the minister?"),
        ("ines", "changed it", ""),
        ("ines", "confirmed a quotation", ""),
    ]
    events = timeline(article, chief).events
    assert events[0].edition == Edition.objects.get()
    assert events[3].details == ["headline"]
    assert events[4].quote == quote


def test_a_long_reason_is_told_whole_and_once(draft, chief):
    reason = "Because.\n" + "x" * 2000
    submit(draft, chief, reason=reason)
    assert told(draft, chief) == [("ines", "sent it to review", reason)]


def test_what_was_done_to_a_working_copy_belongs_to_the_story(chief):
    story = make.article()
    copy = start_update(story, chief)
    comment(copy, chief, "On the copy")
    assert [what for _who, what, _why in told(story, chief)] == ["started an update"]
    assert [what for _who, what, _why in told(copy, chief)] == ["commented", "started an update"]
    discard_update(copy, chief, reason="overtaken")
    assert told(story, chief)[:2] == [
        ("ines", "discarded the update", "overtaken"),
        ("ines", "commented", "On the copy"),
    ]


def test_an_edition_that_no_entry_tells_of_is_told_by_itself(chief):
    story = make.article()
    Edition.objects.create(article=story, number=1, kind="first", published=story.publish_at, content="{}", sha256="0")
    assert told(story, chief) == [("", "published it", "")]


def test_a_quotation_that_is_gone_is_told_by_its_words(draft, chief):
    remove_part(make.quote(draft, speaker_person=make.person("Ada")), chief)
    event = timeline(draft, chief).events[0]
    assert (event.what, event.quote, event.details) == (
        "deleted a quotation",
        None,
        ["“Ada: We will publish the report”"],
    )


def test_each_stream_is_for_those_with_the_right_to_it(draft, chief):
    comment(draft, chief, "Not for all")
    publish(draft, chief)
    user = make.member("")
    user.user_permissions.set(Permission.objects.filter(codename="view_edition"))
    assert told(draft, user) == [("ines", "published it", "")]
    nobody = make.member("")
    assert told(draft, nobody) == []


def test_details_are_told_in_words(draft, chief):
    assign(draft, chief, chief)
    draft.publish_at = timezone.now() + timedelta(days=2)
    publish(draft, chief)
    scheduled, assigned = timeline(draft, chief).events
    assert assigned.details == ["to ines"]
    assert scheduled.details[0].startswith("for ")
    assert scheduled.edition is None


def test_a_scheduled_edition_is_told_of_when_its_time_has_come(draft, chief):
    draft.publish_at = timezone.now() + timedelta(days=2)
    publish(draft, chief)
    assert [what for _who, what, _why in told(draft, chief)] == ["scheduled it"]
    Edition._base_manager.update(published=timezone.now())
    assert [what for _who, what, _why in told(draft, chief)] == ["published it", "scheduled it"]


def test_a_correction_and_a_retraction_are_told_with_their_editions_and_notes(draft, chief):
    story = publish(draft, chief)
    copy = start_update(story, chief)
    copy.body = copy.body.replace("minister spoke", "mayor spoke")
    save_article(copy, chief)
    correct(copy, chief, note="It was the mayor who spoke.")
    retract(Article.objects.get(), chief, note="It cannot stand.", reason="the source withdrew it")
    retracted, corrected, *_rest = [event for event in timeline(story, chief).events if event.edition]
    assert (retracted.what, retracted.why, retracted.edition.number) == ("retracted it", "the source withdrew it", 3)
    assert (corrected.what, corrected.why, corrected.edition.number) == (
        "corrected it",
        "It was the mayor who spoke.",
        2,
    )


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.sampled_from(["entry", "comment", "edition", "reason"]), max_size=25), shown=st.integers(1, 6))
def test_paging_tells_every_event_once_in_order(django_user_model, acts, shown):
    user = django_user_model.objects.filter(username="all").first() or django_user_model.objects.create_superuser("all")
    story = make.article()
    for n, act in enumerate(acts):
        if act == "entry":
            auditing.record(user, "save", story, reason=f"entry {n}")
        elif act == "comment":
            Comment.objects.create(article=story, user=user, username="all", text=f"comment {n}")
        elif act == "reason":
            Comment.objects.create(article=story, user=user, username="all", text=f"reason {n}")
            auditing.record(user, "submit", story, reason=f"reason {n}")
        else:
            last = story.editions.count()
            Edition.objects.create(
                article=story,
                number=last + 1,
                kind="update",
                published=timezone.now(),
                note=f"edition {n}",
                content="{}",
                sha256="0",
                previous_sha256="0" if last else "",
            )
    found, before = [], None
    for _page in range(2 * len(acts) + 2):
        page = timeline(story, user, before=before, shown=shown)
        found += [event.why for event in page.events]
        before = page.before
        if before is None:
            break
    assert found == [f"{act} {n}" for n, act in reversed(list(enumerate(acts)))]


def test_a_timeline_costs_the_same_however_long_it_is(draft, chief, django_assert_max_num_queries):
    for n in range(60):
        quote = make.quote(draft, state="suggested")
        auditing.record(chief, "confirm", quote, article=draft)
        Comment.objects.create(article=draft, username="ines", text=f"{n}")
    chief.get_all_permissions()
    with django_assert_max_num_queries(4):
        page = timeline(draft, chief)
    with django_assert_max_num_queries(5):
        timeline(draft, chief, before=page.before)


def recorded_verbs() -> set[str]:
    """Return the verbs that the code records, as far as it names them outright."""
    found = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "record" and len(node.args) > 1:
                verbs = [n.value for n in ast.walk(node.args[1]) if isinstance(n, ast.Constant)]
                found |= {verb for verb in verbs if isinstance(verb, str)}
    return found


def test_every_verb_that_is_recorded_has_its_words():
    verbs = recorded_verbs() | {"submit", "take_back", "send_back", "approve", "spike", "unspike", "restore"}
    assert {"save", "publish", "confirm", "share"} <= verbs
    assert verbs - set(telling.ACTS) == set()


def test_no_verb_needs_words_to_be_told():
    entry = AuditEntry(verb="something new", model="articles.gone", key="x", data=["odd"])
    assert (telling.said(entry), telling.kind(entry.model), telling.details(entry)) == (
        "something new",
        "articles.gone",
        [],
    )


@pytest.mark.parametrize("model", ["articles.quote", "articles.role", "articles.hop", "articles.person"])
def test_the_same_act_on_another_record_is_told_as_such(model):
    said = {telling.said(AuditEntry(verb=verb, model=model)) for verb in ("create", "save", "delete")}
    assert len(said) == 3
    assert not any(" it" in words for words in said)
