"""How the time for hostile texts grows with their length: rendering, snippets, differences. Prints; asserts nothing.

    python -m tests.benchmarks.growth

Each line has the time for the shorter text, and how many times longer one of eight times the length takes: 8 is linear.
"""

import os
import sys
from collections.abc import Callable
from time import process_time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from articles.editorial.anchoring import Edit  # noqa: E402
from articles.rendering import Mark, render  # noqa: E402
from articles.search import snippet  # noqa: E402
from articles.views.differences import changes  # noqa: E402

SHORT, TIMES = 5_000, 8
BOMBS = ["_a*", "`a", "> ", "- ", "<", "<a:", "&a", "\\", "[a]: /x '", "![a](b ", "a\n", '[a](b "', "**a", "[[a]("]
SNIPPETS = [
    ("word ", "word"),
    ("a ", '"' + "a " * 900),
    ("a", "aaa"),
    ("é", "eee"),
    ("<", "word"),
    ("\u0301", "a"),
    ("a b ", "a b x y"),
    ("word ", "word -word"),
]


def rendered(bomb: str) -> Callable[[int], object]:
    def run(length: int) -> object:
        marks = [Mark(f"q{n}", ((n, n + 50),)) for n in range(0, length - 50, length // 100)]
        return render((bomb * length)[:length], marks)

    return run


def snipped(piece: str, query: str) -> Callable[[int], object]:
    return lambda length: snippet((piece * length)[: 10 * length], query)


def rewritten(compare: Callable[[str, str], object]) -> Callable[[int], object]:
    return lambda length: compare(*("".join(f"{letter}{n} " for n in range(length)) for letter in "ab"))


def seconds(run: Callable[[int], object], length: int) -> float:
    best = float("inf")
    for _round in range(3):
        began = process_time()
        run(length)
        best = min(best, process_time() - began)
    return best


def main() -> None:
    rows: list[tuple[str, Callable[[int], object]]] = [(f"render {bomb!r}", rendered(bomb)) for bomb in BOMBS]
    rows += [(f"snippet of {piece!r} for {query[:12]!r}", snipped(piece, query)) for piece, query in SNIPPETS]
    rows += [("differences of rewritten texts", rewritten(lambda a, b: list(changes(("", a), ("", b)))))]
    rows += [("carrying a quotation through a rewrite", rewritten(lambda a, b: Edit(a, b).carry([[0, 2]])))]
    for name, run in rows:
        run(100)
        short, long = seconds(run, SHORT), seconds(run, TIMES * SHORT)
        sys.stdout.write(f"{name:50} {1000 * short:8.1f} ms   x{long / max(short, 1e-6):.1f}\n")


if __name__ == "__main__":
    main()
