"""Merging two records of one person or source: all goes to the kept one, and no text that readers have changes."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from articles.editorial import distinct, moving, verifying
from articles.editorial.errors import Blocked, Conflict, NotAllowed
from articles.editorial.merging import merge
from articles.editorial.moving import LINKS
from articles.editorial.publishing import publish, start_update
from articles.editorial.saving import claimed
from articles.editorial.unmerging import unmerge
from articles.models import (
    Article,
    AuditEntry,
    Bearer,
    Distinct,
    Mention,
    Merge,
    Moved,
    Person,
    Photo,
    Quote,
    Redirect,
    Role,
    Source,
)
from articles.search import search
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make.member("Editor", "editor")


@pytest.fixture
def kept():
    return make.person("Valérie Pécresse", slug="valerie-pecresse", aliases=["Pécresse"])


@pytest.fixture
def merged():
    return make.person("V. Pecresse", slug="v-pecresse", aliases=["Valerie Pecresse", "Pécresse"], bio="A candidate.")


def picture(**fields) -> Photo:
    out = io.BytesIO()
    Image.new("RGB", (4, 3), "navy").save(out, "PNG")
    return Photo.objects.create(alt="A hall", credit="A. B.", file=ContentFile(out.getvalue(), "hall.png"), **fields)


def draft(**fields):
    return make.article(status="draft", publish_at=None, **fields)


def test_all_that_referred_to_the_merged_person_refers_to_the_kept_one(kept, merged, editor):
    story = draft()
    quote = make.quote(story, speaker_person=merged, role=make.role(merged, "head"))
    make.mention(story, merged, description="head of the region")
    done = merge(kept, merged, editor, reason="One person")
    quote.refresh_from_db()
    assert (quote.speaker_person, quote.role.person) == (kept, kept)
    assert Mention.objects.get().person == kept
    assert not Person.objects.filter(slug="v-pecresse").exists()
    assert Redirect.objects.target("person", "v-pecresse") == kept
    assert (done.kept, done.merged_name, done.user, done.reason) == (kept, "V. Pecresse", editor, "One person")
    assert done.changes["moved"] == {"speaker": 1, "role": 1, "mention": 1}
    entry = AuditEntry.objects.get(verb="merge")
    assert (entry.key, entry.reason, entry.data["merged"]) == ("valerie-pecresse", "One person", "v-pecresse")


def test_names_and_missing_values_are_taken_over_and_chosen_ones_replaced(kept, merged, editor):
    merge(kept, merged, editor, choices={"name": "merged"})
    kept.refresh_from_db()
    assert (kept.name, kept.slug, kept.bio) == ("V. Pecresse", "valerie-pecresse", "A candidate.")
    assert kept.aliases == ["Pécresse", "Valérie Pécresse", "Valerie Pecresse"]
    assert list(search(Person.objects.all(), "pecresse")) == [kept]


def test_the_kept_ones_own_values_stay_unless_chosen(kept, merged, editor):
    Person.objects.filter(pk=kept.pk).update(bio="Her own.")
    merge(kept, merged, editor)
    kept.refresh_from_db()
    assert (kept.name, kept.bio) == ("Valérie Pécresse", "Her own.")


def test_a_portrait_and_a_wikidata_id_are_taken_over(kept, merged, editor):
    photo = picture()
    Person.objects.filter(pk=merged.pk).update(portrait=photo, wikidata="Q42")
    merge(kept, merged, editor)
    kept.refresh_from_db()
    assert (kept.portrait, kept.wikidata) == (photo, "Q42")


def test_roles_alike_are_joined_and_quotations_follow(kept, merged, editor):
    region = make.source("Region")
    stays = make.role(kept, "head", organisation=region)
    goes = make.role(merged, "Head", organisation=region, as_of="2021-12-26")
    make.role(merged, "head", organisation=region, start="2016")
    quote = make.quote(draft(), speaker_person=merged, role=goes)
    merge(kept, merged, editor)
    quote.refresh_from_db()
    stays.refresh_from_db()
    assert (quote.role, stays.as_of) == (stays, "2021-12-26")
    assert sorted(kept.roles.values_list("title", "start")) == [("head", ""), ("head", "2016")]


def test_of_two_mentions_in_a_story_the_fuller_description_stays(kept, merged, editor):
    story = draft()
    make.mention(story, kept, description="candidate")
    make.mention(story, merged, description="candidate of the Republican Party")
    merge(kept, merged, editor)
    assert [m.description for m in story.mentions.all()] == ["candidate of the Republican Party"]


def test_former_addresses_of_the_merged_one_lead_to_the_kept_one(kept, merged, editor):
    merged.slug = "pecresse-v"
    merged.save()
    merge(kept, merged, editor)
    assert Redirect.objects.target("person", "v-pecresse") == kept
    assert Redirect.objects.target("person", "pecresse-v") == kept


def test_open_stories_are_raised_so_that_a_form_opened_before_meets_a_conflict(kept, merged, editor):
    quoting, mentioning, other = draft(), draft(), draft()
    make.quote(quoting, speaker_person=merged)
    make.mention(mentioning, merged)
    make.quote(other, speaker_person=kept)
    merge(kept, merged, editor)
    assert list(Article.objects.order_by("pk").values_list("version", flat=True)) == [2, 2, 1]
    with pytest.raises(Conflict), claimed(quoting):
        pass


@pytest.fixture
def story(merged, editor):
    """A published story in which the one to be merged speaks, in a role, and is mentioned."""
    article = draft()
    make.quote(article, speaker_person=merged, role=make.role(merged, "head"))
    make.mention(article, merged, description="head of the region")
    return publish(Article.objects.get(pk=article.pk), make.member())


def problems():
    return list(verifying.everything())


def test_a_published_story_follows_and_still_is_what_its_edition_says(story, kept, merged, editor):
    content = story.editions.get().content
    done = merge(kept, merged, editor)
    assert story.quotes.get().speaker == kept
    assert (story.editions.get().content, problems()) == (content, [])
    unmerge(done, editor)
    assert story.quotes.get().speaker.slug == "v-pecresse"
    assert (story.editions.get().content, problems()) == (content, [])


def test_a_working_copy_follows_and_what_it_is_folded_into_stays_right(story, kept, merged, editor):
    copy = start_update(story, editor)
    done = merge(kept, merged, editor)
    copy.refresh_from_db()
    assert (copy.quotes.get().speaker, copy.version) == (kept, 2)
    later = start_update(story, editor)
    assert later == copy
    unmerge(done, editor)
    publish(Article.objects.get(pk=copy.pk), make.member())
    assert story.quotes.get().speaker.slug == "v-pecresse"
    assert [m.person.slug for m in story.mentions.all()] == ["v-pecresse"]
    assert problems() == []


def test_a_working_copy_begun_between_merge_and_undo_gives_back_too(story, kept, merged, editor):
    done = merge(kept, merged, editor)
    copy = start_update(story, editor)
    unmerge(done, editor)
    speakers = {copy.quotes.get().speaker.slug, story.quotes.get().speaker.slug}
    assert speakers == {"v-pecresse"}
    assert copy.quotes.get().role.person.slug == "v-pecresse"
    publish(Article.objects.get(pk=copy.pk), make.member())
    assert story.quotes.get().speaker.slug == "v-pecresse"
    assert story.mentions.get().person.slug == "v-pecresse"


def test_a_published_mention_comes_back_after_the_story_was_updated(story, kept, merged, editor):
    done = merge(kept, merged, editor)
    publish(start_update(story, editor), make.member())
    unmerge(done, editor)
    assert story.mentions.get().person.slug == "v-pecresse"


def test_revisions_are_written_of_what_was_turned(story, kept, merged, editor):
    quote, role = story.quotes.get(), merged.roles.get()
    done = merge(kept, merged, editor)
    for row in (quote, role):
        latest = row.history.first()
        assert (latest.history_type, latest.history_user, latest.history_change_reason) == ("~", editor, str(done))
    assert quote.history.first().speaker_person_id == kept.pk
    assert kept.history.first().aliases == ["Pécresse", "V. Pecresse", "Valerie Pecresse"]
    assert Person.history.filter(id=merged.pk).first().history_type == "-"


def test_two_wikidata_ids_need_a_reason(kept, merged, editor):
    Person.objects.filter(pk=kept.pk).update(wikidata="Q1")
    Person.objects.filter(pk=merged.pk).update(wikidata="Q2")
    with pytest.raises(Blocked, match="Q1 and Q2"):
        merge(kept, merged, editor)
    assert Person.objects.count() == 2
    merge(kept, merged, editor, reason="Wikidata has her twice")
    assert Person.objects.get().wikidata == "Q1"


def test_two_that_an_editor_has_set_apart_need_a_reason(kept, merged, editor):
    distinct.set_apart(kept, merged, editor)
    with pytest.raises(Blocked, match="not the same"):
        merge(kept, merged, editor, reason=" ")
    done = merge(kept, merged, editor, reason="They are after all")
    assert not Distinct.objects.exists()
    unmerge(done, editor)
    assert distinct.pairs_of(kept, Person.objects.get(slug="v-pecresse")).exists()


def test_what_was_said_of_the_merged_one_holds_for_the_kept_one(kept, merged, editor):
    third = make.person("Valentin Pecresse")
    distinct.set_apart(merged, third, editor)
    done = merge(kept, merged, editor)
    assert distinct.pairs_of(kept, third).exists()
    unmerge(done, editor)
    assert not distinct.pairs_of(kept, third).exists()
    assert distinct.pairs_of(Person.objects.get(slug="v-pecresse"), third).exists()


def test_who_may_not_merge_changes_nothing(kept, merged):
    with pytest.raises(NotAllowed):
        merge(kept, merged, make.member("Reporter"))
    done = merge(kept, merged, None)
    with pytest.raises(NotAllowed):
        unmerge(done, make.member("Reporter"))
    with pytest.raises(NotAllowed):
        distinct.set_apart(kept, make.person(), make.member("Reporter"))
    assert Merge.objects.get().undone_at is None


def test_what_cannot_be_merged_is_refused(kept, merged, editor):
    with pytest.raises(Blocked, match="two different"):
        merge(kept, kept, editor)
    with pytest.raises(Blocked, match="two different"):
        merge(kept, make.source(), editor)
    merged.delete()
    merged.pk = 10**9
    with pytest.raises(Conflict, match="gone"):
        merge(kept, merged, editor)
    assert not Merge.objects.exists()


def test_more_names_than_a_record_holds_are_refused_whole(kept, editor):
    many = make.person("Another Name", aliases=[f"Name {n}" for n in range(100)])
    with pytest.raises(Blocked, match="102 other names"):
        merge(kept, many, editor)
    assert Person.objects.filter(pk=many.pk).exists()


def test_a_reason_that_is_too_long_is_refused_whole(kept, merged, editor):
    with pytest.raises(ValidationError):
        merge(kept, merged, editor, reason="x" * 501)
    assert Person.objects.count() == 2


def test_sources_are_merged_with_all_that_refers_to_them(editor):
    kept, merged = make.source("Trend"), make.source("TREND", description="An agency.", country="AZ")
    photo = picture(source=merged)
    who = make.person()
    stays = make.role(who, "editor", organisation=kept)
    role = make.role(who, "editor", organisation=merged)
    article = draft(source=merged)
    make.hop(article, merged)
    make.quote(article, speaker_source=merged, via=merged)
    spoken = make.quote(article, "The minister spoke in parliament", speaker_person=who, role=role)
    story = publish(Article.objects.get(pk=article.pk), make.member())

    done = merge(kept, merged, editor)
    spoken.refresh_from_db()
    story.refresh_from_db()
    photo.refresh_from_db()
    said = story.quotes.get(speaker_person=None)
    assert {story.source, story.hops.get().source, said.speaker_source, said.via, photo.source} == {kept}
    assert (spoken.role, Source.objects.get().description, problems()) == (stays, "An agency.", [])
    assert done.changes["moved"] == {"speaker": 1, "via": 1, "role": 0, "source": 1, "hop": 1, "photo": 1}

    undone = unmerge(done, editor)
    again = undone.record
    for row in (story, said, photo, spoken):
        row.refresh_from_db()
    assert {story.source, story.hops.get().source, said.speaker_source, said.via, photo.source} == {again}
    assert (spoken.role.organisation, undone.left, problems()) == (again, [], [])


def test_every_table_that_refers_to_people_and_sources_is_known():
    for model, links in LINKS.items():
        known = {(table, field) for _what, table, field in links}
        known |= {(Redirect, model.redirect_kind), (Merge, model.redirect_kind), (Bearer, model.redirect_kind)}
        known |= {(Distinct, model.redirect_kind), (Distinct, f"other_{model.redirect_kind}")}
        referring = {
            (relation.related_model, relation.field.name)
            for relation in model._meta.get_fields(include_hidden=True)
            if (relation.one_to_many or relation.one_to_one)
            and not relation.concrete
            and not relation.related_model.__name__.startswith("Historical")
        }
        assert referring == known | ({(Mention, "person")} if model is Person else set())


def test_many_quotations_are_moved_some_at_a_time(kept, editor, monkeypatch):
    monkeypatch.setattr(moving, "CHUNK", 40)

    def cost(rows: int) -> tuple[int, int]:
        merged, article = make.person("Ada Merged"), draft()
        given = {"article": article, "spans": [[4, 12]], "words": "minister", "speaker_person": merged}
        Quote.objects.bulk_create([Quote(**given) for _ in range(rows)])
        with CaptureQueriesContext(connection) as there:
            done = merge(kept, merged, editor)
        assert (kept.quotes.count(), Moved.objects.filter(merge=done).count()) == (rows, rows)
        with CaptureQueriesContext(connection) as and_back:
            undone = unmerge(done, editor)
        assert (undone.record.quotes.count(), undone.back["speaker"], undone.left) == (rows, rows, [])
        assert Quote.history.filter(article_id=article.pk).count() == 2 * rows
        return len(there), len(and_back)

    few, many = cost(30), cost(150)
    assert many[0] - few[0] <= 30
    assert many[1] - few[1] <= 30


def test_a_role_without_organisation_is_joined_too(kept, merged, editor):
    make.role(kept, "President")
    make.role(merged, "President")
    merge(kept, merged, editor)
    assert Role.objects.count() == 1
