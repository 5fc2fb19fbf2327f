"""The whole job as a new user does it: from pasted wire copy to a published, attributed story, and a correction."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import Newsroom
from .test_desk import log_in

pytestmark = pytest.mark.browser

WIRE = Path(__file__).parents[2] / "fixtures" / "wire" / "000_94c613e070d8c258.txt"
AT_MOST = 40
PATIENCE = 20_000


class Hands:
    """What somebody does at a page, counted: each key pressed, each text typed or pasted, each click."""

    def __init__(self) -> None:
        self.actions = 0

    def press(self, page: Page, key: str) -> None:
        self.actions += 1
        page.keyboard.press(key)

    def paste(self, page: Page, text: str) -> None:
        self.actions += 1
        page.keyboard.insert_text(text)

    def fill(self, field: Locator, text: str) -> None:
        self.actions += 1
        field.fill(text)

    def click(self, target: Locator) -> None:
        self.actions += 1
        target.click()

    def choose(self, field: Locator, file: Any) -> None:
        self.actions += 1
        field.set_input_files(file)


def photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (1200, 800), "navy").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def desks(browser: Browser, newsroom: Newsroom):
    """The desks of a reporter and of an editor, in two browsers."""
    newsroom.member("ines", "Reporter")
    newsroom.member("omar", "Editor")
    pages = []
    for name in ("ines", "omar"):
        context = browser.new_context(base_url=newsroom.url, viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        log_in(page, newsroom, name)
        pages.append(page)
    expect.set_options(timeout=PATIENCE)
    yield pages
    for page in pages:
        page.context.close()


def cards(page: Page, state: str) -> Locator:
    return page.locator(f"#record .card.is-{state}")


def saved(page: Page) -> None:
    expect(page.locator("#article_form[data-saving]")).to_have_count(0)


HEADLINE = "Azerbaijani MP speaks in parliament about a visit to Khankandi"


def write(page: Page, hands: Hands) -> None:
    """Paste the copy, work at its record, add a photo, send it to review."""
    page.goto("/admin/")
    hands.click(page.get_by_label("Paste wire copy"))
    hands.paste(page, WIRE.read_text())
    hands.press(page, "Control+Enter")
    expect(page.locator("html.scripted")).to_be_attached()
    suggested = cards(page, "suggested").count()
    assert suggested >= 13
    hands.fill(page.get_by_label("Headline"), HEADLINE)
    nameless = cards(page, "suggested").filter(has_text="nobody named").or_(cards(page, "suggested").last).first
    hands.fill(nameless.locator("[name$='-speaker']:not([type='hidden'])"), "Jerome Lambert")
    hands.press(page, "Enter")
    saved(page)
    hands.press(page, "Alt+2")
    for _ in range(suggested):
        hands.press(page, "c")
    expect(cards(page, "confirmed")).to_have_count(suggested)
    saved(page)
    hands.choose(page.locator("#id_new_photo"), {"name": "hall.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    hands.fill(page.locator("#id_new_photo_alt"), "A hall with empty benches")
    hands.fill(page.locator("#id_new_photo_credit"), "A. Photographer")
    hands.click(page.get_by_role("button", name="Send to review"))
    expect(page.locator(".messagelist")).to_contain_text("waits for review")


def bring_out(page: Page, hands: Hands) -> None:
    """Find the story on the board, approve it, look at what the checks say, publish it."""
    page.goto("/admin/")
    hands.click(page.get_by_role("link", name=HEADLINE).first)
    hands.click(page.get_by_role("button", name="Approve"))
    expect(page.locator(".messagelist")).to_contain_text("approved")
    publish = page.get_by_role("button", name="Save and publish", exact=True)
    hands.click(publish)
    expect(page.locator(".messagelist, #findings")).to_be_visible()
    if boxes := page.get_by_label("I have looked at it").all():
        for box in boxes:
            hands.click(box)
        hands.click(publish)
    expect(page.locator(".messagelist")).to_contain_text("The story is published")


def put_right(page: Page) -> None:
    """Correct a quoted word, with a reason for the record and a note to readers."""
    page.get_by_role("button", name="Correct", exact=True).click()
    body = page.get_by_label("Body")
    body.fill(body.input_value().replace("These steps are regarded", "These steps are seen"))
    page.get_by_role("button", name="Save and continue editing").click()
    altered = cards(page, "altered").first
    expect(altered).to_contain_text("seen")
    altered.locator("[name$='-reason']").fill("The recording has “seen”.")
    altered.get_by_role("button", name="Confirm").click()
    expect(cards(page, "altered")).to_have_count(0)
    saved(page)
    page.get_by_label("Note to readers").fill("We misheard a word.")
    correct = page.get_by_role("button", name="Save and publish correction")
    correct.click()
    expect(page.locator(".messagelist, #findings")).to_be_visible()
    if page.locator("#findings").count():
        for box in page.locator("#findings").get_by_label("I have looked at it").all():
            box.check()
        correct.click()
    expect(page.locator(".messagelist")).to_contain_text("corrected story")


def test_from_pasted_copy_to_a_published_story_and_its_correction(desks: list[Page]):
    reporter, editor = desks
    hands = Hands()
    write(reporter, hands)
    bring_out(editor, hands)
    assert hands.actions <= AT_MOST, f"{hands.actions} actions from paste to publication"

    reader = editor.context.new_page()
    reader.goto("/")
    reader.get_by_role("link", name=HEADLINE).first.click()
    address = reader.url
    expect(reader.locator("[id^=quote-]").first).to_contain_text("The illegal visit")
    expect(reader.locator(".note .who", has_text="Jerome Lambert")).to_have_count(1)

    put_right(editor)
    reader.goto(address)
    corrections = reader.locator(".corrections")
    expect(corrections).to_contain_text("We misheard a word.")
    expect(corrections.locator("del")).to_contain_text("regarded")
    expect(corrections.locator("ins")).to_contain_text("seen")
    reader.goto(f"{address}versions/")
    expect(reader.locator("main")).to_contain_text("These steps are seen")
    expect(reader.locator("main")).to_contain_text("regarded")
