"""An editor pastes copy on the board, or drops a file on it, and is on the story with its suggested quotations."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import Newsroom
from .test_desk import log_in

pytestmark = pytest.mark.browser

WIRE = Path(__file__).parents[2] / "fixtures" / "wire"


def unlike(text: str, page: Page, way: str) -> str:
    """Return copy that no other run of this test has brought: the newsroom keeps what it takes in."""
    return f"{text}\n\nSent by {way} at {(page.viewport_size or {})['width']} pixels."


def test_pasted_copy_is_a_story_with_suggestions_by_two_keystrokes(page: Page, newsroom: Newsroom):
    log_in(page, newsroom)
    page.goto("/admin/")
    copy = unlike((WIRE / "000_94c613e070d8c258.txt").read_text(), page, "paste")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("(text) => navigator.clipboard.writeText(text)", copy)
    page.keyboard.press("Control+V")
    expect(page.get_by_label("Paste wire copy")).to_be_focused()
    page.keyboard.press("Control+Enter")

    expect(page.locator(".messagelist")).to_contain_text("Taken in: Trend, BAKU, Azerbaijan, 27 December 2021.")
    expect(page.locator(".messagelist")).to_contain_text(re.compile(r"1\d quotations suggested"))
    expect(page.locator("#content")).to_contain_text("The illegal visit to Azerbaijan’s Khankandi city")
    expect(page.locator("#content")).to_contain_text("This political provocation contradicts")

    page.goto("/admin/")
    expect(page.locator(".list-mine")).to_contain_text("Trend: “The illegal visit")
    page.get_by_label("Paste wire copy").fill(copy)
    page.get_by_role("button", name="Take in").click()
    expect(page.get_by_role("alert")).to_contain_text("was taken in before. It became")
    expect(page.get_by_label("Paste wire copy")).to_have_value(re.compile("Sent by paste"))


def test_a_file_dropped_on_the_box_is_taken_in_and_a_bad_one_is_named(page: Page, newsroom: Newsroom):
    log_in(page, newsroom)
    page.goto("/admin/")
    copy = unlike((WIRE / "001_f70b8106aead1299.txt").read_text(), page, "drop")
    drop(page, {"report.docx": "PK"})
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("report.docx: not a kind of file that is read here")

    drop(page, {"association.txt": copy})
    expect(page.get_by_role("button", name="Take in")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text(re.compile(r"\d+ quotations suggested"))
    expect(page.locator("#content")).to_contain_text("Azerbaijan is a secular country, like France.")


def test_the_board_fits_the_screen(page: Page, newsroom: Newsroom):
    log_in(page, newsroom)
    page.goto("/admin/")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def drop(page: Page, files: dict[str, str]) -> None:
    """Drop files of these names and texts on the box, as a file manager does."""
    carried = page.evaluate_handle(
        """(files) => {
          const carried = new DataTransfer();
          for (const [name, text] of Object.entries(files)) carried.items.add(new File([text], name));
          return carried;
        }""",
        files,
    )
    page.dispatch_event("#take-in", "dragover", {"dataTransfer": carried})
    page.dispatch_event("#take-in", "drop", {"dataTransfer": carried})
