"""The work on a picture, done in a process of its own: what comes from outside can cost no more than is allowed.

A decoder that runs away, or falls over, takes nobody with it; its memory is gone with it; the file that it read from
has no name, so nothing is left behind.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from .bounds import UnfitPicture, check_length
from .geometry import Shape
from .metadata import Words
from .renditions import Made

# In all threads together, on top of which the clock bounds what only waits.
SECONDS = {"examine": 4, "preview": 4, "render": 12}
_CLOCK_SECONDS = 60
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Examined:
    """What a picture is: its format ("JPEG"), width and height in pixels as stored, and the words in it."""

    format: str
    width: int
    height: int
    words: Words


def examine(file: BinaryIO, length: int) -> Examined:
    """Return what the picture in `file`, of `length` bytes, is; it has been decoded once then.

    Raises UnfitPicture for what is too large, not whole, no picture, or costs too much. `file` is left at its
    beginning.
    """
    check_length(length)
    answer, _blobs = _asked("examine", file)
    return Examined(**answer | {"words": Words(**answer["words"])})


def render(file: BinaryIO, focus: tuple[float, float]) -> tuple[list[Made], str]:
    """Do what `renditions.render` does."""
    answer, blobs = _asked("render", file, focus=focus)
    made = [Made(**facts, data=data) for facts, data in zip(answer["made"], blobs, strict=True)]
    return made, answer["placeholder"]


def preview(file: BinaryIO, side: int, shape: Shape, focus: tuple[float, float]) -> bytes:
    """Do what `renditions.preview` does."""
    _answer, blobs = _asked("preview", file, side=side, shape=shape.name, focus=focus)
    return blobs[0]


def _asked(task: str, file: BinaryIO, **given: Any) -> tuple[Any, list[bytes]]:
    """Return the answer to a task and the files that come with it; raises UnfitPicture."""
    command = [_python(), "-m", "articles.imaging", json.dumps({"task": task, "seconds": SECONDS[task], **given})]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8"}
    with _as_a_file(file) as source:
        try:
            done = subprocess.run(  # noqa: S603  our own module
                command, stdin=source, capture_output=True, timeout=_CLOCK_SECONDS, env=environment, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise UnfitPicture("costly") from error
    head, _newline, rest = done.stdout.partition(b"\n")
    if done.returncode or not head:
        raise UnfitPicture("costly")
    answer = json.loads(head)
    if "unfit" in answer:
        raise UnfitPicture(answer["unfit"], **answer["facts"])
    return answer["answer"], list(_parts(rest, answer["lengths"]))


def _python() -> str:
    """Return the interpreter that runs this; a server that embeds one calls itself by another name."""
    named = Path(sys.executable or "")
    return str(named if named.name.startswith("python") else Path(sys.prefix) / "bin" / "python")


@contextmanager
def _as_a_file(file: BinaryIO) -> Iterator[BinaryIO]:
    """Give a copy of an upload, or of what a store holds, that another process can read."""
    with TemporaryFile() as copy:
        file.seek(0)
        copyfileobj(file, copy)
        file.seek(0)
        copy.seek(0)
        yield copy


def _parts(data: bytes, lengths: list[int]) -> Iterator[bytes]:
    place = 0
    for length in lengths:
        yield data[place : place + length]
        place += length
