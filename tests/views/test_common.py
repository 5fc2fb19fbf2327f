"""Lists of what is common say the same as lists of what is rare; only the way to them differs."""

import pytest
from django.db import connection

from articles.models import Article, Quote, Source
from articles.views import common
from articles.views.common import in_role, said_by, tagged, with_common, with_person
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[0, 2_000], ids=["common", "rare"])
def most(request, monkeypatch):
    monkeypatch.setattr(common, "SORTED_AT_MOST", request.param)
    return request.param


def found(record):
    return with_common(type(record).objects.filter(pk=record.pk)).get()


def test_a_topic_keeps_its_articles_and_their_quotations(most):
    topic, inside, outside = make.topic(), make.article(), make.article()
    inside.topics.add(topic)
    quote = make.quote(inside, "The minister")
    make.quote(outside, "The minister")
    assert found(topic).common is (most == 0)
    assert list(tagged(Article.objects.published(), found(topic))) == [inside]
    assert list(tagged(Quote.objects.public(), found(topic), "article")) == [quote]


def test_a_person_keeps_what_quotes_and_what_mentions_them(most):
    who, other = make.person("Bo"), make.person("Cy")
    quoting, mentioning, neither = make.article(), make.article(), make.article()
    quote = make.quote(quoting, "The minister", speaker_person=who)
    make.mention(mentioning, who)
    make.quote(neither, "The minister", speaker_person=other)
    make.quote(neither, "The minister", speaker_person=who, state="rejected")
    assert found(who).common is (most == 0)
    assert set(with_person(Article.objects.published(), found(who))) == {quoting, mentioning}
    assert list(said_by(Quote.objects.public(), found(who))) == [quote]


def test_a_source_keeps_what_it_said(most):
    guild = make.source("Guild")
    quote = make.quote(make.article(), "The minister", speaker_source=guild)
    make.quote(make.article(), "The minister", speaker_source=make.source("League"))
    assert found(guild).common is (most == 0)
    assert list(said_by(Quote.objects.public(), found(guild))) == [quote]


@pytest.mark.usefixtures("most")
def test_a_role_keeps_what_was_said_in_it():
    who = make.person("Bo")
    mp, mayor = make.role(who, "MP"), make.role(who, "mayor")
    quote = make.quote(make.article(), "The minister", speaker_person=who, role=mp)
    make.quote(make.article(), "The minister", speaker_person=who, role=mayor)
    assert list(in_role(Quote.objects.public(), who.roles.filter(title="MP"))) == [quote]


def test_the_source_of_a_relayed_quotation_is_looked_up_by_an_index():
    if connection.vendor == "sqlite":
        assert "quote_by_relay" in Source.objects.public().explain()
