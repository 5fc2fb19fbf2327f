"""The Nu HTML checker finds no error on any public page, error pages among them."""

import subprocess
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string

from tests.browser.conftest import Newsroom

pytestmark = pytest.mark.judges


def test_the_nu_html_checker_finds_no_error(judges: Path, newsroom: Newsroom, furnished: Any, tmp_path: Path):
    for name, address in furnished["public"].items():
        (tmp_path / f"{name}.html").write_bytes(fetched(newsroom.url.rstrip("/") + address))
    for name in ("400", "403", "500"):
        (tmp_path / f"{name}.html").write_text(render_to_string(f"{name}.html"))
    jar = judges / "vnu-jar" / "build" / "dist" / "vnu.jar"
    pages = sorted(map(str, tmp_path.glob("*.html")))
    done = subprocess.run(
        ["java", "-jar", str(jar), "--errors-only", *pages], check=False, capture_output=True, text=True
    )
    assert (done.stderr.replace(f"file:{tmp_path}/", ""), done.returncode) == ("", 0)


def fetched(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.read()
    except urllib.error.HTTPError as error:
        return error.read()
