"""The migration that gives quotations the fingerprint of their words gives it to those that were there before."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from articles.models import Quote
from articles.search import index_problems
from articles.text import fingerprint
from tests import make


@pytest.mark.django_db(transaction=True)
def test_quotations_recorded_before_are_found_by_their_words_after():
    quote = make.quote(make.article())
    executor = MigrationExecutor(connection)
    executor.migrate([("articles", "0013_groups")])
    MigrationExecutor(connection).migrate(MigrationExecutor(connection).loader.graph.leaf_nodes("articles"))
    assert Quote.objects.filter(utterance=fingerprint(quote.words)).get() == quote
    assert list(index_problems()) == []
