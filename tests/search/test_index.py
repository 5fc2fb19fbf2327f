"""Whatever writes a row, the index follows; and where it does not, `index_problems` says so."""

import json

import pytest
from django.core.management import call_command
from django.db import connection

from articles.models import Article, Person, Quote
from articles.search import SEARCHABLE, index_problems, rebuild, search
from tests import make

pytestmark = pytest.mark.django_db


def found(text: str) -> list[int]:
    return sorted(search(Article.objects.all(), text).values_list("pk", flat=True))


def execute(sql: str, *params) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


@pytest.fixture(autouse=True)
def _true_in_the_end(db):
    yield
    assert list(index_problems()) == []


def test_a_saved_row_is_found_at_once_and_no_longer_by_its_old_words():
    row = make.article("Before")
    assert found("before") == [row.pk]
    row.headline = "After"
    row.save()
    assert (found("before"), found("after")) == ([], [row.pk])
    row.delete()
    assert found("after") == []


def test_every_searched_column_of_an_article_is_indexed():
    row = make.article("One", summary="Two", dateline_place="Three", byline="Four", body="Five")
    assert all(found(word) == [row.pk] for word in ("one", "two", "three", "four", "five"))


def test_queryset_update_is_followed():
    row = make.article("Before")
    Article.objects.filter(pk=row.pk).update(headline="After")
    assert (found("before"), found("after")) == ([], [row.pk])
    Person.objects.filter(pk=make.person("Old Name").pk).update(name="New Name")
    assert search(Person.objects.all(), "new name").count() == 1


def test_bulk_create_bulk_update_and_upsert_are_followed():
    rows = Article.objects.bulk_create([Article(headline=f"Bulk {n}", slug=f"b{n}", body="-") for n in range(3)])
    assert len(found("bulk")) == 3
    for row in rows:
        row.headline = "Changed"
    Article.objects.bulk_update(rows, ["headline"])
    assert (len(found("bulk")), len(found("changed"))) == (0, 3)
    again = Article(guid=rows[0].guid, headline="Upserted", slug="b0", body="-")
    Article.objects.bulk_create([again], update_conflicts=True, unique_fields=["guid"], update_fields=["headline"])
    assert (len(found("changed")), found("upserted")) == (2, [rows[0].pk])
    Article.objects.bulk_create([Article(guid=rows[1].guid, headline="Ignored", slug="x")], ignore_conflicts=True)
    assert found("ignored") == []


def test_raw_sql_is_followed():
    row = make.article("Before")
    execute("UPDATE articles_article SET headline = 'After' WHERE id = %s", row.pk)
    assert (found("before"), found("after")) == ([], [row.pk])
    execute("UPDATE articles_article SET id = id + 1000 WHERE id = %s", row.pk)
    assert found("after") == [row.pk + 1000]
    execute("DELETE FROM articles_article WHERE id = %s", row.pk + 1000)
    assert found("after") == []


def test_queryset_delete_and_cascades_are_followed():
    of = make.article()
    make.quote(of)
    Article.objects.all().delete()
    assert search(Quote.objects.all(), "report").count() == 0


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite only")
def test_replacing_a_row_is_followed_although_no_delete_trigger_fires():
    row = make.article("Before")
    columns = ", ".join(f.column for f in Article._meta.concrete_fields)
    values = columns.replace("headline", "'After'")
    execute(f"INSERT OR REPLACE INTO articles_article ({columns}) SELECT {values} FROM articles_article")
    assert (found("before"), found("after")) == ([], [row.pk])


def test_loaddata_is_followed(tmp_path):
    make.person("Valérie Pécresse", slug="valerie", aliases=["V. P."])
    call_command("dumpdata", "articles.person", output=str(tmp_path / "people.json"))
    Person.objects.all().delete()
    call_command("loaddata", str(tmp_path / "people.json"), verbosity=0)
    assert search(Person.objects.all(), "pecresse").count() == 1


def test_a_dump_holds_nothing_of_the_index(tmp_path):
    make.article()
    call_command("dumpdata", "articles", output=str(tmp_path / "all.json"))
    rows = json.loads((tmp_path / "all.json").read_text())
    assert not any("search" in row["model"] or "search" in row["fields"] for row in rows)


def test_a_flushed_database_has_an_empty_index(transactional_db):
    make.article("Flushed")
    call_command("flush", interactive=False, verbosity=0)
    assert found("flushed") == []
    assert list(index_problems()) == []


def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_after_all_migrations_the_index_is_there():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            wanted = {f"articles_search_{m}_{verb}" for m in SEARCHABLE for verb in ("insert", "update", "delete")}
        else:
            cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname LIKE 'articles_search_%%'")
            wanted = {f"articles_search_{model}" for model in SEARCHABLE}
        assert {name for (name,) in cursor.fetchall()} == wanted


def test_a_lost_index_is_named_and_building_it_mends_it():
    row = make.article("Headline")
    if connection.vendor == "sqlite":
        execute("DROP TRIGGER articles_search_article_update")
        lost = "articles_search_article_update"
    else:
        execute("SET CONSTRAINTS ALL IMMEDIATE")
        execute("ALTER TABLE articles_article DROP COLUMN search")
        lost = "search, articles_search_article"
    assert list(index_problems()) == [f"articles_article: the search index lacks {lost}; rebuild it."]
    rebuild()
    assert found("headline") == [row.pk]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite only; PostgreSQL lets nobody write the column")
def test_a_row_that_the_index_has_otherwise_is_named():
    one, two, gone = make.article("One"), make.article("Two"), make.article("Gone").pk
    execute("UPDATE articles_search_article SET headline = 'x' WHERE rowid = %s", one.pk)
    execute("DELETE FROM articles_search_article WHERE rowid = %s", two.pk)
    Article.objects.filter(pk=gone).delete()
    execute("INSERT INTO articles_search_article(rowid, headline) VALUES (%s, 'Gone')", gone)
    assert list(index_problems()) == [
        f"articles_article {one.pk}: its headline is not as indexed.",
        f"articles_article {two.pk}: it is not in the search index.",
        f"articles_article {gone}: it is in the search index, but in no table.",
    ]
    rebuild()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite only")
def test_an_index_whose_books_are_wrong_is_named():
    make.article("One")
    execute("DELETE FROM articles_search_article_data WHERE id > 10")
    assert any("contradicts itself" in problem for problem in index_problems())
    rebuild()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL only")
def test_a_row_indexed_by_another_folding_is_named():
    row = make.article("One")
    execute(
        "CREATE OR REPLACE FUNCTION articles_fold(content text) RETURNS text LANGUAGE sql IMMUTABLE STRICT "
        "PARALLEL SAFE RETURN upper(content)"
    )
    assert f"articles_article {row.pk}: it is not as indexed." in list(index_problems())
    rebuild()


def test_a_search_asks_the_index():
    for n in range(5):
        make.article(f"Budget {n}")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A table this small would be read whole.
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = search(Article.objects.all(), 'budget -paris "budget 1"').explain()
    if connection.vendor == "postgresql":
        assert "Bitmap Index Scan on articles_search_article" in plan
    else:
        assert "SCAN articles_search_article VIRTUAL TABLE INDEX" in plan
        assert "SEARCH articles_article USING INTEGER PRIMARY KEY" in plan
