"""A bad value in the environment stops the start with one line that names it, and shows no secret."""

import os
import stat
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from newsroom import environment

ROOT = Path(__file__).resolve().parents[2]


def start(tmp_path: Path, *, run: str = "check", **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    command = [sys.executable, "manage.py", run]
    given = kept | {"NEWSROOM_VAR": str(tmp_path / "var")} | environment
    return subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False, timeout=60)


BAD = {
    "another database": ("DATABASE_URL", "mysql://user:hunter2@localhost/news", "no database that On the Record runs"),
    "no URL": ("DATABASE_URL", "news.sqlite3", "is no URL"),
    "a port that is none": ("DATABASE_URL", "postgres://user:hunter2@localhost:port/news", "is no URL"),
    "no name of a database": ("DATABASE_URL", "postgres://user:hunter2@localhost", "names no database"),
    "no cache": ("CACHE_URL", "gopher://x", "is no cache"),
    "a flag that is none": ("NEWSROOM_DEBUG", "perhaps", "neither true nor false"),
    "a time zone that is none": ("NEWSROOM_TIME_ZONE", "Mars/Olympus", "no time zone"),
    "a language that there is not": ("NEWSROOM_LANGUAGE", "de", "none of az, en, fr, ru"),
    "a short key": ("NEWSROOM_SECRET_KEY", "hunter2", "shorter than 32"),
    "a number that is none": ("NEWSROOM_HSTS_SECONDS", "many", "whole number"),
    "no name of a module": ("NEWSROOM_CHECKS", "our checks.py", "no name of a module"),
    "a module that is not there": ("NEWSROOM_CHECKS", "nowhere_checks", "there is no module “nowhere_checks”"),
    "a part of a module that is not there": ("NEWSROOM_CHECKS", "json.checks", "json.checks cannot be imported"),
    "a log level that is none": ("NEWSROOM_LOG_LEVEL", "LOUD", "none of"),
}


@pytest.mark.parametrize(("name", "value", "reason"), BAD.values(), ids=BAD.keys())
def test_a_bad_value_stops_the_start_with_one_line_that_names_it(tmp_path, name, value, reason):
    result = start(tmp_path, **{name: value})
    assert result.returncode == 1
    assert result.stderr.startswith(f"{name}: ")
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1
    assert "hunter2" not in result.stderr


def test_a_module_of_checks_that_fails_when_it_is_imported_stops_the_start_with_one_line(tmp_path):
    (tmp_path / "ourchecks.py").write_text("raise LookupError('first line\\nsecond line')\n")
    result = start(tmp_path, NEWSROOM_CHECKS="ourchecks", PYTHONPATH=str(tmp_path))
    assert result.returncode == 1
    assert result.stderr == "NEWSROOM_CHECKS: ourchecks cannot be imported: LookupError: first line second line\n"


def test_a_newsrooms_own_check_runs_with_the_others(tmp_path):
    (tmp_path / "ourchecks.py").write_text(
        "from articles.editorial.checks import Finding, check\n\n\n"
        "@check\ndef ours(story):\n    yield Finding('ours', 'warning', 'Look again.', 'headline')\n"
    )
    code = (
        "from articles.editorial.checks import registry; from articles.models import Article;"
        "story = registry.Story(Article(headline='Rain', body='It rained.'), 'It rained.', (), (), {});"
        "registry.look = lambda article: story; print([f.code for f in registry.run(story.article)])"
    )
    given = {"PATH": os.environ["PATH"], "NEWSROOM_VAR": str(tmp_path / "var"), "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "manage.py", "shell", "-c", code]
    given |= {"NEWSROOM_CHECKS": "ourchecks"}
    result = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False, timeout=60)
    assert "'ours'" in result.stdout, result.stderr


def test_the_secret_key_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    assert start(tmp_path).returncode == 0
    path = tmp_path / "var" / "secret_key"
    first = path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(first) >= 50
    assert start(tmp_path).returncode == 0
    assert path.read_text() == first


def test_debug_is_off_unless_asked_for(settings):
    from django.conf import settings as configured

    assert configured.DEBUG is False


def test_no_page_of_the_desk_or_the_site_goes_out_without_a_content_security_policy(client, db):
    policy = client.get("/admin/login/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy


@pytest.mark.skipif(find_spec("storages") is not None, reason="the extra s3 is installed")
def test_a_bucket_without_its_package_stops_the_start_and_says_what_to_install(tmp_path):
    result = start(tmp_path, NEWSROOM_S3_BUCKET="news")
    assert result.returncode == 1
    assert result.stderr == (
        "NEWSROOM_S3_BUCKET: asks for S3, whose package is not installed; run: pip install -e '.[s3]'\n"
    )


def test_uploads_lie_in_the_bucket_that_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("NEWSROOM_S3_BUCKET", "news")
    monkeypatch.setattr(environment, "need", lambda *_names: None)
    stores = environment.file_stores(tmp_path)
    assert {store["OPTIONS"]["bucket_name"] for store in stores.values()} == {"news"}
    assert stores["originals"]["OPTIONS"]["default_acl"] == "private"
    assert stores["default"]["OPTIONS"]["location"] != stores["originals"]["OPTIONS"]["location"]


@pytest.mark.parametrize(
    ("url", "reason"),
    [("", "no such table"), ("postgres://nobody@127.0.0.1:9/news?connect_timeout=2", "127.0.0.1")],
    ids=["not migrated", "not there"],
)
def test_a_database_that_does_not_answer_is_said_in_two_lines(tmp_path, url, reason):
    result = start(tmp_path, run="verify", **({"DATABASE_URL": url} if url else {}))
    assert result.returncode == 1
    assert result.stderr.startswith("The database: ")
    assert reason in result.stderr
    assert "manage.py migrate" in result.stderr
    assert result.stderr.count("\n") == 2
