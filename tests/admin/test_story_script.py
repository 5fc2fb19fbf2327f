"""What the story page's script asks of the server: saves in parts, autosaves, who is here, whom a name means."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from django.utils import timezone

from articles.editorial import presence
from articles.editorial.autosaving import STINT
from articles.editorial.saving import save_article
from articles.models import Article, AuditEntry, Presence, Quote
from tests import make
from tests.admin.pages import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make.article(status="draft", publish_at=None)


def page(article, what="change") -> str:
    return reverse(f"admin:articles_article_{what}", args=[article.pk])


def part(desk, draft, **fields):
    return desk.post(page(draft), form_of(desk, page(draft)) | {"_partial": "1"} | fields).json()


def autosave(desk, draft, **fields):
    data = form_of(desk, page(draft))
    return desk.post(page(draft), data | {"_partial": "1", "_autosave": "1"} | fields).json()


def test_a_part_is_answered_with_the_version_and_the_quotations(desk, draft):
    quote = make.quote(draft, state="suggested")
    answer = part(desk, draft, _confirm=quote.pk, summary="Seen")
    assert (answer["ok"], answer["version"], answer["said"]) == (True, 2, "1 quotation confirmed.")
    assert answer["quotes"] == {str(quote.pk): {"state": "confirmed", "spans": quote.spans}}
    assert (Article.objects.get().summary, Quote.objects.get().state) == ("Seen", "confirmed")


def test_a_part_that_finds_quotes_tells_the_version_that_the_engine_left(desk, draft):
    answer = part(desk, draft, _find_quotes="1")
    assert answer["version"] == Article.objects.get().version
    assert len(answer["quotes"]) == Quote.objects.count() == 1


def test_a_part_that_is_refused_names_the_fields_and_changes_nothing(desk, draft):
    make.quote(draft, state="suggested")
    data = {"headline": "", "quotes-0-said_on": "yesterday"}
    answer = part(desk, draft, **data)
    assert not answer["ok"]
    assert answer["conflict"] is None
    assert {e["field"] for e in answer["errors"]} == {"headline", "quotes-0-said_on"}
    answer = part(desk, draft, **{"quotes-0-speaker": "Nobody Known"})
    assert ("quotes-0-speaker", True) in {(e["field"], "Nobody Known" in e["text"]) for e in answer["errors"]}
    assert Article.objects.get().version == 1


def test_a_part_of_an_older_version_says_who_saved_meanwhile(desk, draft, editor):
    data = form_of(desk, page(draft)) | {"headline": "Mine", "_partial": "1"}
    anna = User.objects.create_superuser("anna", first_name="Anna")
    save_article(Article.objects.get(), anna)
    answer = desk.post(page(draft), data).json()
    assert not answer["ok"]
    assert answer["conflict"].startswith("Anna saved a newer version at ")
    assert Article.objects.get().headline == draft.headline


def test_a_part_leaves_comments_and_assignments_to_their_buttons(desk, draft):
    part(desk, draft, remark="Half a thought", assignee="nobody")
    assert not draft.comments.exists()


def test_autosaves_of_a_stint_leave_one_revision_and_one_trace(desk, draft):
    quote = make.quote(draft)
    for text in ("A. ", "A b. ", "A b c. "):
        assert autosave(desk, draft, body=text + draft.body)["ok"]
    article = Article.objects.get()
    assert (article.body, article.version) == ("A b c. " + draft.body, 4)
    assert [r.body for r in article.history.order_by("history_id")] == [draft.body, article.body]
    assert [e.verb for e in AuditEntry.objects.all()] == ["autosave"]
    quote.refresh_from_db()
    assert (quote.words_in(article.body), quote.history.count()) == (quote.words, 1)


def test_an_autosave_that_alters_a_quotation_leaves_its_trace_every_time(desk, draft):
    quote = make.quote(draft)
    autosave(desk, draft, body="A. " + draft.body)
    autosave(desk, draft, body=draft.body.replace("the report", "the whole report"))
    assert [list(e.data.get("quotes", {}).values()) for e in AuditEntry.objects.order_by("pk")] == [[], ["altered"]]
    assert quote.history.first().state == "altered"


def test_a_stint_ends_with_another_editor_and_with_a_save(desk, draft, client):
    autosave(desk, draft, summary="One")
    save_article(Article.objects.get(), None)
    autosave(desk, draft, summary="Two")
    anna = User.objects.create_superuser("anna")
    client.force_login(anna)
    autosave(client, draft, summary="Three")
    assert [(e.verb, e.username) for e in AuditEntry.objects.order_by("pk")] == [
        ("autosave", "editor"),
        ("save", ""),
        ("autosave", "editor"),
        ("autosave", "anna"),
    ]
    assert Article.objects.get().history.count() == 5


def test_a_stint_ends_after_ten_minutes(desk, draft, monkeypatch):
    autosave(desk, draft, summary="One")
    later = timezone.now() + STINT + timedelta(seconds=1)
    monkeypatch.setattr("articles.editorial.autosaving.timezone.now", lambda: later)
    autosave(desk, draft, summary="Two")
    assert AuditEntry.objects.filter(verb="autosave").count() == 2
    assert Article.objects.get().history.count() == 3


def test_an_autosave_of_the_text_alone_leaves_the_cards_alone(desk, draft):
    quote = make.quote(draft)
    data = form_of(desk, page(draft)) | {"_partial": "1", "_autosave": "1", "quotes-0-venue": "half typ"}
    data |= {name: "0" for name in data if name.endswith(("-TOTAL_FORMS", "-INITIAL_FORMS"))}
    assert desk.post(page(draft), data | {"summary": "Seen"}).json()["ok"]
    quote.refresh_from_db()
    assert (quote.venue, Article.objects.get().summary) == ("", "Seen")


def test_no_page_saves_itself_where_readers_have_the_story(desk, draft):
    data = form_of(desk, page(draft)) | {"_partial": "1", "_autosave": "1", "headline": "Mine"}
    Article.objects.filter(pk=draft.pk).update(status="published", publish_at=make.LONG_AGO)
    assert not desk.post(page(draft), data).json()["ok"]
    assert Article.objects.get().headline == draft.headline


def test_an_open_page_says_so_and_hears_who_else_is_there(desk, draft, editor):
    anna = User.objects.create_superuser("anna", first_name="Anna", last_name="Berg")
    presence.here(draft, anna)
    answer = desk.post(page(draft, "presence"), {"opened": "1"}).json()
    assert answer["others"][0].startswith("Anna Berg has this open since ")
    assert (answer["version"], answer["newer"]) == (1, "")
    assert Presence.objects.filter(user=editor).exists()
    assert "Anna Berg has this open since" in desk.get(page(draft)).content.decode()

    save_article(Article.objects.get(), anna)
    assert desk.post(page(draft, "presence"), {"opened": "1"}).json()["newer"].startswith("Anna Berg saved a newer")
    desk.post(page(draft, "presence"), {"gone": "1"})
    assert not Presence.objects.filter(user=editor).exists()


def test_presence_and_speakers_are_for_who_may_see_the_story(client, reader, viewer, draft):
    addresses = page(draft, "presence"), page(draft, "speakers")
    client.force_login(reader)
    assert client.post(addresses[0]).status_code == client.get(addresses[1]).status_code == 302
    outsider = User.objects.create_user("outsider", is_staff=True)
    client.force_login(outsider)
    assert client.post(addresses[0]).status_code == client.get(addresses[1]).status_code == 403
    client.force_login(viewer)
    Article.objects.update(embargo_until=timezone.now() + timedelta(days=1))
    assert client.post(addresses[0]).status_code == client.get(addresses[1]).status_code == 403
    assert not Presence.objects.exists()


@pytest.mark.parametrize("key", ["0", "x", "9" * 30])
def test_the_addresses_of_no_story_are_refused(desk, key):
    assert desk.post(f"/admin/articles/article/{key}/presence/").status_code == 403


def test_speakers_are_suggested_with_their_role_that_day_those_of_the_story_first(desk, draft):
    make.person("Anna Lund", slug="anna-lund")
    near = make.person("Ida Lund", slug="ida-lund")
    make.role(near, "minister", start="2020", end="2030")
    make.role(near, "mayor", start="2001", end="2004")
    make.mention(draft, near)
    source = make.source("Lund Gazette")
    found = desk.get(page(draft, "speakers"), {"q": "lund"}).json()["found"]
    assert [row["name"] for row in found] == ["Ida Lund", "Anna Lund", source.name]
    assert found[0] == {
        "name": "Ida Lund",
        "value": "Ida Lund · ida-lund",
        "kind": "person",
        "role": "minister",
        "detail": "minister",
    }


def test_suggestions_are_few_and_only_of_what_the_user_may_see(client, draft):
    for n in range(30):
        make.person(f"Ida Lund {n}")
        make.source("Lund Gazette")
    writer = User.objects.create_user("writer", is_staff=True)
    rights = ["view_article", "change_article", "view_source"]
    writer.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(writer)
    answer = client.get(page(draft, "speakers"), {"q": "lund"}).json()
    assert {row["kind"] for row in answer["found"]} == {"source"}
    assert len(answer["found"]) <= 8
    assert answer["may_add"] == []


@pytest.mark.parametrize("typed", ["", " ", "'", '"', "\x00", "é" * 5000, "%", "\\", "*"])
def test_nothing_typed_breaks_the_suggestions(desk, draft, typed):
    make.person("Ida Lund")
    assert desk.get(page(draft, "speakers"), {"q": typed}).status_code == 200
