"""An editor logs in to the desk, edits a story by a working copy, and readers see it once it is published."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import Newsroom

pytestmark = pytest.mark.browser


def log_in(page: Page, newsroom: Newsroom, name: str = "editor") -> None:
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(newsroom.password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def test_an_editor_updates_a_story_and_readers_see_it_once_it_is_published(page: Page, newsroom: Newsroom):
    width = (page.viewport_size or {})["width"]
    summary = f"The association set out its view in a statement. Seen at {width} pixels."
    log_in(page, newsroom)
    page.goto("/admin/articles/article/")
    page.get_by_role("link", name=re.compile("Association in France")).first.click()
    expect(page.locator("#content")).to_contain_text("Readers have this story")
    page.get_by_role("button", name="Update", exact=True).click()

    expect(page.get_by_label("Headline")).to_have_value(re.compile("Association in France"))
    expect(page.locator("#content")).to_contain_text("the statement reads")
    page.get_by_label("Summary").fill(summary)
    body = page.get_by_label("Body")
    body.fill("A first line of our own.\n\n" + body.input_value())
    page.get_by_label("Note to readers").fill(f"Summary rewritten for {width} pixels")
    publish = page.get_by_role("button", name=re.compile("[Pp]ublish update"))
    publish.click()
    expect(page.locator(".messagelist, #findings")).to_be_visible()
    # The story has no dateline: that is asked once, and what was accepted then holds for its later updates.
    for box in page.get_by_label("I have looked at it").all():
        box.check()
        publish.click()
    expect(page.locator(".messagelist")).to_be_visible()

    page.goto("/")
    expect(page.get_by_text(summary)).to_be_visible()
    page.get_by_role("link", name=re.compile("Association in France issues statement")).first.click()
    expect(page.locator("main")).to_contain_text(f"Summary rewritten for {width} pixels")
    expect(page.locator("[id^=quote-]").first).to_have_text(re.compile("^the provocative visit"))


def test_a_word_that_is_changed_inside_a_quotation_stops_publishing_and_says_so(page: Page, newsroom: Newsroom):
    log_in(page, newsroom)
    page.goto("/admin/articles/article/")
    page.get_by_role("link", name=re.compile("Azerbaijani MP comments")).last.click()
    page.get_by_role("button", name="Update", exact=True).click()
    body = page.get_by_label("Body")
    body.fill(body.input_value().replace("These steps are regarded", "These steps are seen"))
    page.get_by_role("button", name=re.compile("[Pp]ublish update")).click()
    expect(page.locator("#content")).to_contain_text(re.compile("1 quotation no longer has the words"))

    page.goto("/quotes/?q=steps")
    expect(page.locator("main")).to_contain_text("These steps are regarded")
    page.goto("/admin/articles/article/")
    page.get_by_role("link", name=re.compile("Azerbaijani MP comments")).first.click()
    page.get_by_role("link", name="Discard update").click()
    page.get_by_role("button", name=re.compile("[Dd]iscard")).click()
    expect(page.locator(".messagelist")).to_be_visible()
