"""A reader opens the front page, follows a story, a speaker, a quotation, and comes back to the exact words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

STORY = "Azerbaijani MP comments in parliament"


def test_a_reader_follows_a_story_a_speaker_and_a_quotation_to_its_exact_words(page: Page):
    page.goto("/")
    page.get_by_role("link", name=re.compile(STORY)).first.click()
    expect(page.locator("h1")).to_contain_text(STORY)
    expect(page.get_by_text("Details added (first version posted on 12:04)").first).to_be_visible()

    page.locator("main .voice").get_by_role("link", name="Soltan Mammadov").click()
    expect(page.locator("h1")).to_have_text("Soltan Mammadov")
    expect(page.get_by_text("These steps are regarded as").first).to_be_visible()

    page.goto("/quotes/?q=tactical")
    page.get_by_role("link", name=re.compile("^Record")).first.click()
    expect(page).to_have_url(re.compile(r"/quotes/\d+/$"))
    page.get_by_role("link", name="To these words in the article").click()
    mark = page.locator(":target")
    expect(mark).to_contain_text("We can understand certain tactical actions")
    assert re.fullmatch(r"quote-\d+", mark.get_attribute("id") or "")


def test_the_note_of_a_quotation_says_who_speaks_in_which_role(page: Page):
    page.goto("/")
    page.get_by_role("link", name=re.compile(STORY)).first.click()
    note = page.locator(".note", has_text="Jerome Lambert")
    if (page.viewport_size or {})["width"] < 1000:
        expect(note).to_be_hidden()
        page.locator(f"a.quote-note[href='#{note.get_attribute('id')}']").click()
    expect(note).to_be_visible()
    expect(note).to_contain_text("Vice-President, Azerbaijan-France Friendship Group")


def test_a_note_leads_to_the_citation_that_can_be_copied(page: Page):
    page.goto("/")
    page.get_by_role("link", name=re.compile(STORY)).first.click()
    note = page.locator(".note", has_text="Jerome Lambert")
    if not note.is_visible():
        page.locator(f"a.quote-note[href='#{note.get_attribute('id')}']").click()
    note.get_by_role("link", name=re.compile("^cite")).click()
    expect(page).to_have_url(re.compile(r"/quotes/\d+/#cite$"))
    words = page.get_by_label("In words")
    expect(words).to_have_value(re.compile(r"Jerome Lambert.*27 December 2021, http"))
    expect(words).not_to_be_editable()
    page.get_by_text("For Wikipedia, BibTeX").click()
    expect(page.get_by_label("BibTeX", exact=True)).to_have_value(re.compile("^@misc"))


def test_the_frame_of_a_quotation_stands_in_another_page(page: Page):
    page.goto("/quotes/")
    page.get_by_role("link", name=re.compile("^Record")).first.click()
    page.get_by_text("Embed it in another page").click()
    code = page.get_by_label("Code of a frame").input_value()
    with elsewhere(f'<!doctype html><meta charset="utf-8"><title>Elsewhere</title>{code}') as address:
        page.goto(address)
        frame = page.frame_locator("iframe")
        expect(frame.locator("blockquote")).to_be_visible()
        expect(frame.get_by_role("link", name=re.compile("The record at"))).to_have_attribute("target", "_blank")


@contextmanager
def elsewhere(html: str) -> Iterator[str]:
    """Serve one page at an address of its own, and yield it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def test_accents_and_their_absence_find_the_same_pages(page: Page):
    found = []
    for words in ("pecresse", "Pécresse"):
        page.goto("/articles/")
        page.get_by_label("Words").first.fill(words)
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"[?&]q="))
        found.append(page.locator("main h2").all_inner_texts())
    assert found[0] == found[1]
    assert len(found[0]) >= 2


def test_every_page_fits_the_screen_and_begins_with_a_way_past_the_menu(page: Page):
    for address in ("/", "/articles/", "/quotes/", "/people/", "/sources/", "/topics/", "/search/"):
        page.goto(address)
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, address
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text("Skip to the text")


def test_the_search_box_suggests_names_without_their_accents_and_leads_to_them(page: Page):
    page.goto("/")
    box = page.get_by_role("combobox").or_(page.get_by_role("searchbox")).first
    box.press_sequentially("pecr", delay=20)
    expect(page.locator("datalist option[value='Valérie Pécresse']")).to_be_attached()
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=pecr$"))
    page.get_by_role("link", name="Valérie Pécresse").first.click()
    expect(page.locator("h1")).to_have_text("Valérie Pécresse")
