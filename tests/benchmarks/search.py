"""How long a search takes, and how that grows with the archive. Prints; asserts nothing.

    python -m tests.benchmarks.search

It makes a database of its own (a file, or a test database beside the PostgreSQL one that DATABASE_URL names), fills it
with invented words in the frequencies of a real language (Zipf), and removes it at the end.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice

SIZES = (1_000, 20_000)
PEOPLE = 100_000
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu é ə".split()
ARTICLES = {
    "in one of 10,000": "needle",
    "in one of 100": "hundredth",
    "in every one": "everywhere",
    "two words": "everywhere hundredth",
    "a phrase": '"hundredth everywhere"',
    "three letters": "bac",
    "excluding": "hundredth -bac",
}
NAMES = {
    "a full name": "bacedi fogu",
    "a surname": "habaceje",
    "three letters": "bac",
    "two names' beginnings": "bac fog",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    folder = tempfile.mkdtemp(prefix="benchmark-")
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/benchmark.sqlite3")
    import django

    django.setup()
    from django.db import connection

    connection.settings_dict["TEST"]["NAME"] = (
        f"{folder}/test.sqlite3" if connection.vendor == "sqlite" else "benchmark_search"
    )
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        measure()
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def measure() -> None:
    from django.db import connection

    from articles.models import Article, Person
    from articles.search import index_problems, search, snippet

    say(f"{connection.vendor}; milliseconds, median of 7")
    random.seed(1)
    vocabulary = Vocabulary()
    times: dict[str, list[float]] = {}
    for size in SIZES:
        seconds = timed(lambda size=size: fill_articles(vocabulary, size))
        say(f"{size:,} articles written in {seconds:.1f} s")
        for label, text in ARTICLES.items():
            rows = search(Article.objects.published(), text)
            times.setdefault(f"first 20, {label}", []).append(median(lambda rows=rows: list(rows.defer("body")[:20])))
            times.setdefault(f"count, {label}", []).append(median(rows.count))
    report(times)
    body = Article.objects.latest("pk").body
    say(f"snippet of {len(body):,} characters: {median(lambda: snippet(body, 'everywhere bac')):.2f}")
    say(f"{PEOPLE:,} people written in {timed(lambda: fill_people(vocabulary)):.1f} s")
    for label, text in NAMES.items():
        rows = search(Person.objects.all(), text)
        say(f"{label:30} {median(lambda rows=rows: list(rows[:20])):8.1f} ({rows.count():,} found)")
    say(f"the whole index proved in {timed(lambda: list(index_problems())):.1f} s")


class Vocabulary:
    """Invented words, the n-th of them 1/n as frequent as the first."""

    def __init__(self, size: int = 30_000) -> None:
        made = ("".join(random.choices(SYLLABLES, k=random.randint(1, 5))) for _ in range(10 * size))
        self.words = list(islice(dict.fromkeys(made), size))
        self.weights = list(accumulate(1 / n for n in range(1, len(self.words) + 1)))

    def text(self, length: int) -> str:
        return " ".join(random.choices(self.words, cum_weights=self.weights, k=length))


def fill_articles(vocabulary: Vocabulary, size: int) -> None:
    from articles.models import Article

    begun = datetime(2000, 1, 1, tzinfo=UTC)
    Article.objects.bulk_create(
        (
            Article(
                headline=vocabulary.text(8).capitalize(),
                slug=f"article-{n}",
                body=article_body(vocabulary, n),
                status="published",
                publish_at=begun + timedelta(minutes=n),
            )
            for n in range(Article.objects.count(), size)
        ),
        batch_size=500,
    )
    analyse()


def article_body(vocabulary: Vocabulary, n: int) -> str:
    rare = " needle" * (n % 10_000 == 500) + " hundredth everywhere" * (n % 100 == 0)
    return "\n\n".join(f"“{vocabulary.text(60)},” everywhere{rare}." for _ in range(10))


def fill_people(vocabulary: Vocabulary) -> None:
    from articles.models import Person

    names = (f"{name()} {name()}" for _ in range(PEOPLE))
    rows = (Person(name=n, sort_name=n, slug=f"person-{i}", aliases=[n.split()[1]]) for i, n in enumerate(names))
    Person.objects.bulk_create(rows, batch_size=1_000)
    analyse()


def name() -> str:
    return "".join(random.choices(SYLLABLES, k=random.randint(2, 4))).capitalize()


def analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def median(run: Callable[[], object]) -> float:
    """Return the milliseconds that `run` takes, the median of seven."""
    return statistics.median(timed(run) for _ in range(7)) * 1_000


def timed(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def report(times: dict[str, Iterable[float]]) -> None:
    say(f"{'':30} " + " ".join(f"{size:8,}" for size in SIZES) + "    ratio")
    for label, (small, large) in times.items():
        say(f"{label:30} {small:8.1f} {large:8.1f} {large / small:8.1f}")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
