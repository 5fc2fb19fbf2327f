"""Quotations of texts as JSON lines: `python -m articles.extraction [FILE ...]`, or `--jsonl` on standard input.

Each line out is {"id", "quotes": [{"content", "cue", "source", "speaker", "kind", "confidence"}]}; a text's id is its
file's name as given, "-" for standard input, or the "id" of its JSON line. A bad input gets one line on standard
error, the others go on, and the exit status is 1.
"""

import argparse
import gc
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from articles.extraction.engine import extract
from articles.extraction.records import Quotation


class BadInputError(Exception):
    """An input that cannot be read; the message names it and says what is wrong."""


def as_json(quotation: Quotation) -> dict[str, object]:
    """Return the public form of a quotation."""
    return {
        "content": [list(span) for span in quotation.content],
        "cue": list(quotation.cue) if quotation.cue else None,
        "source": list(quotation.source) if quotation.source else None,
        "speaker": quotation.speaker,
        "kind": quotation.kind.value,
        "confidence": quotation.confidence,
    }


def line_for(name: object, text: str) -> str:
    """Return the line out for one text."""
    return json.dumps({"id": name, "quotes": [as_json(quotation) for quotation in extract(text).quotations]})


def from_jsonl(lines: Iterable[bytes]) -> Iterator[tuple[object, str] | BadInputError]:
    """Read {"id", "text"} lines; a bad one comes out as the error that says so."""
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        try:
            record = json.loads(raw.decode("utf-8"))
            name, text = record["id"], record["text"]
            if not isinstance(text, str):
                raise TypeError
        except UnicodeDecodeError:
            yield BadInputError(f"standard input, line {number}: not UTF-8")
        except (ValueError, RecursionError):
            yield BadInputError(f"standard input, line {number}: not JSON")
        except (KeyError, TypeError):
            yield BadInputError(f'standard input, line {number}: expected an object with "id" and "text"')
        else:
            yield name, text


def from_files(paths: Iterable[str]) -> Iterator[tuple[object, str] | BadInputError]:
    """Read text files; one that cannot be read comes out as the error that says so."""
    for path in paths:
        try:
            raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
            yield path, raw.decode("utf-8")
        except UnicodeDecodeError:
            yield BadInputError(f"{path}: not UTF-8")
        except (OSError, ValueError) as error:
            yield BadInputError(f"{path}: {getattr(error, 'strerror', None) or error}")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m articles.extraction", description="Find the quotations in texts.")
    parser.add_argument("files", nargs="*", metavar="FILE", help="a UTF-8 text; standard input where none is given")
    parser.add_argument("--jsonl", action="store_true", help='read {"id", "text"} lines from standard input')
    options = parser.parse_args(arguments)
    if options.jsonl and options.files:
        parser.error("--jsonl reads standard input; give no files with it")
    gc.freeze()  # what is loaded stays; only what a text leaves behind is worth looking through, and seldom
    gc.set_threshold(100_000)
    texts = from_jsonl(sys.stdin.buffer) if options.jsonl else from_files(options.files or ["-"])
    status = 0
    for item in texts:
        if isinstance(item, BadInputError):
            sys.stderr.write(f"{item}\n")
            status = 1
        else:
            sys.stdout.write(line_for(*item) + "\n")
            sys.stdout.flush()
    return status


if __name__ == "__main__":
    sys.exit(main())
