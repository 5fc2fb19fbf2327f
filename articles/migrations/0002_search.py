"""The search index: FTS5 tables and triggers on SQLite, generated columns on PostgreSQL."""

from django.db import migrations

from articles.search.operations import BuildIndex


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [BuildIndex()]
