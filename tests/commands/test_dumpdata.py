"""A dump by natural keys loads into another database as the same, whatever has happened to the rows before (D8)."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from articles.models import Article, Person
from tests import make

pytestmark = pytest.mark.django_db


def dump(**options) -> str:
    out = StringIO()
    call_command("dumpdata", "articles", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def used():
    """Make a database with revisions, of rows that are gone too."""
    gone = make.source("Gone")
    article = make.article(source=gone, status="draft")
    make.quote(article)
    article.source = make.source("Stays")
    article.save()
    gone.delete()
    make.person("Deleted").delete()
    return article


@pytest.mark.django_db(transaction=True)
def test_a_natural_dump_of_a_used_database_loads_into_an_empty_one_and_dumps_identically(used, tmp_path):
    natural = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True}
    dumped = dump(**natural)
    assert not [row for row in json.loads(dumped) if "historical" in row["model"]]
    call_command("flush", interactive=False, verbosity=0)
    path = tmp_path / "dump.json"
    path.write_text(dumped)
    call_command("loaddata", str(path), verbosity=0)
    assert Article.objects.get().guid == used.guid
    assert dump(**natural) == dumped


def test_a_dump_with_numbers_has_the_revisions_too(used):
    models = {row["model"] for row in json.loads(dump())}
    assert "articles.historicalarticle" in models
    assert Person.history.filter(name="Deleted").count() == 2
