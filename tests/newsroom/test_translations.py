"""The catalogues of Azerbaijani, French and Russian are whole, current, and hold what the program puts into them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "articles" / "locale"
LANGUAGES = ["az", "fr", "ru"]
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd%]|\{\w*\}")


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po"))


def forms(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def key(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgctxt or "", entry.msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language):
    left = [entry.msgid for entry in catalogue(language) if not all(forms(entry)) or entry.fuzzy]
    assert left == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_puts_in_stands_in_every_translation(language):
    wrong = []
    for entry in catalogue(language):
        # "one story" may do without its number, where the language has a form for one alone.
        known = [set(PLACEHOLDER.findall(text)) for text in (entry.msgid, entry.msgid_plural) if text]
        for form in forms(entry):
            given = set(PLACEHOLDER.findall(form))
            if given not in known and given != set.union(*known):
                wrong.append((entry.msgid, form))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_text(language):
    compiled = polib.mofile(str(LOCALE / language / "LC_MESSAGES" / "django.mo"))
    assert {key(entry): forms(entry) for entry in compiled} == {key(e): forms(e) for e in catalogue(language)}


@pytest.mark.skipif(not shutil.which("xgettext"), reason="needs Debian's package gettext")
def test_no_message_of_the_program_is_missing_from_the_catalogues(tmp_path):
    for folder in ("articles", "newsroom", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    shutil.copy(ROOT / "manage.py", tmp_path)
    command = [sys.executable, "manage.py", "makemessages", "-l", "fr", "--no-location", "--no-obsolete"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env={"PATH": "/usr/bin:/bin"})
    found = polib.pofile(str(tmp_path / "articles" / "locale" / "fr" / "LC_MESSAGES" / "django.po"))
    assert set(map(key, found)) == set(map(key, catalogue("fr")))
