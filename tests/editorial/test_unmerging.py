"""Undoing a merge: what is still as the merge left it comes back, and what editors have set since stays."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.editorial import distinct
from articles.editorial.errors import Blocked
from articles.editorial.merging import merge
from articles.editorial.unmerging import unmerge
from articles.models import (
    AuditEntry,
    Distinct,
    Mention,
    Merge,
    Person,
    Photo,
    Quote,
    Redirect,
    Role,
)
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make.member("Editor", "editor")


@pytest.fixture
def kept():
    return make.person("Ada Kept", slug="kept")


@pytest.fixture
def merged():
    return make.person("A. Merged", slug="merged", aliases=["Ada Merged"], bio="About her.", wikidata="Q7")


def back() -> Person:
    return Person.objects.get(slug="merged")


def draft(**fields):
    return make.article(status="draft", publish_at=None, **fields)


def test_the_record_comes_back_under_its_key_and_address(kept, merged, editor):
    done = merge(kept, merged, editor)
    undone = unmerge(done, editor, "Two people")
    assert undone.record == merged == back()
    assert (back().aliases, back().bio, back().wikidata) == (["Ada Merged"], "About her.", "Q7")
    assert not Redirect.objects.exists()
    kept.refresh_from_db()
    assert (kept.aliases, kept.bio, kept.wikidata) == ([], "", "")
    done.refresh_from_db()
    assert (done.undone_by, done.undone_reason) == (editor, "Two people")
    assert AuditEntry.objects.get(verb="unmerge").key == "merged"
    assert [r.history_type for r in Person.history.filter(id=merged.pk)] == ["+", "-", "+"]


def test_it_is_undone_once(kept, merged, editor):
    done = merge(kept, merged, editor)
    unmerge(done, editor)
    with pytest.raises(Blocked, match="undone already"):
        unmerge(done, editor)


def test_what_editors_set_since_stays_and_is_told(kept, merged, editor):
    one, two, gone = (make.quote(draft(), speaker_person=merged) for _ in range(3))
    make.mention(one.article, merged, description="the minister")
    done = merge(kept, merged, editor)
    third = make.person("Third")
    Quote.objects.filter(pk=two.pk).update(speaker_person=third)
    gone.delete()
    one.article.mentions.all().delete()
    kept.refresh_from_db()
    kept.bio, kept.aliases = "Rewritten.", ["A. Merged (politician)", *kept.aliases[1:]]
    kept.save()
    undone = unmerge(done, editor)
    one.refresh_from_db()
    two.refresh_from_db()
    kept.refresh_from_db()
    assert (one.speaker_person, two.speaker_person) == (back(), third)
    assert (kept.bio, kept.aliases) == ("Rewritten.", ["A. Merged (politician)"])
    assert undone.left == [
        "quotation said: 2 not given back, changed or gone since",
        "mention: 1 not given back, changed or gone since",
    ]


def test_a_quotation_given_one_of_the_kept_ones_roles_since_stays(kept, merged, editor):
    own = make.role(kept, "mayor")
    quote = make.quote(draft(), speaker_person=merged, role=make.role(merged, "minister"))
    done = merge(kept, merged, editor)
    Quote.objects.filter(pk=quote.pk).update(role=own)
    undone = unmerge(done, editor)
    quote.refresh_from_db()
    assert (quote.speaker_person, quote.role) == (kept, own)
    assert undone.back["speaker"] == 0


def test_a_role_that_a_quotation_of_the_kept_one_uses_by_now_stays_with_both(kept, merged, editor):
    role = make.role(merged, "minister", start="2016")
    quote = make.quote(draft(), speaker_person=kept)
    done = merge(kept, merged, editor)
    Quote.objects.filter(pk=quote.pk).update(role=role)
    undone = unmerge(done, editor)
    quote.refresh_from_db()
    quote.full_clean()
    assert (quote.speaker_person, quote.role.title, quote.role.start) == (kept, "minister", "2016")
    assert back().roles.get() == role
    assert "has it too" in undone.left[0]


def test_the_name_that_the_kept_one_had_is_not_lost_when_it_was_renamed_since(kept, merged, editor):
    done = merge(kept, merged, editor, choices={"name": "merged"})
    kept.refresh_from_db()
    kept.name = "Ada Renamed"
    kept.save()
    unmerge(done, editor)
    kept.refresh_from_db()
    assert (kept.name, kept.aliases) == ("Ada Renamed", ["Ada Kept"])


def test_a_taken_address_is_refused_with_the_name_of_who_has_it(kept, merged, editor):
    done = merge(kept, merged, editor)
    make.person("Somebody Else", slug="merged")
    with pytest.raises(Blocked, match="Somebody Else"):
        unmerge(done, editor)
    assert Person.objects.count() == 2


def test_a_wikidata_id_that_another_has_by_now_is_left_out_and_told(kept, merged, editor):
    done = merge(kept, merged, editor)
    Person.objects.filter(pk=kept.pk).update(wikidata="")
    make.person("Somebody Else", wikidata="Q7")
    undone = unmerge(done, editor)
    assert back().wikidata == ""
    assert "Somebody Else" in undone.left[0]


def test_a_portrait_deleted_since_is_left_out_and_told(kept, merged, editor):
    photo = Photo.objects.create(alt="A hall", credit="A. B.", file="photos/hall.png", width=1, height=1)
    Person.objects.filter(pk=merged.pk).update(portrait=photo)
    done = merge(kept, merged, editor)
    photo.delete()
    undone = unmerge(done, editor)
    assert back().portrait is None
    assert "portrait" in undone.left[0]


def test_a_kept_record_deleted_since_leaves_nothing_to_undo(kept, merged, editor):
    done = merge(kept, merged, editor)
    Person.objects.get(pk=kept.pk).delete()
    with pytest.raises(Blocked, match="deleted"):
        unmerge(done, editor)


def test_a_chain_is_undone_from_its_end(kept, merged, editor):
    last = make.person("Ada Last", slug="last")
    quote = make.quote(draft(), speaker_person=merged)
    first_merge = merge(kept, merged, editor)
    second_merge = merge(last, kept, editor)
    with pytest.raises(Blocked, match="merged further"):
        unmerge(first_merge, editor)
    assert {Redirect.objects.target("person", slug) for slug in ("kept", "merged")} == {last}
    unmerge(second_merge, editor)
    quote.refresh_from_db()
    assert quote.speaker_person.slug == "kept"
    unmerge(Merge.objects.get(pk=first_merge.pk), editor)
    quote.refresh_from_db()
    assert quote.speaker_person.slug == "merged"
    assert not Redirect.objects.exists()


def test_two_merged_into_one_come_back_in_any_order(kept, merged, editor):
    other = make.person("B. Merged", slug="other", aliases=["Ada Merged"])
    quotes = [make.quote(draft(), speaker_person=who) for who in (kept, merged, other)]
    first, second = merge(kept, merged, editor), merge(kept, other, editor)
    unmerge(first, editor)
    kept.refresh_from_db()
    assert kept.aliases == ["Ada Merged", "B. Merged"]
    unmerge(second, editor)
    kept.refresh_from_db()
    assert kept.aliases == []
    assert [Quote.objects.get(pk=q.pk).speaker_person.slug for q in quotes] == ["kept", "merged", "other"]


def test_a_later_merge_that_joined_a_role_of_this_one_comes_first(kept, merged, editor):
    other = make.person("B. Merged", slug="other")
    make.role(merged, "minister")
    make.role(other, "minister")
    first, second = merge(kept, merged, editor), merge(kept, other, editor)
    with pytest.raises(Blocked, match=r"“B\. Merged” was merged into the same record since"):
        unmerge(first, editor)
    unmerge(second, editor)
    unmerge(first, editor)
    assert sorted(Role.objects.values_list("person__slug", flat=True)) == ["merged", "other"]


def test_restored_in_another_database_a_key_that_was_never_its_own_is_not_taken(kept, merged, editor):
    done = merge(kept, merged, editor)
    Person.history.all().delete()
    assert unmerge(done, editor).record.pk != merged.pk


PEOPLE = ("ann", "bob", "cyn")
SLUGS = st.sampled_from(PEOPLE)


@st.composite
def worlds(draw):
    """Three people with roles, quotations, mentions and notes; which are merged, and in which order that is undone."""
    some = {"max_size": 4}
    return {
        "aliases": draw(
            st.fixed_dictionaries(
                {s: st.lists(st.sampled_from(["X", "Y", "ann"]), max_size=2, unique=True) for s in PEOPLE}
            )
        ),
        "bios": draw(st.fixed_dictionaries({s: st.sampled_from(["", "one", "two"]) for s in PEOPLE})),
        "roles": draw(
            st.lists(
                st.tuples(
                    SLUGS,
                    st.sampled_from(["MP", "mp", "head"]),
                    st.booleans(),
                    st.sampled_from(["", "2016"]),
                    st.sampled_from(["", "2020"]),
                ),
                unique_by=lambda r: r[:4],
                **some,
            )
        ),
        "quotes": draw(st.lists(st.tuples(SLUGS, st.integers(0, 1), st.integers(0, 3)), max_size=6)),
        "mentions": draw(
            st.lists(
                st.tuples(SLUGS, st.integers(0, 1), st.sampled_from(["", "the MP", "the head of it"])),
                unique_by=lambda m: m[:2],
                **some,
            )
        ),
        "apart": draw(st.lists(st.tuples(SLUGS, SLUGS), max_size=2)),
        "merges": draw(st.permutations([("ann", "bob"), ("ann", "cyn"), ("bob", "cyn")])),
        "chosen": draw(st.dictionaries(st.sampled_from(["name", "bio"]), st.sampled_from(["kept", "merged"]))),
        "order": draw(st.permutations([0, 1])),
    }


def build(world) -> None:
    region = make.source("Region", slug="region")
    people = {
        slug: make.person(slug, slug=slug, aliases=world["aliases"][slug], bio=world["bios"][slug]) for slug in PEOPLE
    }
    for slug, title, placed, start, end in world["roles"]:
        make.role(people[slug], title, organisation=region if placed else None, start=start, end=end)
    articles = [draft(), make.article()]
    for slug, article, number in world["quotes"]:
        roles = list(people[slug].roles.order_by("pk"))
        role = roles[number] if number < len(roles) else None
        make.quote(articles[article], speaker_person=people[slug], role=role)
    for slug, article, description in world["mentions"]:
        make.mention(articles[article], people[slug], description=description)
    for one, other in world["apart"]:
        if one != other:
            distinct.set_apart(people[one], people[other], None)
    Redirect.objects.leave(people["bob"], "robert")


def state() -> dict:
    """Return all that a merge may touch, with keys."""
    return {
        "people": sorted(
            (p.pk, p.slug, p.name, p.sort_name, p.bio, tuple(sorted(p.aliases)), p.folded.count("\n"))
            for p in Person.objects.all()
        ),
        "roles": sorted(
            Role.objects.values_list("pk", "person__slug", "title", "organisation__slug", "start", "end", "as_of")
        ),
        "quotes": sorted(Quote.objects.values_list("pk", "guid", "speaker_person__slug", "role")),
        "mentions": sorted(Mention.objects.values_list("article__guid", "person__slug", "description")),
        "redirects": sorted(Redirect.objects.values_list("old_slug", "person__slug", "created")),
        "apart": sorted((d.guid, d.at, *sorted(p.slug for p in d.pair)) for d in Distinct.objects.all()),
    }


@given(worlds())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_merged_and_undone_the_record_is_what_it_was(db, world):
    with transaction.atomic():
        build(world)
        before = _comparable(state())
        done = []
        for kept, merged in world["merges"]:
            pair = [Person.objects.filter(slug=slug).first() for slug in (kept, merged)]
            if all(pair):
                done.append(merge(*pair, None, reason="try", choices=world["chosen"]))
                _hold_together()
        assert len(done) == 2
        for number in [*world["order"], *world["order"]]:
            fresh = Merge.objects.get(pk=done[number].pk)
            if fresh.undone_at is None:
                try:
                    unmerge(fresh, None)
                    _hold_together()
                except Blocked:
                    assert fresh.later_id or number == 0
        assert not Merge.objects.filter(undone_at=None).exists()
        assert _comparable(state()) == before
        transaction.set_rollback(True)


def _comparable(found: dict) -> dict:
    return {name: [tuple(str(value) for value in row) for row in rows] for name, rows in found.items()}


def _hold_together() -> None:
    """No quotation has a role of somebody else, and no address leads nowhere."""
    for quote in Quote.objects.select_related("role", "article"):
        quote.clean()
    assert not Redirect.objects.filter(person=None).exists()
