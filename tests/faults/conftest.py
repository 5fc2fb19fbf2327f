"""A newsroom with twenty editors, served as in production on a database of its own: a file, or one of PostgreSQL's."""

import getpass
import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
EDITORS = [f"editor{n:02}" for n in range(20)]
GIVEN = os.environ.get("DATABASE_URL", "")
ON_POSTGRESQL = GIVEN.startswith("postgres")
# In CI the suite runs on both, one after the other, and nothing may be skipped.
DATABASES = ["PostgreSQL"] if ON_POSTGRESQL else ["SQLite"] if os.environ.get("CI") else ["SQLite", "PostgreSQL"]


@dataclass(frozen=True)
class Newsroom:
    url: str
    draft: int
    password: str
    log: Path


@pytest.fixture(scope="module", params=DATABASES)
def newsroom(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    var = tmp_path_factory.mktemp("var")
    if request.param == "SQLite":
        with _serving(f"sqlite:///{var / 'db.sqlite3'}", var) as newsroom:
            yield newsroom
    else:
        with _fresh_database() as url, _serving(url, var) as newsroom:
            yield newsroom


@contextmanager
def _fresh_database() -> Iterator[str]:
    """Make a database on the server that DATABASE_URL names, or on the one of this machine; drop it at the end."""
    server = next(filter(_answers, [GIVEN] if ON_POSTGRESQL else _usual()), None)
    if server is None:
        pytest.skip("no PostgreSQL answers on 127.0.0.1:5432, and DATABASE_URL names none; .ci/run starts one")
    name = f"twenty_editors_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _usual() -> list[str]:
    return [f"postgres://{user}@127.0.0.1:5432/postgres" for user in ("postgres", getpass.getuser())]


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def _serving(database: str, var: Path) -> Iterator[Newsroom]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "CACHE_URL"} | {
        "DATABASE_URL": database,
        "NEWSROOM_VAR": str(var),
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
    }
    log, command = var / "log", [sys.executable, "-m", "tests.faults.serve", str(port)]
    with log.open("w") as errors:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=errors)
    try:
        said = server.stdout.readline() if server.stdout else b""
        if not said:
            pytest.fail(f"the newsroom did not start:\n{log.read_text()}")
        url = f"http://127.0.0.1:{port}"
        _wait_for(url, server, log)
        yield Newsroom(url, log=log, **json.loads(said))
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=10):
                return
        except urllib.error.HTTPError:
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"the newsroom did not answer at {url}:\n{log.read_text()}")
