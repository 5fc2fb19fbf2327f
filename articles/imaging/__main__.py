"""One task on the picture in standard input: `python -m articles.imaging '{"task": "examine", "seconds": 5}'`.

The answer is a line of JSON, followed by the bytes of the files that it announces. See `apart`.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, BinaryIO

try:
    import resource
except ImportError:  # not on every system; there, `bounds` is the only bound
    resource = None  # type: ignore[assignment]

from . import metadata, renditions
from .bounds import UnfitPicture, opened
from .decoding import reduced
from .geometry import SHAPES

# Of its own data; the libraries come on top, and all is below 400 MB.
MEMORY_AT_MOST = 340 * 1024 * 1024
Answer = tuple[Any, list[bytes]]


def examine(file: BinaryIO) -> Answer:
    """Say what the picture is; it is decoded as it will be for renditions."""
    with opened(file) as picture:
        facts = {"format": picture.format, "width": picture.width, "height": picture.height}
        reduced(picture)
        words = metadata.read(picture)
    return {**facts, "words": asdict(words)}, []


def render(file: BinaryIO, focus: tuple[float, float]) -> Answer:
    """Make all renditions."""
    made, placeholder = renditions.render(file, focus)
    facts = [{name: value for name, value in vars(one).items() if name != "data"} for one in made]
    return {"made": facts, "placeholder": placeholder}, [one.data for one in made]


def preview(file: BinaryIO, side: int, shape: str, focus: tuple[float, float]) -> Answer:
    """Make one small picture."""
    crop = next(known for known in SHAPES if known.name == shape)
    return {}, [renditions.preview(file, side, crop, focus)]


TASKS: dict[str, Callable[..., Answer]] = {"examine": examine, "render": render, "preview": preview}


def answered(task: str, file: BinaryIO, **given: Any) -> tuple[dict[str, Any], list[bytes]]:
    """Return what is written to standard output for a task: the first line, and the files after it."""
    try:
        answer, blobs = TASKS[task](file, **given)
    except UnfitPicture as unfit:
        return {"unfit": unfit.reason, "facts": unfit.facts}, []
    except MemoryError:
        return {"unfit": "costly", "facts": {}}, []
    return {"answer": answer, "lengths": [len(blob) for blob in blobs]}, blobs


def main() -> None:
    """Do one task within its bounds."""
    given = json.loads(sys.argv[1])
    seconds = given.pop("seconds")
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_AT_MOST, MEMORY_AT_MOST))
    head, blobs = answered(given.pop("task"), sys.stdin.buffer, **given)
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + b"".join(blobs))


if __name__ == "__main__":
    main()
