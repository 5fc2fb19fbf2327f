"""The operations with which a later migration alters a searched table."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor

from articles.models import Article
from articles.search import index_problems, search
from articles.search.operations import BuildIndex, DropIndex
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


class Longer(migrations.Migration):
    """A migration as one would write it: the headline becomes longer."""

    operations = [
        DropIndex(),
        migrations.AlterField("article", "headline", models.CharField(max_length=400)),
        BuildIndex(),
    ]


def migrate(backwards: bool = False) -> None:
    state = MigrationExecutor(connection).loader.project_state()
    migration = Longer("longer", "articles")
    with connection.schema_editor() as editor:
        (migration.unapply if backwards else migration.apply)(state, editor)


def test_a_migration_that_alters_a_searched_table_keeps_the_index():
    row = make.article("Headline")
    migrate()
    assert list(index_problems()) == []
    Article.objects.filter(pk=row.pk).update(headline="x" * 350)
    assert search(Article.objects.all(), "xxx").count() == 1
    Article.objects.filter(pk=row.pk).update(headline="Headline again")
    migrate(backwards=True)
    assert list(index_problems()) == []
    assert search(Article.objects.all(), "again").count() == 1


def test_only_columns_that_exist_at_that_point_are_indexed():
    state = MigrationExecutor(connection).loader.project_state()
    state.remove_field("articles", "topic", "folded")
    with connection.schema_editor(collect_sql=True) as editor:
        BuildIndex().database_forwards("articles", editor, state, state)
    made = [line for line in editor.collected_sql if "articles_topic" in line and ("CREATE" in line or "ADD" in line)]
    assert made
    assert not any("folded" in line for line in made)
