"""How long the public pages take, and how that grows: `python -m tests.benchmarks.pages [DATABASE_URL ...]`.

Measures what `tests.benchmarks.desk --fill` filled. Each database is measured in a process of its own; with two, the
ratio of the second to the first says what grows with the archive. Milliseconds of the first call and of the best of
the next three; queries. Prints; asserts nothing.
"""

import os
import re
import subprocess
import sys
import time
from html import unescape

import django

PAGES = {
    "home": "/",
    "archive": "/articles/",
    "archive, a source": "/articles/?source=agency-7",
    "archive, an old source": "/articles/?source={old_source}",
    "archive, a person": "/articles/?person=member-1007",
    "archive, who speaks in all": "/articles/?person=member-0",
    "archive, a topic": "/articles/?topic=topic-7",
    "archive, a topic of all": "/articles/?topic=topic-1",
    "archive, an old topic": "/articles/?topic=topic-0",
    "archive, since": "/articles/?since=2010-06-01",
    "archive, until": "/articles/?until=2010-03-01",
    "archive, a language": "/articles/?language=az",
    "archive, an old language": "/articles/?language=fi",
    "archive, q rare": "/articles/?q=1777",
    "archive, q common": "/articles/?q=council",
    "archive, q and topic": "/articles/?q=council&topic=topic-0",
    "quotes": "/quotes/",
    "quotes, q rare": "/quotes/?q=1777",
    "quotes, q common": "/quotes/?q=point",
    "quotes, a person": "/quotes/?speaker=member-1007",
    "quotes, who speaks in all": "/quotes/?speaker=member-0",
    "quotes, a source": "/quotes/?speaker=agency-7",
    "quotes, a role": "/quotes/?role=member",
    "quotes, an old role": "/quotes/?role=treasurer",
    "quotes, no such role": "/quotes/?role=bishop",
    "quotes, a kind": "/quotes/?kind=direct",
    "quotes, an old kind": "/quotes/?kind=indirect",
    "quotes, no such kind": "/quotes/?kind=mixed",
    "quotes, a topic": "/quotes/?topic=topic-7",
    "quotes, an old topic": "/quotes/?topic=topic-0",
    "quotes, a topic of all": "/quotes/?topic=topic-1",
    "quotes, since": "/quotes/?since=2010-06-01",
    "quotes, until": "/quotes/?until=2010-03-01",
    "person": "/people/member-1007/",
    "person who speaks in all": "/people/member-0/",
    "source": "/sources/agency-7/",
    "topic": "/topics/topic-7/",
    "topic, an old one": "/topics/topic-0/",
    "topic of all": "/topics/topic-1/",
    "people": "/people/",
    "people, q rare": "/people/?q=1777",
    "people, q common": "/people/?q=valerie",
    "people, q nobody": "/people/?q=zzzz",
    "sources": "/sources/",
    "sources, q rare": "/sources/?q=177",
    "sources, q common": "/sources/?q=agency",
    "topics": "/topics/",
    "search, rare": "/search/?q=1777",
    "search, common": "/search/?q=council",
    "search, a name": "/search/?q=valerie",
    "search, nothing": "/search/?q=zzzz",
    "sitemap": "/sitemap-articles-0.xml",
    "suggestions": "/search/suggestions/?q=vale",
    "article": "{article}",
    "quote": "{quote}",
}
DEEP = ("archive", "quotes", "archive, q common", "quotes, q common", "people, q common", "topic of all")


def measure() -> None:
    """Print label, milliseconds of the first call and of the best of three more, queries, status; tabs between."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from articles.models import Article, Quote, Source

    settings.ALLOWED_HOSTS = ["localhost"]
    some = Article.objects.published().order_by("pk")[1007]
    names = {
        "old_source": Source.objects.order_by("pk").last().slug,
        "article": some.get_absolute_url(),
        "quote": Quote.objects.public().filter(article=some).first().get_absolute_url(),
    }
    client = Client(SERVER_NAME="localhost")

    def timed(label: str, address: str):
        times = []
        for _ in range(4):
            began = time.perf_counter()
            with CaptureQueriesContext(connection) as captured:
                response = client.get(address)
            times.append((time.perf_counter() - began) * 1000)
        row = (label, f"{times[0]:.0f}", f"{min(times[1:]):.0f}", str(len(captured)), str(response.status_code))
        sys.stdout.write("\t".join(row) + "\n")
        sys.stdout.flush()
        return response

    for label, page in PAGES.items():
        response = timed(label, page.format(**names))
        if label in DEEP:
            for _ in range(20):
                found = re.search(r'href="([^"]*after=[^"]*)"', response.content.decode())
                if not found:
                    break
                response = client.get(address := unescape(found[1]))
            timed(f"{label}, 20 pages on", address)


def main(databases: list[str]) -> None:
    """Measure each database and print what the times are and how they compare."""
    found = [_measured(url) for url in databases]
    for label in found[0]:
        rows = [times[label] for times in found if label in times]
        warm = [float(row[1]) for row in rows]
        cells = "".join(f"{cold:>7}{best:>7}" for cold, best, *_rest in rows)
        ratio = f"{warm[-1] / max(warm[0], 1):7.1f}" if len(warm) > 1 else ""
        slow = "  SLOW" if warm[-1] > 300 else ""
        sys.stdout.write(f"{label:40}{cells} ms{ratio}  {rows[-1][2]} queries {rows[-1][3]}{slow}\n")


def _measured(url: str) -> dict[str, list[str]]:
    command = [sys.executable, "-m", "tests.benchmarks.pages", "--one"]
    run = subprocess.run(
        command, env={**os.environ, "DATABASE_URL": url}, stdout=subprocess.PIPE, check=True, text=True
    )
    lines = (line.split("\t") for line in run.stdout.splitlines())
    return {label: rest for label, *rest in lines}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    if sys.argv[1:] == ["--one"]:
        django.setup()
        measure()
    else:
        main(sys.argv[1:] or [os.environ["DATABASE_URL"]])
