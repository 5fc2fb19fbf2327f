"""The one gate (D1): what a reader may see, for every table that has a public page.

`live` is the only place that says when an article is public. Every outlet goes through one of the querysets here.
"""

from datetime import datetime
from typing import Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

PUBLISHED = "published"
RETRACTED = "retracted"
CONFIRMED = "confirmed"
# The states of a quotation whose words are no longer those that were recorded.
WAITING = ("altered", "lost")


def live(prefix: str = "", at: datetime | None = None) -> Q:
    """Return the condition under which readers may see an article.

    Published, no pending update, its publication time reached, and no embargo running. `prefix` is the path from the
    queried table to the article ("article__"); `at` stands in for the database's own clock in tests and archives.
    """
    now = Now() if at is None else at
    return Q(
        Q(**{f"{prefix}embargo_until": None}) | Q(**{f"{prefix}embargo_until__lte": now}),
        **{f"{prefix}status": PUBLISHED, f"{prefix}update_of": None, f"{prefix}publish_at__lte": now},
    )


class _Each(Exists):
    """EXISTS asked for one row after the other, by index.

    Without an offset, PostgreSQL gathers all public articles and quotations first, whatever is asked for: the first
    sources of 40,000 articles took 336 ms, and take 4.
    """

    template = "EXISTS(%(subquery)s OFFSET 0)"


def _exists(model: str, at: datetime | None, to_article: str = "article__", **match: OuterRef) -> Exists:
    return _Each(apps.get_model("articles", model).objects.filter(live(to_article, at), **match))


def _exists_quote(at: datetime | None, **match: OuterRef) -> Exists:
    return _Each(apps.get_model("articles", "Quote").objects.public(at).filter(**match))


class ArticleQuerySet(QuerySet):
    def published(self, at: datetime | None = None) -> Self:
        """Keep what a reader may see; `at` replaces the database's clock."""
        return self.filter(live(at=at))

    def retracted(self, at: datetime | None = None) -> Self:
        """Keep what readers could see until it was retracted: its address stays, with a notice and no text."""
        return self.filter(status=RETRACTED, update_of=None, publish_at__lte=Now() if at is None else at)


class EditionQuerySet(QuerySet):
    def public(self, at: datetime | None = None) -> Self:
        """Keep the editions of published articles whose own time has come.

        Those before the last first publication were made for a time that was given up: readers never had them.
        """
        first = Q(article=OuterRef("article"), number__gt=OuterRef("number"), kind="first")
        anew = apps.get_model("articles", "Edition").objects.filter(first)
        return self.filter(live("article__", at), ~Exists(anew), published__lte=Now() if at is None else at)


class QuoteQuerySet(QuerySet):
    def public(self, at: datetime | None = None) -> Self:
        """Keep the confirmed quotations of published articles."""
        return self.filter(live("article__", at), state=CONFIRMED)

    def waiting(self) -> Self:
        """Keep those that wait for an editor's decision: altered or lost, and the story not spiked or retracted."""
        return self.filter(state__in=WAITING).exclude(article__status__in=["spiked", RETRACTED])


class PersonQuerySet(QuerySet):
    def public(self, at: datetime | None = None) -> Self:
        """Keep the people whom a published article quotes or mentions."""
        return self.filter(
            _exists("Mention", at, person=OuterRef("pk")) | _exists_quote(at, speaker_person=OuterRef("pk"))
        )


class SourceQuerySet(QuerySet):
    def public(self, at: datetime | None = None) -> Self:
        """Keep the sources that published articles come from, came through or quote, and where their people work."""
        people = apps.get_model("articles", "Person").objects.public(at).filter(roles__organisation=OuterRef("pk"))
        return self.filter(
            _exists("Article", at, "", source=OuterRef("pk"))
            | _exists("Hop", at, source=OuterRef("pk"))
            | _exists_quote(at, speaker_source=OuterRef("pk"))
            | _exists_quote(at, via=OuterRef("pk"))
            | _Each(people)
        )


class TopicQuerySet(QuerySet):
    def public(self, at: datetime | None = None) -> Self:
        """Keep the topics of published articles."""
        return self.filter(_exists("Article", at, "", topics=OuterRef("pk")))


def _shows(photo: str, at: datetime | None) -> Q:
    """Return the condition under which readers see a photo, whose key is in the column `photo`.

    It is the lead of a published article, or the portrait of somebody whom one quotes or mentions.
    """
    people = apps.get_model("articles", "Person").objects.public(at).filter(portrait=OuterRef(photo))
    return _exists("Article", at, "", lead_photo=OuterRef(photo)) | _Each(people)


class PhotoQuerySet(QuerySet):
    def public(self, at: datetime | None = None) -> Self:
        """Keep the photos that published articles and the pages of people show."""
        return self.filter(_shows("pk", at))


class RenditionQuerySet(QuerySet):
    def public(self, at: datetime | None = None) -> Self:
        """Keep the renditions of photos that readers see."""
        return self.filter(_shows("photo", at))
