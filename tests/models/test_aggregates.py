"""Related rows that come with their row: as model instances, in order, in one query."""

import pytest
from django.db.models import OuterRef

from articles.models import Article, Hop, Quote, Topic
from articles.models.aggregates import Rows
from tests import make

pytestmark = pytest.mark.django_db


def rows_of(queryset, *paths):
    article = Article.objects.annotate(rows=Rows(queryset, *paths)).first()
    return article.rows


def test_rows_come_in_the_order_and_number_asked_for(django_assert_num_queries):
    make.article(topics=[make.topic(name) for name in ("Cities", "Art", "Books")])
    with django_assert_num_queries(1):
        rows = rows_of(Topic.objects.filter(articles=OuterRef("pk")).order_by("name")[:2], "name", "slug")
        assert [row.name.split()[0] for row in rows] == ["Art", "Books"]
        assert rows[0].get_absolute_url() == f"/topics/{rows[0].slug}/"


def test_related_rows_are_followed_and_absent_ones_are_none(django_assert_num_queries):
    article, agency, who = make.article(), make.source("Agency"), make.person("Ada")
    make.quote(article, speaker_person=who, role=make.role(who, "minister", organisation=agency))
    make.quote(article, "parliament", speaker_source=agency)
    queryset = Quote.objects.filter(article=OuterRef("pk")).order_by("-start")
    paths = (
        "words",
        "spans",
        "speaker_person__name",
        "speaker_source__name",
        "role__title",
        "role__organisation__name",
    )
    with django_assert_num_queries(1):
        ada, guild = rows_of(queryset, *paths)
        assert (ada.speaker.name, ada.role.title, ada.role.organisation.name) == ("Ada", "minister", agency.name)
        assert (guild.speaker, guild.role, guild.words) == (agency, None, "parliament")
        assert ada.spans == [[35, 61]]


def test_dates_and_times_come_back_as_such():
    article = make.article()
    make.hop(article, make.source(), date="2021-12-26")
    [hop] = rows_of(Hop.objects.filter(article=OuterRef("pk")), "date", "article__publish_at")
    assert hop.date.isoformat() == "2021-12-26"
    assert hop.article.publish_at == article.publish_at


def test_without_related_rows_the_list_is_empty():
    make.article()
    assert rows_of(Topic.objects.filter(articles=OuterRef("pk")).order_by("name"), "name") == []
