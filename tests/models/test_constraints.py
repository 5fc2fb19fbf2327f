"""The database itself refuses what must never be, whoever writes."""

import pytest
from django.db import IntegrityError, transaction

from articles.models import Article, Quote
from tests import make

pytestmark = pytest.mark.django_db


def refused(name: str):
    return pytest.raises(IntegrityError, match=name)


def raw_quote(article: Article, **fields) -> Quote:
    return Quote(**{"article": article, "spans": [[0, 3]], "words": "The", "state": "confirmed"} | fields)


def test_a_quotation_with_two_speakers_is_refused():
    quote = raw_quote(make.article(), speaker_person=make.person(), speaker_source=make.source())
    with refused("quote_one_speaker"):
        quote.save()


@pytest.mark.parametrize("spans", [[[5, 3]], [[5, 5]], [], [[1]], "x", [[1, 2], [3, "a"]], [[1.5, 2]], [[-1, 2]], {}])
def test_spans_that_are_no_forward_pairs_are_refused(spans):
    with pytest.raises(IntegrityError):
        raw_quote(make.article(), spans=spans).save()


@pytest.mark.parametrize("spans", ["[[1,2],[3]]", '[["1","2"]]', "[[1,2,3]]", "[[-1,2]]"])
def test_malformed_spans_written_past_the_model_are_refused_by_the_database(spans):
    quote = make.quote(make.article())
    with refused("quote_spans_well_formed"), transaction.atomic():
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("UPDATE articles_quote SET spans = %s WHERE id = %s", [spans, quote.pk])


def test_an_article_has_at_most_one_open_update():
    article = make.article()
    make.article(update_of=article, slug=article.slug, status="draft")
    with pytest.raises(Exception, match=r"open update|article_one_open_update"):
        make.article(update_of=article, slug=article.slug, status="draft")


def test_a_pending_update_cannot_be_published_itself():
    article = make.article()
    update = make.article(update_of=article, slug=article.slug, status="draft")
    with refused("article_update_is_pending"):
        Article.objects.filter(pk=update.pk).update(status="published")


def test_a_published_article_has_a_time_of_publication():
    with refused("article_published_has_a_time"):
        Article.objects.filter(pk=make.article().pk).update(publish_at=None)


@pytest.mark.parametrize("field", ["guid", "slug"])
def test_guid_and_slug_of_articles_are_unique(field):
    one, two = make.article(), make.article()
    with pytest.raises(IntegrityError):
        Article.objects.filter(pk=two.pk).update(**{field: getattr(one, field)})


@pytest.mark.parametrize("kind", ["person", "source", "topic"])
def test_slugs_of_people_sources_and_topics_are_unique(kind):
    one, two = getattr(make, kind)(), getattr(make, kind)()
    with pytest.raises(IntegrityError):
        type(two).objects.filter(pk=two.pk).update(slug=one.slug)
