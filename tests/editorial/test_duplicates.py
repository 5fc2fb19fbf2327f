"""The list of likely duplicates: kept true as names change, without comparing everybody with everybody."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.editorial import distinct, duplicates
from articles.editorial.merging import merge
from articles.editorial.unmerging import unmerge
from articles.models import AuditEntry, Bearer, Likeness, NameKey, Person, Source
from tests import make

pytestmark = pytest.mark.django_db


def found(model=Person, limit=50, after=None):
    duplicates.compare(model)
    return [({pair.one.name, pair.other.name}, pair.why) for pair in duplicates.candidates(model, limit, after)]


def test_likely_pairs_are_listed_the_likeliest_first_with_the_reason():
    for name in ("Valérie Pécresse", "V. Pécresse", "Valerie Pecresse", "Ada Speaker"):
        make.person(name)
    assert found() == [
        ({"Valérie Pécresse", "Valerie Pecresse"}, "accents"),
        ({"V. Pécresse", "Valerie Pecresse"}, "initial"),
        ({"Valérie Pécresse", "V. Pécresse"}, "initial"),
    ]


def test_sources_are_compared_with_sources_only():
    make.person("Trend Agency")
    Source.objects.create(name="Trend Agency", slug="a")
    Source.objects.create(name="TREND Agency", slug="b")
    assert found(Source) == [({"Trend Agency", "TREND Agency"}, "accents")]
    assert found() == []


def test_a_pair_set_apart_is_not_listed_until_that_is_taken_back():
    one, other = make.person("Valérie Pécresse"), make.person("Valerie Pecresse")
    assert found()
    editor = make.member("Editor")
    note = distinct.set_apart(other, one, editor, reason="Mother and daughter")
    assert distinct.set_apart(one, other, editor) == note
    assert found() == []
    Likeness.objects.all().delete()
    Bearer.objects.all().delete()
    assert found() == []
    distinct.take_back(note, editor)
    assert found()
    assert list(AuditEntry.objects.values_list("verb", flat=True)) == ["set apart no more", "set apart"]


def test_two_wikidata_ids_are_two_people():
    make.person("Valérie Pécresse", wikidata="Q1")
    other = make.person("Valerie Pecresse", wikidata="Q2")
    assert found() == []
    Person.objects.filter(pk=other.pk).update(wikidata="")
    assert found()


def test_a_new_name_is_compared_and_an_old_one_forgotten():
    one = make.person("Valérie Pécresse")
    other = make.person("Ada Speaker")
    assert found() == []
    other.name = "Valerie Pecresse"
    other.save()
    assert [why for _pair, why in found()] == ["accents"]
    one.name = "Bea Speaker"
    one.save()
    assert found() == []
    one.aliases = ["V. Pécresse"]
    one.save()
    assert [why for _pair, why in found()] == ["initial"]


def test_rows_written_past_the_models_are_compared_too():
    Person.objects.bulk_create([Person(name=n, slug=n[:2]) for n in ("Ada Lovelace", "Lovelace Ada")])
    assert [why for _pair, why in found()] == ["order"]


def test_a_merged_pair_leaves_the_list_and_comes_back_when_it_is_undone():
    one, other = make.person("Valérie Pécresse"), make.person("V. Pécresse")
    assert found()
    done = merge(one, other, None)
    assert found() == []
    unmerge(done, None)
    assert [why for _pair, why in found()] == ["initial"]


def test_the_list_goes_on_where_a_page_ended():
    for n in range(5):
        make.person("Ada Speaker", slug=f"ada-{n}")
    every = found()
    assert len(every) == 10
    pages, after = [], None
    while page := duplicates.candidates(Person, 3, after):
        pages += [pair.place for pair in page]
        after = page[-1].place
    assert len(set(pages)) == 10


def test_comparing_again_changes_nothing():
    for name in ("Valérie Pécresse", "V. Pécresse", "Ada Speaker"):
        make.person(name)
    assert duplicates.compare(Person) == 3
    before = list(Likeness.objects.values_list("pk", flat=True))
    assert duplicates.compare(Person) == 0
    assert list(Likeness.objects.values_list("pk", flat=True)) == before


def test_so_many_as_asked_are_compared():
    for n in range(7):
        make.person(f"Person Number{n}")
    assert [duplicates.compare(Person, 5), duplicates.compare(Person, 5), duplicates.compare(Person, 5)] == [5, 2, 0]


def test_a_name_that_very_many_have_is_compared_with_some(monkeypatch):
    monkeypatch.setattr(duplicates, "NEIGHBOURS", 4)
    monkeypatch.setattr(duplicates, "BATCH", 1)
    for n in range(12):
        make.person("Ada Speaker", slug=f"ada-{n}")
    duplicates.compare(Person)
    assert Likeness.objects.count() == sum(min(n, 3) for n in range(12))


def test_listing_costs_one_query_and_comparing_costs_by_the_batch():
    def ask(what, *given):
        with CaptureQueriesContext(connection) as asked:
            what(*given)
        return len(asked)

    for n in range(10):
        make.person("Ada Speaker", slug=f"ada-{n}")
    assert ask(duplicates.compare, Person) <= 16
    assert ask(duplicates.candidates, Person, 50) == 1
    for n in range(40):
        make.person("Bea Speaker", slug=f"bea-{n}")
    assert ask(duplicates.compare, Person) <= 16
    assert ask(duplicates.candidates, Person, 50) == 1


def test_of_a_deleted_record_nothing_is_listed_and_what_was_derived_is_dropped():
    one, other = make.person("Valérie Pécresse"), make.person("Valerie Pecresse")
    third = Source.objects.create(name="Trend Agency", slug="a")
    Source.objects.create(name="TREND Agency", slug="b")
    assert len(found()) == len(found(Source)) == 1
    one.delete()
    third.delete()
    assert found() == found(Source) == []
    call_command("find_duplicates", stdout=StringIO())
    assert (Bearer.objects.count(), Likeness.objects.count()) == (2, 0)
    assert not NameKey.objects.exclude(bearer__person=other).filter(kind="person").exists()


def test_the_command_compares_all_that_is_new_and_says_how_many(monkeypatch):
    monkeypatch.setattr("articles.management.commands.find_duplicates.STEP", 2)
    for name in ("Valérie Pécresse", "V. Pécresse", "Ada Speaker"):
        make.person(name)
    out = StringIO()
    call_command("find_duplicates", stdout=out)
    assert out.getvalue() == "people: 3 compared, 1 pairs look alike\nsources: 0 compared, 0 pairs look alike\n"
    call_command("find_duplicates", again=True, stdout=out)
    assert out.getvalue().count("people: 3 compared, 1 pairs") == 2
