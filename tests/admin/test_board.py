"""The board: each story where it waits, for whoever may see it; and the box, from which copy becomes a story."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.admin.intake import FILES_AT_ONCE
from articles.admin.sections import SHOWN
from articles.editorial import auditing, presence, workflow
from articles.editorial.publishing import publish, start_update
from articles.editorial.saving import save_article
from articles.models import Article, AuditEntry
from tests import make
from tests.admin.pages import form_of, sent

pytestmark = pytest.mark.django_db

WIRE = Path(__file__).parents[2] / "fixtures" / "wire"
COPY = 'OSLO, Norway, Dec. 3 (Agency)\n\n"It is over," Ida Lund said.'
BOARD = "/admin/"


def sections(client) -> dict[str, str]:
    """Return the text of each section of the board by its key, tags left out."""
    page = client.get(BOARD)
    assert page.status_code == 200
    found = re.findall(r'<section class="list list-(\w+)[^>]*>(.*?)</section>', page.content.decode(), re.DOTALL)
    return {key: " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split()) for key, html in found}


def send(client, copy="", *files, **more):
    uploads = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(reverse("desk:take_in"), {"copy": copy, "files": uploads} | more, follow=True)


def words(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.fixture
def in_their_places(editor):
    """One story in each place of the board, made by the verbs."""
    now = timezone.now()

    def draft(headline, **fields):
        return make.article(headline, status="draft", publish_at=None, **fields)

    first, waiting, ready = draft("A draft"), draft("One in review"), draft("One approved")
    workflow.submit(waiting, editor)
    workflow.approve(workflow.submit(ready, editor), editor)
    publish(draft("One scheduled"), editor, at=now + timedelta(hours=3, minutes=5))
    live = publish(draft("One live"), editor)
    copy = start_update(live, editor)
    copy.headline = "An update"
    save_article(copy, editor)
    quoted = draft("One quoted", body='"It was always true," Ida Lund said. "It is not new," she added.')
    make.quote(quoted, "It was always true")
    make.quote(quoted, "It is not new")
    quoted.body = '"It was never true," Ida Lund said.'
    save_article(quoted, editor)
    workflow.assign(first, editor, editor)
    presence.here(waiting, editor)
    make.article("Of long ago")
    return {"live": live, "quoted": quoted}


def test_each_story_stands_where_it_waits(desk, in_their_places):
    board = sections(desk)
    assert "One in review sent just now" in board["review"]
    assert "One approved" in board["approved"]
    assert re.search(r"One scheduled .*in 3 hours", board["scheduled"])
    assert "An update" in board["updates"]
    assert "A draft" in board["drafts"]
    assert "One live" in board["live"]
    assert "A draft" in board["mine"]
    assert "One in review editor, opened just now" in board["open"]
    assert not any("Of long ago" in text for text in board.values())
    for key, here in {"review": "One in review", "approved": "One approved", "drafts": "A draft"}.items():
        others = {"One in review", "One approved", "A draft", "One scheduled", "One live", "An update"} - {here}
        assert not any(other in board[key] for other in others), key


def test_the_queue_shows_the_words_that_were_confirmed_and_what_stands_there_now(desk, in_their_places):
    queue = sections(desk)["queue"]
    assert "“It was always true”" in queue
    assert "It was never true" in queue
    assert "altered" in queue
    assert "“It is not new”" in queue
    assert "lost" in queue
    assert queue.startswith("Altered and lost quotations 2 ")
    assert "One quoted" in queue


def test_a_story_says_whose_it_is_and_how_many_quotations_wait(desk, editor):
    story = make.article("A draft", status="draft", publish_at=None, source=make.source("Wire"))
    make.quote(story, state="suggested")
    workflow.assign(story, editor, make.member("Reporter", "anna"))
    drafts = sections(desk)["drafts"]
    assert "Wire" in drafts
    assert "anna" in drafts
    assert "suggested 1" in drafts


def test_an_embargo_is_marked(desk):
    until = timezone.now() + timedelta(days=400)
    make.article("Held", status="approved", publish_at=None, embargo_until=until)
    assert f"embargo until {until:%-d %b %Y}" in sections(desk)["approved"]


def test_what_the_program_did_by_itself_is_no_act_of_the_board(desk, editor):
    story = make.article("A draft", status="draft", publish_at=None)
    workflow.comment(story, editor, "Who says so?")
    for _ in range(100):
        auditing.record(None, "make renditions", story, files=3)
    assert "editor commented" in sections(desk)["acts"]
    assert "pictures" not in sections(desk)["acts"]


def test_the_latest_acts_are_told_together(desk, editor):
    story = make.article("A draft", status="draft", publish_at=None)
    for text in ("Who says so?", "She does."):
        workflow.comment(story, editor, text)
    workflow.submit(story, editor)
    assert "editor commented ×2, sent it to review A draft" in sections(desk)["acts"]


def test_an_empty_board_says_what_would_be_here(desk):
    board = sections(desk)
    assert set(board) == {
        "queue",
        "review",
        "mine",
        "approved",
        "scheduled",
        "updates",
        "drafts",
        "live",
        "open",
        "acts",
    }
    assert "Nothing waits for review" in board["review"]
    assert "Paste copy above" in board["drafts"]


def test_of_many_the_board_shows_a_few_counts_to_a_hundred_and_leads_to_all(desk):
    for n in range(SHOWN + 100):
        make.article(f"Draft {n}", status="draft", publish_at=None)
    page = desk.get(BOARD).content.decode()
    drafts = sections(desk)["drafts"]
    assert drafts.startswith("Drafts 100+ All")
    assert len(re.findall(r"Draft \d+", drafts)) == SHOWN
    assert f"Draft {SHOWN + 99}" in drafts
    link = re.search(r'list-drafts.*?href="([^"]+)"', page, re.DOTALL)
    assert "Draft 107" in desk.get(unescape(link[1])).content.decode()


@pytest.mark.parametrize(
    ("rights", "seen"),
    [
        (set(), set()),
        ({"view_article"}, {"review", "mine", "approved", "scheduled", "updates", "drafts", "live", "open"}),
        ({"view_auditentry"}, {"acts"}),
        ({"view_quote"}, set()),  # its words are those of a story
    ],
)
def test_staff_see_the_sections_of_what_they_may_see(client, in_their_places, rights, seen):
    user = User.objects.create_user("new", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights, content_type__app_label="articles"))
    client.force_login(user)
    assert set(sections(client)) == seen
    page = client.get(BOARD).content.decode()
    assert 'name="copy"' not in page
    assert ("no rights at this desk" in page) == (not seen)


def test_what_is_under_embargo_is_nowhere_on_the_board_of_who_only_looks(client, viewer, editor):
    later = timezone.now() + timedelta(days=1)
    story = make.article("Held back", status="draft", publish_at=None, embargo_until=later)
    make.quote(story, state="lost")
    workflow.submit(story, editor)
    presence.here(story, editor)
    client.force_login(viewer)
    assert "Held back" not in client.get(BOARD).content.decode()
    client.force_login(editor)
    assert client.get(BOARD).content.decode().count("Held back") == 4  # queue, review, open, acts


def test_readers_and_strangers_are_sent_to_the_login(client, reader):
    assert client.get(BOARD).status_code == client.post(reverse("desk:take_in"), {"copy": COPY}).status_code == 302
    client.force_login(reader)
    assert client.get(BOARD).status_code == client.post(reverse("desk:take_in"), {"copy": COPY}).status_code == 302
    assert not Article.objects.exists()


def fill(n: int, user) -> None:
    for _ in range(n):
        for status in ("draft", "review", "approved"):
            story = make.article(status=status, publish_at=None)
            make.quote(story, state="suggested")
            workflow.assign(story, user, user)
            presence.here(story, user)
        quoted = make.article(status="draft", publish_at=None)
        make.quote(quoted, state="altered")
        make.quote(quoted, state="lost")
        make.article(publish_at=timezone.now() + timedelta(days=1))
        live = make.article(publish_at=timezone.now() - timedelta(seconds=1))
        make.article(status="draft", publish_at=None, update_of=live, slug=live.slug)


def test_the_board_costs_the_same_with_5_and_with_60_of_each(client):
    user = make.member("Chief editor")
    client.force_login(user)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(BOARD).status_code == 200
        return len(captured)

    fill(5, user)
    few = queries()
    fill(55, user)
    assert queries() <= few <= 17


def test_a_pasted_seed_leads_to_its_story_with_suggestions(client):
    reporter = make.member("Reporter")
    client.force_login(reporter)
    answer = send(client, (WIRE / "000_94c613e070d8c258.txt").read_text().replace("\n", "\r\n"))
    story = Article.objects.get()
    assert answer.redirect_chain == [(reverse("admin:articles_article_change", args=[story.pk]), 302)]
    said = words(answer)
    assert "Taken in: Trend, BAKU, Azerbaijan, 27 December 2021." in said
    assert re.search(r"1\d quotations suggested", said)
    assert "The copy has no headline: its first words stand in for one. Write your own." in said
    assert story.quotes.filter(state="suggested").count() >= 16
    assert story.assignment.user == reporter
    assert "Trend: “The illegal visit" in sections(client)["mine"]


def test_the_same_copy_is_not_doubled_but_led_to_and_kept_in_the_box(desk):
    send(desk, COPY)
    answer = send(desk, COPY)
    story = Article.objects.get()
    page = answer.content.decode()
    assert "The pasted text was taken in before. It became" in words(answer)
    assert reverse("admin:articles_article_change", args=[story.pk]) in page
    assert "Ida Lund said.</textarea>" in page
    send(desk, COPY, again="1")
    assert Article.objects.count() == 2


def test_a_file_that_is_there_already_is_put_into_the_box(desk):
    send(desk, COPY)
    answer = send(desk, "", ("lund.txt", COPY.encode()))
    assert Article.objects.count() == 1
    assert "lund.txt was taken in before." in words(answer)
    assert "Ida Lund said.</textarea>" in answer.content.decode()


def test_of_several_files_the_good_ones_become_drafts_and_the_bad_ones_are_named(desk):
    answer = send(
        desk,
        "",
        ("one.txt", COPY.encode()),
        ("two.txt", b"\xff\xfe"),
        ("three.txt", (WIRE / "001_f70b8106aead1299.txt").read_bytes()),
        ("photo.jpg", b"\xff\xd8"),
        ("empty.txt", b""),
    )
    said = words(answer)
    assert "2 drafts were made:" in said
    assert "two.txt: byte 0 is not UTF-8" in said
    assert "photo.jpg: not a kind of file that is read here" in said
    assert Article.objects.count() == 2
    assert not any(hasattr(story, "assignment") for story in Article.objects.all())


def test_too_many_files_at_once_are_refused_whole(desk):
    files = [(f"{n}.txt", f"Story number {n} ends.".encode()) for n in range(FILES_AT_ONCE + 1)]
    assert "None was taken in" in words(send(desk, "", *files))
    assert not Article.objects.exists()
    send(desk, "", *files[1:])
    assert Article.objects.count() == FILES_AT_ONCE


@pytest.mark.parametrize(
    ("copy", "said"),
    [
        ("", "There is nothing in the box"),
        ("…", "there are no words in it"),
        ("word " * 30_000, "are taken in at once"),
    ],
)
def test_what_is_refused_stays_in_the_box(desk, copy, said):
    answer = send(desk, copy)
    assert said in words(answer)
    assert f"\n{copy}</textarea>" in answer.content.decode()
    assert not Article.objects.exists()


def test_who_may_not_make_stories_has_no_box_and_sends_none(client, viewer):
    client.force_login(viewer)
    assert 'name="copy"' not in client.get(BOARD).content.decode()
    assert client.post(reverse("desk:take_in"), {"copy": COPY}).status_code == 403
    assert client.get(reverse("desk:take_in")).status_code == 405
    assert not Article.objects.exists()


def test_the_address_of_what_was_taken_in_is_made_of_the_first_headline_that_is_written(desk):
    send(desk, COPY)
    story = Article.objects.get()
    page = reverse("admin:articles_article_change", args=[story.pk])
    sent(desk, page, form_of(desk, page) | {"summary": "An end."})
    assert Article.objects.get().slug == story.slug
    sent(desk, page, form_of(desk, page) | {"headline": "Lund says it is over"})
    assert Article.objects.get().slug == "lund-says-it-is-over"
    sent(desk, page, form_of(desk, page) | {"headline": "Lund ends it"})
    assert Article.objects.get().slug == "lund-says-it-is-over"


def test_all_records_are_still_reached_from_the_front_page(desk):
    page = desk.get(BOARD).content.decode()
    for name in ("article", "person", "auditentry"):
        assert reverse(f"admin:articles_{name}_changelist") in page


def test_what_was_taken_in_from_a_file_is_on_its_trail(desk):
    send(desk, "", ("lund.txt", COPY.encode()))
    assert AuditEntry.objects.get(verb="take in").data == {"file": "lund.txt"}
