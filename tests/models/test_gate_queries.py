"""The gate as the querysets have it: who passes at which moment (D1)."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.models import Article, Person, Quote, Source, Topic
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def states():
    return make.states_of_an_article()


def test_of_all_states_only_the_visible_article_is_published(states):
    assert set(Article.objects.published().values_list("headline", flat=True)) == {"visible"}


def test_what_belongs_to_an_article_that_readers_may_not_see_is_not_public(states):
    for name, article in states.items():
        person, source, topic = make.person(name), make.source(name), make.topic(name)
        make.quote(article, speaker_person=person)
        make.hop(article, source)
        article.topics.add(topic)
    assert set(Person.objects.public().values_list("name", flat=True)) == {"visible"}
    assert {s.name.split()[0] for s in Source.objects.public()} == {"visible"}
    assert {t.name.split()[0] for t in Topic.objects.public()} == {"visible"}
    assert set(Quote.objects.public().values_list("article__headline", flat=True)) == {"visible"}


@pytest.mark.parametrize("state", ["suggested", "rejected", "altered", "lost"])
def test_a_quotation_that_no_editor_stands_behind_is_not_public(state):
    article = make.article()
    make.quote(article, state=state)
    assert not Quote.objects.public().exists()
    assert not Person.objects.public().exists()


def test_a_scheduled_article_passes_from_its_time_on():
    moment = datetime.now(UTC) + timedelta(days=1)
    make.article(publish_at=moment)
    assert not Article.objects.published().exists()
    assert not Article.objects.published(at=moment - timedelta(seconds=1)).exists()
    assert Article.objects.published(at=moment).exists()


def test_an_embargo_holds_a_published_article_back_until_it_ends():
    moment = datetime.now(UTC) + timedelta(days=1)
    make.article(embargo_until=moment)
    assert not Article.objects.published().exists()
    assert Article.objects.published(at=moment).exists()


def test_an_organisation_is_public_by_what_it_said_although_it_is_no_person():
    article, body = make.article(), make.source("Association", kind="organisation")
    make.quote(article, speaker_source=body)
    assert list(Source.objects.public()) == [body]


def test_the_organisation_in_the_role_of_a_person_quoted_is_public():
    article, parliament = make.article(), make.source("Parliament", kind="government")
    speaker = make.person()
    make.role(speaker, "member", organisation=parliament)
    assert not Source.objects.public().exists()
    make.quote(article, speaker_person=speaker)
    assert list(Source.objects.public()) == [parliament]
