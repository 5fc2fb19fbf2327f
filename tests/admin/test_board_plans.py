"""How the databases read the board: through indexes, never through all stories, and without sorting them."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Assignment, AuditEntry, Quote
from tests import make

pytestmark = pytest.mark.django_db

STORIES = 3000
# What is read from beginning to end: the staff, the few rows counted, and the latest acts in their order.
READ_WHOLE = re.compile(r"SCAN (auth_user|counted|articles_auditentry USING INDEX audit_of_people|\d+ CONSTANT)")

SORTED = "USE TEMP B-TREE FOR ORDER BY"
# One's own stories, among the last that one was given, and who gave a sign in the last minutes.
MAY_SORT = re.compile("assignment_of_user|articles_presence")


@pytest.fixture
def newsroom():
    """An archive, with some stories in each status, and who works at the desk."""
    user = make.member("Chief editor")
    now = timezone.now()
    at_work = ["draft", "review", "approved", "spiked"]
    stories = Article.objects.bulk_create(
        Article(
            headline=f"Story {n}",
            slug=f"story-{n}",
            body=make.BODY,
            status=at_work[n % 4] if n % 40 < 4 else "published",
            publish_at=now - timedelta(hours=n - 60) if n % 40 >= 4 else None,
        )
        for n in range(STORIES)
    )
    Article.objects.bulk_create(
        Article(headline="Update", slug=a.slug, body=make.BODY, update_of=a) for a in stories[::100]
    )
    states = ["confirmed"] * 40 + ["suggested", "altered", "lost"]
    Quote.objects.bulk_create(
        Quote(article=a, spans=[[4, 12]], state=states[n % 43], words="minister") for n, a in enumerate(stories)
    )
    Assignment.objects.bulk_create(Assignment(article=a, user=user) for a in stories[::2])
    AuditEntry.objects.bulk_create(
        AuditEntry(user=user, username=user.username, verb="save", model="articles.article", key=a.guid, article=a)
        for a in stories
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return user


def plans(queries: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each step that reads or sorts more than it should, with the query that it is of."""
    for sql in queries:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
                steps = [row[3] for row in cursor.fetchall()]
                yield from ((step, sql) for step in steps if step.startswith("SCAN") and not READ_WHOLE.match(step))
                yield from ((step, sql) for step in steps if SORTED in step and not MAY_SORT.search(str(steps)))
            else:
                cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
                [[found]] = cursor.fetchall()
                [root] = found if isinstance(found, list) else json.loads(found)
                yield from ((step, sql) for step in _nodes(root["Plan"]))


def _nodes(node) -> Iterator[str]:
    if node["Node Type"] == "Seq Scan" and node["Relation Name"] in {"articles_article", "articles_quote"}:
        yield f"all of {node['Relation Name']}"
    if node["Node Type"] == "Sort" and node["Plan Rows"] > STORIES / 10:
        yield f"{node['Plan Rows']} rows sorted"
    for child in node.get("Plans", []):
        yield from _nodes(child)


def test_no_section_of_the_board_reads_or_sorts_the_archive(client, newsroom):
    client.force_login(newsroom)
    with CaptureQueriesContext(connection) as captured:
        page = client.get("/admin/").content.decode()
    assert page.count('class="list list-') == 10
    assert ' none"' not in page.replace("list-open none", "")  # every section but one has rows
    assert list(plans([q["sql"] for q in captured if "articles_" in q["sql"]])) == []
