"""Reads the cases: `NNN-name.txt` holds a text, `NNN-name.expected` what should be found in it, a line a quotation.

    direct | Ann Lee | It is safe
    mixed | - | the bridge is "safe" … and new

Kind, speaker ("-" for nobody) and words, pieces parted by " … ", a line break in the text written as a blank. An
empty file: nothing should be found. A first line "known failure: why" marks what the engine does not do yet.
"""

from dataclasses import dataclass
from pathlib import Path

from articles.extraction import extract

FOLDER = Path(__file__).parent / "cases"
KNOWN_FAILURE = "known failure:"


@dataclass(frozen=True)
class Case:
    """One case: its name, the text, the lines expected, and why it is known to fail ("" where it should pass)."""

    name: str
    text: str
    expected: tuple[str, ...]
    fails: str


def load() -> list[Case]:
    """Return all cases in order of their numbers."""
    cases = []
    for path in sorted(FOLDER.glob("*.txt")):
        lines = path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
        fails = lines.pop(0).removeprefix(KNOWN_FAILURE).strip() if lines and lines[0].startswith(KNOWN_FAILURE) else ""
        cases.append(Case(path.stem, path.read_text(encoding="utf-8"), tuple(lines), fails))
    return cases


def found(text: str) -> tuple[str, ...]:
    """Return what the engine finds in a text, in the form of the expected lines."""
    return tuple(
        f"{quotation.kind.value} | {quotation.speaker or '-'} | "
        + " … ".join(text[start:end].replace("\n", " ") for start, end in quotation.content)
        for quotation in extract(text).quotations
    )
