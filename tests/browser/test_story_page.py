"""An editor works at a story: everything by keyboard, saved while it is written, and nothing lost to a colleague."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .conftest import Newsroom
from .test_desk import log_in

pytestmark = pytest.mark.browser

WIRE = """The minister spoke in parliament on Monday.

"We will publish the report in May," Nora Field said.

Field added that schools would get the money first.

"It is a good day for every school," Ida Lund said. "Nobody is left behind."
"""
# What a busy machine may take for a save and the record that comes back.
PATIENCE = 20_000
FIELD = "[name$='-{}']:not([type='hidden'])"


@pytest.fixture
def desk(page: Page, newsroom: Newsroom) -> Page:
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    log_in(page, newsroom)
    return page


@pytest.fixture
def draft(desk: Page) -> Page:
    """The page of a new story in which the engine has found quotations."""
    desk.goto("/admin/articles/article/add/")
    desk.get_by_label("Headline").fill(f"A report is announced {time.monotonic_ns()}")
    desk.locator("#id_body").fill(WIRE)
    desk.get_by_role("button", name="Find quotes").click()
    expect(cards(desk)).to_have_count(4)
    ready(desk)
    return desk


@pytest.fixture
def colleague(browser: Browser, newsroom: Newsroom) -> Iterator[Page]:
    """The same desk in another browser."""
    context: BrowserContext = browser.new_context(base_url=newsroom.url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    log_in(page, newsroom)
    yield page
    context.close()


def cards(page: Page):
    return page.locator("#record .card[data-quote]")


def in_state(page: Page, state: str):
    return page.locator(f"#record .card.is-{state}")


def reloaded(page: Page) -> None:
    """Load the page again, once all that was sent has been answered."""
    expect(page.locator("#article_form[data-saving]")).to_have_count(0)
    page.reload()
    ready(page)


def ready(page: Page) -> None:
    """Wait for the page's script."""
    expect(page.locator("html.scripted")).to_be_attached()


def focused(page: Page):
    return page.locator("#record .card:focus")


def select(page: Page, words: str) -> None:
    page.evaluate(
        """(words) => {
          const body = document.getElementById("id_body"), at = body.value.indexOf(words);
          body.focus();
          body.setSelectionRange(at, at + words.length);
        }""",
        words,
    )


def marked(page: Page) -> list[list[str]]:
    """Return, for each card whose words stand in the text, those words and what is marked as them."""
    return page.evaluate(
        """() => [...document.querySelectorAll("#record .card[data-quote]")]
          .filter((card) => ["suggested", "confirmed"].includes(card.dataset.state))
          .map((card) => [card.dataset.words.replaceAll(" … ", ""),
            [...document.querySelectorAll(`.behind mark[data-quotes~="${card.dataset.quote}"]`)]
              .map((mark) => mark.textContent).join("")])"""
    )


def test_three_quotes_are_confirmed_and_one_is_none_by_keyboard_alone(draft: Page):
    draft.keyboard.press("Alt+2")
    expect(focused(draft)).to_contain_text("We will publish")
    for _ in range(3):
        draft.keyboard.press("c")
    expect(in_state(draft, "confirmed")).to_have_count(3)
    expect(focused(draft)).to_contain_text("Nobody is left behind")
    draft.keyboard.press("x")
    expect(in_state(draft, "rejected")).to_have_count(1)
    reloaded(draft)
    expect(in_state(draft, "confirmed")).to_have_count(3)
    expect(in_state(draft, "rejected")).to_have_count(1)


def test_letters_typed_into_a_field_are_letters(draft: Page):
    draft.keyboard.press("Alt+2")
    draft.keyboard.press("s")
    draft.keyboard.type("cxjk")
    expect(draft.locator(":focus")).to_have_value("cxjk")
    expect(in_state(draft, "suggested")).to_have_count(4)
    draft.keyboard.press("Escape")
    draft.keyboard.press("Escape")
    expect(focused(draft)).to_contain_text("We will publish")


def test_a_speaker_is_changed_by_typing_and_choosing(draft: Page):
    draft.keyboard.press("Alt+2")
    draft.keyboard.press("s")
    draft.keyboard.type("mammad")
    expect(draft.get_by_role("option", name=re.compile("Soltan Mammadov"))).to_be_visible()
    draft.keyboard.press("ArrowDown")
    draft.keyboard.press("Enter")
    card = cards(draft).filter(has_text="We will publish")
    expect(card.locator(FIELD.format("speaker"))).to_have_value("Soltan Mammadov")
    expect(card.locator(FIELD.format("role"))).to_have_value(re.compile("MP"))
    expect(card.locator(FIELD.format("speaker"))).to_be_focused()


def test_a_person_is_made_with_a_role_without_leaving_the_page(draft: Page):
    name = f"Jane Roe {'abcdefghij'[time.monotonic_ns() % 10]}{time.monotonic_ns()}"
    draft.keyboard.press("Alt+2")
    draft.keyboard.press("s")
    draft.keyboard.type(name)
    expect(draft.get_by_role("option", name=f"Make new person “{name}”")).to_be_visible()
    draft.keyboard.press("ArrowUp")
    draft.keyboard.press("ArrowUp")
    draft.keyboard.press("Enter")
    card = cards(draft).filter(has_text="We will publish")
    expect(card).to_contain_text(name)
    draft.keyboard.press("Tab")
    draft.keyboard.type("minister, Ministry of Schools")
    expect(draft.get_by_role("option", name=re.compile("Record new role"))).to_be_visible()
    draft.keyboard.press("ArrowDown")
    draft.keyboard.press("Enter")
    expect(draft.locator("#saved-line")).to_have_text(re.compile("^Saved"))
    reloaded(draft)
    card = cards(draft).filter(has_text="We will publish")
    expect(card.locator(FIELD.format("speaker"))).to_have_value(name)
    expect(card.locator(FIELD.format("role"))).to_have_value("minister, Ministry of Schools")


def test_an_unknown_name_is_said_so_at_the_field_and_nothing_is_lost(draft: Page):
    draft.keyboard.press("Alt+2")
    draft.keyboard.press("s")
    draft.keyboard.type("Nobody Known")
    draft.keyboard.press("Enter")
    expect(draft.locator("#record .errorlist")).to_contain_text("Nobody of the name “Nobody Known” is on record")
    expect(draft.locator(":focus")).to_have_value("Nobody Known")


def test_a_quote_is_made_of_the_words_selected_behind_an_astral_character(draft: Page):
    body = draft.locator("#id_body")
    body.fill("😀😀 “Yes, we can,” she said.\n\n" + body.input_value())
    select(draft, "Yes, we can,")
    draft.keyboard.press("Alt+q")
    card = cards(draft).filter(has_text="Yes, we can,")
    expect(card).to_have_count(1)
    expect(card).to_have_class(re.compile("kind-direct"))
    expect(card.locator(FIELD.format("speaker"))).to_be_focused()
    assert all(words == shown for words, shown in marked(draft))
    reloaded(draft)
    expect(cards(draft)).to_have_count(5)
    assert all(words == shown for words, shown in marked(draft))


def test_marks_follow_the_words_as_they_are_typed_around_and_show_what_is_altered(draft: Page):
    assert len(marked(draft)) == 4
    draft.keyboard.press("Alt+1")
    draft.keyboard.press("Control+Home")
    draft.keyboard.type("Before all of it 😀 ")
    assert all(words == shown for words, shown in marked(draft))
    select(draft, "report in May")
    draft.keyboard.press("ArrowLeft")
    draft.keyboard.type("whole ")
    expect(draft.locator(".behind mark.is-altered")).to_have_text("We will publish the whole report in May")
    for _ in range(6):
        draft.keyboard.press("Backspace")
    expect(draft.locator(".behind mark.is-altered")).to_have_count(0)
    assert all(words == shown for words, shown in marked(draft))


def test_the_layer_has_the_size_of_the_text(draft: Page):
    sizes = draft.evaluate(
        """() => ["textarea.over", ".behind"].map((name) => document.querySelector(name))
          .map((box) => [box.clientWidth, Math.max(box.clientHeight, box.scrollHeight)])"""
    )
    assert sizes[0] == sizes[1]


def test_the_words_of_a_card_are_gone_to_in_the_text(draft: Page):
    draft.keyboard.press("Alt+2")
    draft.keyboard.press("j")
    draft.keyboard.press("g")
    chosen = draft.evaluate(
        "(() => { const b = document.activeElement; return b.value.slice(b.selectionStart, b.selectionEnd); })()"
    )
    assert chosen == "schools would get the money first"
    draft.keyboard.press("F6")
    expect(focused(draft)).to_contain_text("schools would get the money first")


def test_what_is_written_is_saved_by_itself(draft: Page):
    draft.keyboard.press("Alt+1")
    draft.keyboard.press("Control+Home")
    draft.keyboard.type("Written without a button. ")
    expect(draft.locator("#saved-line")).to_have_text("Not saved yet")
    expect(draft.locator("#saved-line")).to_have_text(re.compile(r"^Saved \d\d:\d\d:\d\d$"))
    reloaded(draft)
    expect(draft.locator("#id_body")).to_have_value(re.compile("^Written without a button. The minister"))
    assert all(words == shown for words, shown in marked(draft))


def test_of_two_browsers_the_second_pauses_shows_both_texts_and_loses_neither(draft: Page, colleague: Page):
    colleague.goto(draft.url)
    ready(colleague)
    expect(colleague.locator("#id_headline")).to_be_visible()
    draft.locator("#id_summary").fill("The summary of the first.")
    expect(draft.locator("#saved-line")).to_have_text(re.compile("^Saved"))

    colleague.locator("#id_summary").fill("The summary of the second.")
    expect(colleague.locator("#saved-line")).to_contain_text(re.compile("Not saved: editor saved a newer version at"))
    colleague.locator("#id_summary").fill("The summary of the second, longer.")
    colleague.get_by_role("button", name="Show both texts").click()
    expect(colleague.locator(".conflict")).to_contain_text("The summary of the first.")
    expect(colleague.locator(".conflict")).to_contain_text("The summary of the second, longer.")
    expect(colleague.locator("#id_summary")).to_have_value("The summary of the second, longer.")
    reloaded(draft)
    expect(draft.locator("#id_summary")).to_have_value("The summary of the first.")
    colleague.get_by_label(re.compile("Save the form below on top")).check()
    colleague.keyboard.press("Control+s")
    expect(colleague.locator("#saved-line")).to_have_text(re.compile("^Saved"))
    expect(colleague.locator(".conflict")).to_have_count(0)


def test_without_the_server_the_text_stays_in_the_browser_and_is_offered_again(draft: Page, colleague: Page):
    # The colleague's page, for a browser writes each failed request into its console.
    colleague.goto(draft.url)
    ready(colleague)
    draft.goto("/admin/")
    colleague.route("**/change/", lambda r: r.abort() if r.request.method == "POST" else r.continue_())
    colleague.locator("#id_summary").fill("Typed in a tunnel.")
    expect(colleague.locator("#saved-line")).to_contain_text("Your text is kept in this browser")
    colleague.on("dialog", lambda dialog: dialog.accept())
    colleague.reload()
    ready(colleague)
    expect(colleague.locator("#id_summary")).to_have_value("")
    colleague.unroute("**/change/")
    colleague.get_by_role("button", name="Put it into the form").click()
    expect(colleague.locator("#id_summary")).to_have_value("Typed in a tunnel.")
    expect(colleague.locator("#saved-line")).to_have_text(re.compile("^Saved"))


def test_after_the_session_has_ended_the_text_is_kept_and_saved_after_a_new_login(draft: Page, colleague: Page):
    colleague.goto(draft.url)
    ready(colleague)
    draft.goto("/admin/")
    cookies = colleague.context.cookies()
    colleague.context.clear_cookies()
    colleague.locator("#id_summary").fill("Typed after lunch.")
    expect(colleague.locator("#saved-line")).to_contain_text("your session has ended")
    colleague.context.add_cookies(cookies)
    colleague.locator("#id_summary").press("End")
    colleague.keyboard.type(" And saved.")
    expect(colleague.locator("#saved-line")).to_have_text(re.compile("^Saved"))
    reloaded(colleague)
    expect(colleague.locator("#id_summary")).to_have_value("Typed after lunch. And saved.")


def test_a_published_story_shows_its_marks_and_nothing_to_press(desk: Page):
    desk.goto("/admin/articles/article/?status__exact=published")
    desk.get_by_role("link", name=re.compile("Azerbaijani MP comments")).first.click()
    expect(desk.locator(".behind.read mark").first).to_be_visible()
    expect(desk.locator("#record button")).to_have_count(0)
    assert all(words == shown for words, shown in marked(desk))
