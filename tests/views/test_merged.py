"""Readers and a merge: old addresses lead to the kept record, and nobody becomes public by it who was not."""

import pytest

from articles.editorial.merging import merge
from articles.editorial.unmerging import unmerge
from articles.models import Person
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    return make.person("Ada Kept", slug="kept")


@pytest.fixture
def merged():
    return make.person("A. Merged", slug="merged")


def test_the_merged_ones_address_leads_to_the_kept_one_and_answers_again_when_it_is_undone(client, kept, merged):
    make.quote(make.article(), speaker_person=merged)
    done = merge(kept, merged, None)
    response = client.get("/people/merged/", {"page": "2"})
    assert (response.status_code, response.url) == (301, "/people/kept/?page=2")
    assert "We will publish the report" in client.get("/people/kept/").content.decode()
    unmerge(done, None)
    assert client.get("/people/merged/").status_code == 200
    assert client.get("/people/kept/").status_code == 404


def test_a_chain_of_merges_is_one_step_for_the_reader(client, kept, merged):
    make.quote(make.article(), speaker_person=merged)
    last = make.person("Ada Last", slug="last")
    merge(kept, merged, None)
    merge(last, kept, None)
    assert client.get("/people/merged/").url == client.get("/people/kept/").url == "/people/last/"


def test_a_published_story_shows_the_kept_name_as_its_speaker(client, kept, merged):
    article = make.article()
    make.quote(article, speaker_person=merged)
    address = article.get_absolute_url()
    done = merge(kept, merged, None)
    assert "Ada Kept" in client.get(address).content.decode()
    assert "/people/merged/" not in client.get(address).content.decode()
    unmerge(done, None)
    assert "A. Merged" in client.get(address).content.decode()


def test_lists_filtered_by_the_merged_one_follow(client, kept, merged):
    article = make.article("A story about her")
    make.mention(article, merged)
    merge(kept, merged, None)
    assert "A story about her" in client.get("/articles/", {"person": "merged"}, follow=True).content.decode()


def test_who_was_only_in_drafts_stays_hidden(client, kept, merged):
    draft = make.article(status="draft", publish_at=None)
    make.quote(draft, speaker_person=merged)
    make.mention(draft, kept)
    done = merge(kept, merged, None)
    assert client.get("/people/kept/").status_code == client.get("/people/merged/").status_code == 404
    assert not Person.objects.public().exists()
    unmerge(done, None)
    assert client.get("/people/kept/").status_code == client.get("/people/merged/").status_code == 404


def test_what_the_merged_one_said_in_drafts_is_not_shown_with_the_public_kept_one(client, kept, merged):
    make.quote(make.article(), "The minister", speaker_person=kept)
    make.quote(make.article("Secret", status="draft", publish_at=None), speaker_person=merged)
    merge(kept, merged, None)
    shown = client.get("/people/kept/").content.decode()
    assert "The minister" in shown
    assert "We will publish the report" not in shown
    assert "Secret" not in shown
