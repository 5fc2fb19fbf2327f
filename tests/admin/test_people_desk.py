"""The people desk: pairs that look alike, two records side by side, merging and undoing it, all as plain forms."""

import re
from html import unescape

import pytest
from django.urls import reverse

from articles.editorial.distinct import set_apart
from articles.editorial.merging import merge
from articles.models import Article, Distinct, Merge, Person, Quote, Source
from tests import make
from tests.admin.pages import form_of
from tests.admin.test_every_page import queries

pytestmark = pytest.mark.django_db

DUPLICATES = "/admin/articles/person/duplicates/"


@pytest.fixture
def kept():
    return make.person("Valérie Pécresse", slug="valerie-pecresse", bio="Her own.")


@pytest.fixture
def merged():
    return make.person("V. Pécresse", slug="v-pecresse", bio="Another.", proposed=True)


def page(one, other) -> str:
    return reverse(f"admin:articles_{one._meta.model_name}_merge", args=[one.pk, other.pk])


def change(row) -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])


def undo(done) -> str:
    return reverse("admin:articles_merge_undo", args=[done.pk])


def text(response) -> str:
    """Return what is read on a page, without marks and runs of white space."""
    assert response.status_code == 200
    bare = re.sub(r"<[^>]+>", " ", response.content.decode().split("<main", 1)[1])
    return " ".join(unescape(bare).split())


def draft(**fields):
    return make.article(status="draft", publish_at=None, **fields)


def test_the_list_shows_both_names_why_and_how_much_is_on_record(desk, kept, merged):
    make.quote(draft(), speaker_person=kept)
    shown = text(desk.get(DUPLICATES))
    assert "Valérie Pécresse 1 quotation, 0 articles V. Pécresse proposed 0 quotations, 0 articles initial" in shown
    assert page(kept, merged) in desk.get(DUPLICATES).content.decode()


def test_the_list_leads_on_and_says_when_it_is_empty(desk):
    assert "No two names here look alike" in text(desk.get(DUPLICATES))
    for n in range(9):
        make.person("Ada Speaker", slug=f"ada-{n}")
    first = desk.get(DUPLICATES).content.decode()
    [after] = re.findall(r'\?after=([\d-]+)" rel="next"', first)
    second = desk.get(DUPLICATES, {"after": after}).content.decode()
    assert first.count("Not the same") + second.count("Not the same") == 36
    assert 'rel="next"' not in second
    for bad in ("x", "1-2-3", "9" * 30, "-"):
        assert desk.get(DUPLICATES, {"after": bad}).status_code == 200


def test_two_that_are_not_the_same_leave_the_list(desk, kept, merged):
    response = desk.post(reverse("admin:articles_person_set_apart", args=[kept.pk, merged.pk]), follow=True)
    assert "will not be proposed again" in text(response)
    assert page(kept, merged) not in response.content.decode()
    note = Distinct.objects.get()
    assert "has said on" in text(desk.get(page(kept, merged)))
    response = desk.post(reverse("admin:articles_distinct_take_back", args=[note.pk]), follow=True)
    assert page(kept, merged) in response.content.decode()


def test_side_by_side_stand_values_roles_and_what_was_said(desk, kept, merged):
    both = draft(headline="A story with both")
    make.quote(both, speaker_person=kept)
    make.mention(both, merged)
    make.role(kept, "head", start="2016")
    make.role(merged, "minister", start="2007", end="2009")
    shown = text(desk.get(page(kept, merged)))
    for words in ("Her own.", "Another.", "head since 2016", "minister 2007 to 2009", "“We will publish the report”"):
        assert words in shown
    assert "Both are in: A story with both" in shown


def test_merging_takes_the_values_chosen_and_says_where_it_can_be_undone(desk, kept, merged, editor):
    sent = {"bio": "merged", "name": "kept", "reason": " One person "}
    response = desk.post(page(kept, merged), sent, follow=True)
    assert "“V. Pécresse” is part of this record now" in text(response)
    done = Merge.objects.get()
    assert undo(done) in response.content.decode()
    kept.refresh_from_db()
    assert (kept.bio, kept.aliases, done.reason, done.user) == ("Another.", ["V. Pécresse"], "One person", editor)
    assert "Merged from V. Pécresse" in text(desk.get(change(kept)))


def test_what_the_verb_refuses_is_said_and_the_form_keeps_what_was_chosen(desk, kept, merged):
    Person.objects.filter(pk=kept.pk).update(wikidata="Q1")
    Person.objects.filter(pk=merged.pk).update(wikidata="Q2")
    response = desk.post(page(kept, merged), {"bio": "merged"})
    assert "different Wikidata ids" in text(response)
    assert re.search(r'name="bio" value="merged" checked', response.content.decode())
    assert Person.objects.count() == 2
    assert desk.post(page(kept, merged), {"bio": "neither"}).status_code == 200
    assert desk.post(page(kept, merged), {"reason": "x" * 501}).status_code == 200
    assert not Merge.objects.exists()


def test_a_record_that_is_gone_or_the_same_is_no_server_error(desk, kept, merged):
    assert desk.get(page(kept, kept)).status_code == 200
    assert "two different people" in text(desk.post(page(kept, kept), {}))
    gone = page(kept, merged)
    merged.delete()
    assert desk.get(gone).status_code == desk.post(gone).status_code == 404
    assert desk.get(f"/admin/articles/person/{kept.pk}/merge/{'9' * 30}/").status_code == 404


def test_two_are_chosen_in_the_list_to_be_merged(desk, kept, merged):
    def chosen(*rows):
        return desk.post(
            "/admin/articles/person/", {"action": "merge_selected", "_selected_action": [r.pk for r in rows]}
        )

    assert chosen(kept, merged).url == page(kept, merged)
    assert chosen(kept).status_code == chosen(kept, merged, make.person()).status_code == 302
    assert "Select two" in text(desk.get("/admin/articles/person/"))


def test_sources_are_merged_on_the_desk_too(desk):
    kept, merged = make.source("Trend Agency", kind="agency"), make.source("TREND agency", kind="publication")
    Source.objects.filter(pk=merged.pk).update(name=kept.name.upper())
    assert page(kept, merged) in desk.get("/admin/articles/source/duplicates/").content.decode()
    assert "news agency" in text(desk.get(page(kept, merged)))
    assert desk.post(page(kept, merged), {"kind": "merged"}).status_code == 302
    assert Source.objects.get().kind == "publication"
    assert "Merged from" in text(desk.get(change(kept)))


def test_a_merge_is_undone_with_a_reason_and_the_two_are_set_apart(desk, kept, merged, editor):
    quote = make.quote(draft(), speaker_person=merged)
    done = merge(kept, merged, editor)
    assert "quotation said: 1" in text(desk.get(undo(done)))
    response = desk.post(undo(done), {"reason": "Mother and daughter", "apart": "1"}, follow=True)
    assert "is a record of its own again" in text(response)
    quote.refresh_from_db()
    assert quote.speaker_person == merged
    assert Distinct.objects.get().reason == Merge.objects.get().undone_reason == "Mother and daughter"
    assert "undone" in text(desk.get(change(done)))
    again = desk.post(undo(done), {}, follow=True)
    assert "undone already" in text(again)


def test_what_cannot_be_given_back_is_told(desk, kept, merged, editor):
    quote = make.quote(draft(), speaker_person=merged)
    done = merge(kept, merged, editor)
    Quote.objects.filter(pk=quote.pk).update(speaker_person=make.person("Third"))
    assert "1 not given back" in text(desk.post(undo(done), {}, follow=True))
    assert not Distinct.objects.exists()


def test_the_list_of_merges_leads_to_undoing_those_in_force(desk, kept, merged, editor):
    first = merge(kept, merged, editor)
    second = merge(make.person("Last One"), kept, editor)
    listed = desk.get("/admin/articles/merge/").content.decode()
    assert undo(second) in listed
    assert undo(first) not in listed
    assert "merged further" in text(desk.get("/admin/articles/merge/"))
    assert "merged further since" in text(desk.post(undo(first), {}, follow=True))


def test_revisions_that_name_a_merged_record_are_still_read(desk, kept, merged, editor):
    region, other = make.source("Region"), make.source("The Region")
    role = make.role(merged, "head", organisation=other)
    quote = make.quote(draft(source=other), speaker_person=merged, role=role, via=other)
    merge(kept, merged, editor)
    merge(region, other, editor)
    for row in (quote, role, quote.article):
        history = reverse(f"admin:articles_{row._meta.model_name}_history", args=[row.pk])
        assert desk.get(history).status_code == 200
        for revision in row.history.all():
            address = reverse(f"admin:articles_{row._meta.model_name}_simple_history", args=[row.pk, revision.pk])
            assert desk.get(address).status_code == 200


@pytest.fixture
def done(kept, merged):
    return merge(kept, merged, None)


def addresses(done, one, other, note):
    pair = {"one": one.pk, "other": other.pk}
    return {
        "get": [DUPLICATES, page(one, other), undo(done), "/admin/articles/source/duplicates/"],
        "post": [
            page(one, other),
            undo(done),
            reverse("admin:articles_person_set_apart", kwargs=pair),
            reverse("admin:articles_distinct_take_back", args=[note.pk]),
        ],
    }


@pytest.mark.parametrize("who", ["viewer", "Reporter"])
def test_who_may_not_merge_sees_none_of_it(client, viewer, done, who):
    client.force_login(viewer if who == "viewer" else make.member(who))
    one, other = make.person("Ada Speaker"), make.person("A. Speaker")
    note = set_apart(make.person(), make.person(), None)
    for address in addresses(done, one, other, note)["get"]:
        assert client.get(address).status_code == 403
    for address in addresses(done, one, other, note)["post"]:
        assert client.post(address, {"reason": "x"}).status_code == 403
    assert (Person.objects.count(), Merge.objects.filter(undone_at=None).count()) == (5, 1)
    listed = client.get("/admin/articles/person/").content.decode()
    assert "Likely duplicates" not in listed
    assert "merge_selected" not in listed
    assert "Undo" not in client.get("/admin/articles/merge/").content.decode()
    shown = client.get(change(done.person)).content.decode()
    assert "Merged from" in shown
    assert undo(done) not in shown
    assert "Looks like" not in shown
    chosen = {"action": "merge_selected", "_selected_action": [one.pk, other.pk]}
    assert client.post("/admin/articles/person/", chosen).status_code in {200, 302, 403}
    assert Merge.objects.count() == 1


def test_strangers_are_sent_to_the_login(client, reader, done):
    for address in (DUPLICATES, undo(done), "/admin/articles/merge/"):
        assert client.get(address).status_code == 302
    client.force_login(reader)
    for address in (DUPLICATES, undo(done), "/admin/articles/merge/"):
        assert client.get(address).status_code == 302


def test_an_editor_of_the_group_merges_and_sees_nothing_under_an_embargo_that_is_not_theirs(client, kept, merged):
    editor = make.member("Editor")
    client.force_login(editor)
    assert client.get(page(kept, merged)).status_code == 200
    assert client.post(page(kept, merged), {}).status_code == 302


def test_what_was_moved_or_set_apart_is_still_deleted(desk, kept, merged, editor):
    quote = make.quote(draft(), speaker_person=merged)
    merge(kept, merged, editor)
    alone = make.person("Ada Alone")
    set_apart(kept, alone, editor)
    for row in (alone, quote, quote.article):
        address = reverse(f"admin:articles_{row._meta.model_name}_delete", args=[row.pk])
        assert "Key of a name" not in text(desk.get(address))
        assert desk.post(address, {"post": "yes"}).status_code == 302
    assert not Quote.objects.exists()
    assert not Person.objects.filter(pk=alone.pk).exists()


def test_a_form_that_was_opened_before_the_merge_meets_a_conflict_and_keeps_what_was_typed(desk, kept, merged):
    story = draft()
    make.quote(story, speaker_person=merged)
    opened = form_of(desk, change(story)) | {"headline": "Typed meanwhile"}
    merge(kept, merged, None)
    shown = text(desk.post(change(story), opened))
    assert "Somebody else has saved" in shown
    assert "Typed meanwhile" in shown
    assert story.quotes.get().speaker == kept


def test_the_timeline_is_for_who_may_see_roles(client, viewer, kept):
    make.role(kept, "head", start="2016")
    client.force_login(viewer)
    assert "Roles in time" in client.get(change(kept)).content.decode()
    viewer.user_permissions.remove(viewer.user_permissions.get(codename="view_role"))
    client.force_login(type(viewer).objects.get(pk=viewer.pk))
    assert "Roles in time" not in client.get(change(kept)).content.decode()


def test_the_pages_cost_the_same_however_much_there_is(desk, kept, merged, editor):
    def fill(n):
        for _ in range(n):
            make.person("Ada Speaker")
            article = draft()
            for who in (kept, merged):
                make.quote(article, speaker_person=who, role=make.role(who, f"role {Article.objects.count()}"))
                make.mention(article, who)
            merge(make.person("Kept One"), make.person("Other One"), editor)
        desk.get(DUPLICATES)

    addresses = (DUPLICATES, page(kept, merged), change(kept), "/admin/articles/merge/")
    fill(3)
    few = [queries(desk, address) for address in addresses]
    fill(9)
    assert [queries(desk, address) for address in addresses] == few
    assert max(few) <= 22


def test_every_field_of_a_row_has_a_label(desk, kept):
    make.role(kept, "head")
    shown = desk.get(change(kept)).content.decode()
    for name in ("title", "organisation", "start", "end", "as_of", "DELETE"):
        assert f'<label class="cell" for="id_roles-0-{name}">' in shown
