"""How many articles of 4.6 KB are written a second, and what part the search index costs.

    python -m tests.benchmarks.writing

Makes and removes a test database beside the one that DATABASE_URL names. Prints; asserts nothing.
"""

import os
import sys
import time

import django

TEXT = "The council of district {0} met. “Point {0} was carried,” said Valérie O’Neil – nobody left early. " * 46
ROWS = {"bulk_create": 1000, "save": 200}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from django.db import connection

    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with_index = rates("with the index")
        without_index()
        bare = rates("without it")
        for way, rate in with_index.items():
            say(f"{way:12} the index takes {1 - rate / bare[way]:.0%} of the time")
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def rates(label: str) -> dict[str, float]:
    """Write articles in both ways; return the rows a second."""
    from django.db import connection

    from articles.models import Article

    found = {}
    for way, rows in ROWS.items():
        articles = [
            Article(headline=f"Story {n}", slug=f"{label}-{way}-{n}".replace(" ", "-"), body=TEXT.format(n))
            for n in range(rows)
        ]
        began = time.perf_counter()
        if way == "save":
            for article in articles:
                article.save()
        else:
            Article.objects.bulk_create(articles, batch_size=200)
        found[way] = rows / (time.perf_counter() - began)
        say(f"{connection.vendor} {way:12} {label:15} {found[way]:7.0f} rows a second")
    return found


def without_index() -> None:
    from django.db import connection, migrations

    from articles.search.operations import DropIndex

    state = migrations.state.ProjectState.from_apps(django.apps.apps)
    with connection.schema_editor() as editor:
        DropIndex().database_forwards("articles", editor, state, state)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
