"""A newsroom with something on every page, for the judges: axe, the Nu HTML checker, Lighthouse.

They are packages of npm (see package.json beside this) in the folder that JUDGES names; without it, skipped by name.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import ROOT, Newsroom, browser, newsroom  # noqa: F401


@pytest.fixture(scope="session")
def judges() -> Path:
    """Return the folder with the judges' packages."""
    given = os.environ.get("JUDGES")
    if not given:
        pytest.skip("name in JUDGES the folder in which tests/judges/package.json was installed")
    folder = (ROOT / given / "node_modules").resolve()
    if not folder.is_dir():
        pytest.fail(f"JUDGES={given}: there is no {folder}")
    return folder


@pytest.fixture(scope="session")
def furnished(judges: Path, newsroom: Newsroom) -> dict[str, Any]:  # noqa: F811
    """Return the addresses to be judged, by name: {"public": {…}, "desk": {…}, "gone": "…"}."""
    command = [sys.executable, "manage.py", "shell", "-c", "from tests.judges.furnish import furnish; furnish()"]
    done = subprocess.run(command, cwd=ROOT, env=newsroom.environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    found["public"]["gone"] = found["gone"]
    found["public"]["missing"] = "/articles/2021/12/27/azerbaijan/"
    found["public"]["a wrong address"] = "/articles/?since=yesterday"
    return found
