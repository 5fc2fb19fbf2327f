"""A newsroom served as in production, and a Chromium that looks at it. Skipped by name where there is no Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
# No sandbox: in a container Chromium may not make one. The rest keeps it from looking for the outside world.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Newsroom:
    """A running newsroom; everybody in it has the same password."""

    url: str
    password: str
    environment: dict[str, str]

    def member(self, name: str, group: str) -> None:
        """Make an account of the staff, in one of the groups."""
        code = (
            "from django.contrib.auth.models import Group, User;"
            f"u, made = User.objects.get_or_create(username={name!r}, defaults={{'is_staff': True}});"
            f"u.set_password({self.password!r}); u.save(); u.groups.add(Group.objects.get(name={group!r}))"
        )
        command = [sys.executable, "manage.py", "shell", "-c", code]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, capture_output=True)


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """Run `manage.py demo` on a database of its own and a free port until the tests are over."""
    var = tmp_path_factory.mktemp("var")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "CACHE_URL"}}
    environment |= {"NEWSROOM_VAR": str(var)}
    command = [sys.executable, "manage.py", "demo", "--port", str(port)]
    log = (var / "log").open("w")
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    url = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(url, server, var / "log")
        yield Newsroom(url, (var / "demo_password").read_text().strip(), environment)
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"the demo did not answer at {url}:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: install Debian's package chromium")
        pytest.skip("no Chromium: install Debian's package chromium, or name one in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(params=[(1280, 900), (360, 740)], ids=["wide", "phone"])
def page(browser: Browser, newsroom: Newsroom, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page at the newsroom, in which any script error or refused content fails the test."""
    width, height = request.param
    context = browser.new_context(base_url=newsroom.url, viewport={"width": width, "height": height})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert faults == []
