"""Twenty editors save one draft at once: one is taken, nineteen see both texts, and nobody's is lost (D13)."""

import urllib.error
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from http.cookiejar import CookieJar
from threading import Barrier
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.admin import pages
from tests.faults.conftest import EDITORS, Newsroom
from tests.make import BODY

pytestmark = pytest.mark.faults
ROUNDS = 3


@dataclass(frozen=True)
class Answer:
    status: int
    text: str

    @property
    def form(self) -> dict[str, Any]:
        """The values of the page's form, as a browser would send them."""
        values = pages.read(SimpleNamespace(content=self.text.encode())).values
        return {name: value for name, value in values.items() if "__prefix__" not in name}


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        """Follow nothing: where an answer leads is part of it."""


class Editor:
    """One who is logged in with a session of their own."""

    def __init__(self, newsroom: Newsroom, name: str) -> None:
        self.name, self.newsroom = name, newsroom
        cookies = CookieJar()
        handlers = [urllib.request.HTTPCookieProcessor(cookies), Stay, urllib.request.ProxyHandler({})]
        self._browser = urllib.request.build_opener(*handlers)
        self.ask("/admin/login/")
        token = next(cookie.value for cookie in cookies if cookie.name == "csrftoken")
        given = {"username": name, "password": newsroom.password, "csrfmiddlewaretoken": token}
        assert self.ask("/admin/login/?next=/admin/", given).status == 302
        self.page = f"/admin/articles/article/{newsroom.draft}/change/"

    def ask(self, path: str, data: dict[str, Any] | None = None) -> Answer:
        sent = urlencode(data, doseq=True).encode() if data else None
        request = urllib.request.Request(self.newsroom.url + path, sent, {"Referer": self.newsroom.url + path})
        try:
            with self._browser.open(request, timeout=120) as response:
                return Answer(response.status, response.read().decode())
        except urllib.error.HTTPError as refused:
            with refused:
                return Answer(refused.code, refused.read().decode())

    def open(self) -> dict[str, Any]:
        answer = self.ask(self.page)
        assert answer.status == 200
        return answer.form


@pytest.fixture(scope="module")
def editors(newsroom: Newsroom) -> list[Editor]:
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(lambda name: Editor(newsroom, name), EDITORS))


def test_of_twenty_who_save_at_once_one_is_taken_and_nineteen_see_both_texts(newsroom, editors):
    """In the first round all have the draft open; in the others those who were refused save on top of what they saw."""
    with ThreadPoolExecutor(len(editors)) as pool:
        forms = list(pool.map(Editor.open, editors))
        version = int(forms[0]["opened"])
        for turn in range(ROUNDS):
            texts = [f"{BODY}\n\nTurn {turn}, as {editor.name} has it: “all new”." for editor in editors]
            answers = list(pool.map(_saving_together(), editors, forms, texts))
            taken = _check(answers, texts)
            stored = editors[taken].open()
            assert stored["body"] == texts[taken]
            version += 1
            assert int(stored["opened"]) == version
            forms = [answer.form | {"over": str(version)} for answer in answers]
            forms[taken] = stored
    log = newsroom.log.read_text()
    assert "locked" not in log
    assert "Traceback" not in log


def _saving_together() -> Callable[[Editor, dict[str, Any], str], Answer]:
    together = Barrier(len(EDITORS))

    def save(editor: Editor, form: dict[str, Any], text: str) -> Answer:
        together.wait(60)
        return editor.ask(editor.page, form | {"body": text, "_continue": "1"})

    return save


def _check(answers: list[Answer], texts: list[str]) -> int:
    """Assert that one was taken and each of the others sees their own text and that one; return which one it was."""
    assert sorted(answer.status for answer in answers) == [200] * (len(answers) - 1) + [302]
    taken = next(n for n, answer in enumerate(answers) if answer.status == 302)
    for n, answer in enumerate(answers):
        if n != taken:
            assert answer.form["body"] == texts[n]
            assert texts[taken].splitlines()[-1] in unescape(answer.text)
            assert "Somebody else has saved this" in answer.text
    return taken
