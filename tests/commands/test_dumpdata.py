"""A dump by natural keys loads into another database as the same, whatever has happened to the rows before (D8)."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from articles.editorial import distinct, duplicates
from articles.editorial.merging import merge
from articles.editorial.unmerging import unmerge
from articles.models import Article, Merge, Person
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


@pytest.mark.django_db(transaction=True)
def test_a_merge_is_undone_in_the_database_that_a_dump_was_loaded_into(tmp_path):
    for n in range(3):
        make.person(f"Somebody Else{n}").delete()
    kept, merged, third = (make.person(f"Ada {name}", slug=name.lower()) for name in ("Kept", "Merged", "Third"))
    story = make.article(status="draft")
    make.role(kept, "MP")
    quote = make.quote(story, speaker_person=merged, role=make.role(merged, "mp", start="2016"))
    make.quote(story, "The minister", speaker_person=merged, role=make.role(merged, "MP"))
    make.mention(story, merged)
    distinct.set_apart(merged, third, None)
    merge(kept, merged, None)
    duplicates.compare(Person)
    natural = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True}
    dumped = dump(**natural)
    assert not [row for row in json.loads(dumped) if row["model"].split(".")[1] in {"bearer", "namekey", "likeness"}]
    call_command("flush", interactive=False, verbosity=0)
    make.person("Somebody New")
    (tmp_path / "dump.json").write_text(dumped)
    call_command("loaddata", str(tmp_path / "dump.json"), verbosity=0)
    Person.objects.get(name="Somebody New").delete()
    assert dump(**natural) == dumped

    undone = unmerge(Merge.objects.get(), None)
    assert undone.left == []
    assert undone.record.quotes.count() == 2
    assert Article.objects.get().quotes.get(guid=quote.guid).role.start == "2016"
    assert sorted(undone.record.roles.values_list("title", "start")) == [("MP", ""), ("mp", "2016")]
    assert distinct.pairs_of(undone.record, Person.objects.get(slug="third")).exists()


def test_a_dump_with_numbers_has_the_revisions_too(used):
    models = {row["model"] for row in json.loads(dump())}
    assert "articles.historicalarticle" in models
    assert Person.history.filter(name="Deleted").count() == 2
