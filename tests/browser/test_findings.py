"""What the desk checks find points at its words: a click selects them in the text, whatever stands before them."""

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import Newsroom
from .test_desk import log_in

pytestmark = pytest.mark.browser

SELECTED = "() => { const f = document.activeElement; return f.value.slice(f.selectionStart, f.selectionEnd); }"


def test_a_finding_selects_its_words_and_goes_to_its_field(page: Page, newsroom: Newsroom):
    log_in(page, newsroom)
    page.goto("/admin/articles/article/")
    page.get_by_role("link", name=re.compile("Azerbaijani MP comments")).last.click()
    page.get_by_role("button", name="Update", exact=True).click()
    body = page.get_by_label("Body")
    body.fill("😀 “A new line without an end, Mammadov said.\n\n" + body.input_value())
    page.get_by_label("Dateline: place").fill("")
    page.get_by_role("button", name=re.compile("[Pp]ublish update")).click()

    findings = page.get_by_role("region", name="What the desk checks found")
    expect(findings).to_contain_text("Nothing closes the quotation mark before “A new line")
    findings.get_by_role("link", name="Show the words").click()
    assert page.evaluate(SELECTED) == "“"
    findings.get_by_role("link", name="Go to the field").click()
    expect(page.get_by_label("Dateline: place")).to_be_focused()
    expect(body).to_have_value(re.compile("^😀 “A new line"))

    page.goto("/admin/articles/article/")
    page.get_by_role("link", name=re.compile("Azerbaijani MP comments")).first.click()
    page.get_by_role("link", name="Discard update").click()
    page.get_by_role("button", name=re.compile("[Dd]iscard")).click()
    expect(page.locator(".messagelist")).to_be_visible()
