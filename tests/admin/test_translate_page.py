"""Bringing a story out in another language, on the desk."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from tests import make
from tests.admin.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return make.article("A report is announced", language="en")


def page(article, name="translate") -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def test_a_translation_is_begun_from_the_story_and_takes_its_address_from_its_own_headline(desk, story):
    assert page(story) in desk.get(page(story, "change")).content.decode()
    response = desk.post(page(story), {"language": "fr"}, follow=True)
    draft = Article.objects.get(language="fr")
    assert response.redirect_chain[-1][0] == page(draft, "change")
    assert "This draft has the words of the original" in response.content.decode()
    form = read(response).values
    assert form["translation_of"] == str(story.pk)
    desk.post(page(draft, "change"), form | {"headline": "Un rapport est annoncé", "_continue": "1"})
    draft.refresh_from_db()
    assert (draft.headline, draft.slug) == ("Un rapport est annoncé", "un-rapport-est-annonce")


def test_the_page_tells_what_there_is_already(desk, story):
    make.article("Un rapport", language="fr", translation_of=story, status="draft", publish_at=None)
    shown = desk.get(page(story)).content.decode()
    assert "Un rapport" in shown
    assert "Français" in shown


@pytest.mark.parametrize("given", ["", "french", "en"])
def test_what_cannot_be_is_said_at_the_field_and_nothing_is_made(desk, story, given):
    response = desk.post(page(story), {"language": given})
    assert response.context["form"].errors["language"]
    assert Article.objects.count() == 1


@pytest.mark.parametrize("status", ["spiked", "retracted"])
def test_what_was_given_up_offers_no_translation(desk, status):
    story = make.article(status=status)
    assert "Begin the translation" not in desk.get(page(story)).content.decode()
    response = desk.post(page(story), {"language": "fr"})
    assert "not brought out" in response.content.decode()
    assert Article.objects.count() == 1


def test_who_may_only_look_begins_none_and_sees_no_story_under_embargo_in_its_translations(client, viewer, story):
    secret = make.article("Secret headline", language="az", embargo_until=timezone.now() + timedelta(hours=1))
    Article.objects.filter(pk=story.pk).update(translation_of=secret)
    client.force_login(viewer)
    assert client.get(page(story)).status_code == 403
    for name in ("change", "history", "timeline"):
        assert "Secret headline" not in client.get(page(story, name)).content.decode()


def test_the_working_copy_of_a_story_under_embargo_is_as_hidden_as_the_story(client, viewer):
    later = timezone.now() + timedelta(hours=1)
    story = make.article("Secret headline", publish_at=later, embargo_until=later)
    copy = make.article("Secret headline", status="draft", update_of=story, slug=story.slug)
    client.force_login(viewer)
    for address in (page(copy, "change"), reverse("admin:articles_article_changelist"), reverse("admin:index")):
        assert "Secret headline" not in client.get(address, follow=True).content.decode()
