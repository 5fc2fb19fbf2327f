"""How long the desk's pages take at any size: `python -m tests.benchmarks.desk [--fill N]`.

Fills the database that DATABASE_URL names with N stories of its own making, five quotations each, and the work of a
newsroom on some of them (never use it on a database with real stories), then prints the milliseconds (best of 3) and
the number of queries of each page. 200,000 stories are a million quotations.
"""

import argparse
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import django

PARAGRAPH = "The council of district {0} met on day {0}. “Point {0} was carried,” said member {0}. Nobody left early. "
CHUNK = 2_000
OLD = 10  # What only the first stories have, a list filtered by it must not look for in all later ones.
AHEAD = 50  # stories that are scheduled
LISTS = (
    "article quote person source topic role hop mention photo edition correction redirect"
    " auditentry assignment comment presence"
).split()
UNPUBLISHED = {99: "draft", 198: "review", 298: "approved", 398: "spiked"}  # by the last digits of their number


def fill(number: int) -> None:
    """Add so many stories, with five quotations each, and as many people; the search index is built at the end."""
    from django.contrib.auth.models import User
    from django.db import connection

    from articles.models import Person, Role, Source, Topic

    user = User.objects.filter(username="bench").first() or User.objects.create_superuser("bench")
    Source.objects.bulk_create(
        Source(name=f"Agency {n}", slug=f"agency-{n}", kind="agency", proposed=n % 500 == 1)
        for n in range(600 + number // 20)
    )
    Topic.objects.bulk_create(Topic(name=f"Topic {n}", slug=f"topic-{n}") for n in range(500))
    sources, topics = list(Source.objects.order_by("pk")), list(Topic.objects.order_by("pk"))
    start, much = datetime(2010, 1, 1, tzinfo=UTC), None
    step = (datetime.now(UTC) - start) / max(1, number - AHEAD)

    def when(n: int) -> datetime:
        return start + step * n

    with without_index():
        for first in range(0, number, CHUNK):
            numbers = range(first, min(first + CHUNK, number))
            people = Person.objects.bulk_create(
                Person(
                    name=f"Valérie Member {n}",
                    sort_name=f"Member {n}",
                    slug=f"member-{n}",
                    proposed=n % 10_000 == 9_999,
                )
                for n in numbers
            )
            much = much or people[0]
            roles = Role.objects.bulk_create(
                Role(person=p, title="treasurer" if n < OLD else "member", organisation=sources[n % 500])
                for n, p in zip(numbers, people, strict=True)
            )
            fill_stories(
                numbers, people, roles, much=much, sources=sources, topics=topics, when=lambda n: start + step * n
            )
            fill_work(numbers, user)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextmanager
def without_index() -> Iterator[None]:
    """Load rows without the search index, which takes nine tenths of the time, and build it at the end."""
    from django.db import connection
    from django.db.migrations.state import ProjectState

    from articles.search import rebuild
    from articles.search.operations import DropIndex

    state = ProjectState.from_apps(django.apps.apps)
    with connection.schema_editor() as editor:
        DropIndex().database_forwards("articles", editor, state, state)
    try:
        yield
    finally:
        rebuild()


def fill_stories(numbers, people, roles, *, much, sources, topics, when) -> None:
    """Add a chunk of stories, with their topics, the people in them, and what these say."""
    from articles.models import Article, Mention, Quote

    stories = Article.objects.bulk_create(
        Article(
            headline=f"Council {n} votes",
            slug=f"council-{n}",
            body=PARAGRAPH.format(n) * 20,
            source=sources[-1 if n < OLD else n % 500],
            language="fi" if n < OLD else "az" if n % 1000 == 0 else "en",
            status=status_of(n),
            publish_at=when(n) if status_of(n) == "published" else None,
        )
        for n in numbers
    )
    tag = Article.topics.through
    tag.objects.bulk_create(
        tag(article=a, topic=topics[t])
        for n, a in zip(numbers, stories, strict=True)
        for t in ({0} if n < OLD else {1, 2 + n % 498})
    )
    Mention.objects.bulk_create(Mention(article=a, person=p) for a, p in zip(stories, people, strict=True))
    told = zip(numbers, stories, roles, strict=True)
    Quote.objects.bulk_create(quote for n, a, role in told for quote in five(n, a, role, much, sources[n % 500]))


def status_of(n: int) -> str:
    return UNPUBLISHED.get(n % 100) or UNPUBLISHED.get(n % 400) or "published"


def five(n, article, role, much, source):
    """Yield five quotations of a story: by who says little, by who says much, by an organisation."""
    from articles.models import Quote

    speakers = (
        {"speaker_person_id": role.person_id, "role": role},
        {"speaker_person": much},
        {"speaker_source": source},
        {"speaker_person_id": role.person_id, "role": role},
        {},
    )
    at = -1
    for number, speaker in enumerate(speakers):
        at = article.body.index("Point", at + 1)
        kind = "indirect" if n < OLD else "direct"
        spans = [[at, article.body.index(",”", at)]]
        quote = Quote(article=article, spans=spans, state=state_of(n, number), kind=kind, **speaker)
        quote.anchor(article.body)
        yield quote


def state_of(n: int, number: int) -> str:
    """Return the state of a quotation: suggested in what is unpublished; here and there one altered or lost."""
    if number == 0 and n % 400 in (396, 397):
        return "altered" if n % 400 == 396 else "lost"
    return "suggested" if n % 2000 == 1999 or status_of(n) != "published" else "confirmed"


def fill_work(numbers: range, user) -> None:
    """Add what a newsroom does with a chunk of stories: acts, assignments, working copies, open pages."""
    from django.utils import timezone

    from articles.models import Article, Assignment, AuditEntry, Presence

    stories = list(Article.objects.filter(slug__in=[f"council-{n}" for n in numbers]).order_by("pk").defer("body"))
    numbered = list(zip(numbers, stories, strict=True))
    AuditEntry.objects.bulk_create(
        AuditEntry(user=user, username="bench", verb="save", model="articles.article", key=a.guid, article=a)
        for a in stories
    )
    Assignment.objects.bulk_create(Assignment(user=user, article=a) for n, a in numbered if n % 20 == 19)
    Article.objects.bulk_create(
        Article(headline=a.headline, slug=a.slug, body="Nobody left.", source_id=a.source_id, update_of=a)
        for n, a in numbered
        if n % 2000 == 1000
    )
    now = timezone.now()
    Presence.objects.bulk_create(
        Presence(user=user, article=a, since=now, seen=now + timedelta(days=n % 4)) for n, a in numbered if n % 4000 < 2
    )


def measure() -> None:
    """Print the cost of each page."""
    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from articles.models import Article, Person, Quote

    user = User.objects.get(username="bench")
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    story = Article.objects.filter(status="draft", update_of=None).order_by("-pk")[0].pk
    person, quote = Person.objects.order_by("-pk")[0].pk, Quote.objects.order_by("-pk")[0].pk
    complete = "autocomplete/?app_label=articles&model_name={}&field_name={}&term={}"
    for address in [
        "",
        *(f"articles/{name}/" for name in LISTS),
        "articles/article/?p=90",
        "articles/article/?q=council+77777",
        "articles/article/?q=nothing+like+it",
        "articles/article/?status__exact=draft",
        "articles/article/?status__exact=published",
        "articles/article/?status__exact=review",
        "articles/article/?when=year",
        "articles/article/?status__exact=published&when=ahead",
        "articles/article/?status__exact=published&when=day",
        "articles/article/?language=az",
        "articles/article/?language=fi",
        "articles/article/?copies=open",
        "articles/quote/?q=point+77777",
        "articles/quote/?state__exact=suggested",
        "articles/quote/?state__exact=confirmed",
        "articles/quote/?state__exact=rejected",
        "articles/quote/?state__exact=altered",
        "articles/quote/?state__exact=lost",
        "articles/quote/?kind__exact=indirect",
        "articles/person/?q=valerie+member+77777",
        "articles/person/?q=e",
        "articles/person/?o=1",
        "articles/person/?proposed__exact=1",
        "articles/source/?proposed__exact=1",
        "articles/source/?q=agency+77",
        "articles/topic/?q=topic+77",
        "articles/role/?q=member",
        "articles/article/?q=council",
        "articles/quote/?q=point",
        f"articles/article/{story}/change/",
        f"articles/person/{person}/change/",
        f"articles/quote/{quote}/change/",
        f"articles/article/{story}/history/",
        complete.format("quote", "speaker_person", "member+7777"),
        complete.format("quote", "speaker_person", "zzz"),
        complete.format("quote", "speaker_person", ""),
        complete.format("quote", "role", "valerie") + f"&person={person}",
        complete.format("quote", "role", "valerie"),
        complete.format("quote", "within", "") + f"&article={story}",
        complete.format("article", "source", "agency+77"),
        complete.format("hop", "article", "council+5"),
    ]:
        times = []
        for _ in range(3):
            began = time.perf_counter()
            with CaptureQueriesContext(connection) as captured:
                response = client.get("/admin/" + address)
            times.append(time.perf_counter() - began)
        slow = "  SLOW" if min(times) > 0.3 else ""
        print(f"{min(times) * 1000:7.0f} ms {len(captured):3} queries {response.status_code} {address}{slow}")  # noqa: T201


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fill", type=int, default=0)
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    if given.fill:
        fill(given.fill)
    measure()
