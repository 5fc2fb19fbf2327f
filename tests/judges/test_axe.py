"""axe finds no violation on public pages and on the desk: light and dark, on a wide screen and on a phone."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Newsroom
from tests.browser.test_desk import log_in

pytestmark = [pytest.mark.judges, pytest.mark.browser]

RUN = "axe.run().then((r) => r.violations.map((v) => [v.id, v.nodes.map((n) => n.html.slice(0, 200))]))"


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(params=[1280, 360])
def page(browser: Browser, newsroom: Newsroom, judges: Path, scheme: str, request: pytest.FixtureRequest):
    # axe measures with inline styles, which the pages' own policy refuses.
    context = browser.new_context(
        base_url=newsroom.url,
        viewport={"width": request.param, "height": 900},
        color_scheme=scheme,
        reduced_motion="reduce",
        bypass_csp=True,
    )
    context.set_default_timeout(120_000)
    context.add_init_script(path=judges / "axe-core" / "axe.min.js")
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_on_public_pages(page, furnished: Any):
    assert {name: found for name, path in furnished["public"].items() if (found := judged(page, path))} == {}


def test_axe_finds_nothing_on_the_desk(page, newsroom: Newsroom, furnished: Any):
    page.goto("/admin/login/")
    faults = {"login": found} if (found := page.evaluate(RUN)) else {}
    log_in(page, newsroom)
    faults |= {name: found for name, path in furnished["desk"].items() if (found := judged(page, path))}
    assert not faults, json.dumps(faults, indent=1)


def test_axe_finds_nothing_on_the_story_page_at_work(page, newsroom: Newsroom, furnished: Any):
    log_in(page, newsroom)
    page.goto(furnished["desk"]["story"])
    expect(page.locator("html.scripted")).to_be_attached()
    page.keyboard.press("Alt+2")
    page.keyboard.press("e")
    expect(page.locator("#record .card form:visible, #record .card :focus").first).to_be_visible()
    assert page.evaluate(RUN) == []


def judged(page, path: str) -> list[Any]:
    page.goto(path)
    return page.evaluate(RUN)
