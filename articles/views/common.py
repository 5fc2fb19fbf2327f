"""Lists of what stands in very many articles: a common topic, somebody who speaks every day.

What few articles have is found by its own index and then sorted. What thousands have is not: there the archive is read
by date, and each article or quotation asked for it, until the page is full. The databases do not always see which is
which. So the query that finds the person, source or topic also says whether it is `common`; what must not lead the way
is then hidden from the indexes.
"""

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from articles.models import Article, Mention, Quote, Role
from articles.models.gate import CONFIRMED

SORTED_AT_MOST = 2_000
_Tagged = Article.topics.through
_THIS = OuterRef("pk")


def with_common(queryset: QuerySet) -> QuerySet:
    """Annotate people, sources or topics with `common`: whether more rows than are worth sorting belong to each."""
    said = Quote.objects.filter(state=CONFIRMED)
    common = {
        "person": lambda: _more(said.filter(speaker_person=_THIS)) | _more(Mention.objects.filter(person=_THIS)),
        "source": lambda: _more(said.filter(speaker_source=_THIS)),
        "topic": lambda: _more(_Tagged.objects.filter(topic=_THIS)),
    }
    return queryset.annotate(common=common[queryset.model.redirect_kind]())


def _more(queryset: QuerySet) -> Exists:
    return Exists(queryset.order_by()[SORTED_AT_MOST : SORTED_AT_MOST + 1])


def tagged(queryset: QuerySet, topic: Any, article: str = "") -> QuerySet:
    """Keep the articles of a topic, or what belongs to them: `article` is the path to the article, "" for itself."""
    if _is_common(topic):
        tags = _Tagged.objects.filter(topic=topic.pk, article=OuterRef(article or "pk"))
        return queryset.filter(Exists(tags))
    return queryset.filter(**{f"{article}__topics" if article else "topics": topic.pk})


def with_person(queryset: QuerySet, person: Any) -> QuerySet:
    """Keep the articles that mention or quote the person."""
    mentions, public = Mention.objects.filter(person=person.pk).order_by(), Quote.objects.public().order_by()
    if _is_common(person):
        # Two bounds, not "equal": PostgreSQL would hash all that the person said before it looks at one article.
        here = {"article__gte": OuterRef("pk"), "article__lte": OuterRef("pk")}
        said = _hidden(public, "speaker_person", person.pk)
        return queryset.filter(Exists(said.filter(**here)) | Exists(mentions.filter(**here)))
    said = public.filter(speaker_person=person.pk)
    return queryset.filter(pk__in=said.values("article").union(mentions.values("article")))


def said_by(queryset: QuerySet, speaker: Any) -> QuerySet:
    """Keep the quotations of a person or source."""
    column = f"speaker_{speaker.redirect_kind}"
    if _is_common(speaker):
        return _hidden(queryset, column, speaker.pk)
    return queryset.filter(**{column: speaker.pk})


def in_role(queryset: QuerySet, roles: QuerySet[Role]) -> QuerySet:
    """Keep what was said in one of `roles`. One query, which counts no further than it must."""
    roles = roles.order_by()
    said = Quote.objects.filter(state=CONFIRMED, role__in=roles.values("pk")).order_by()
    if said.values("pk")[: SORTED_AT_MOST + 1].count() > SORTED_AT_MOST:
        return queryset.filter(Exists(roles.filter(pk=OuterRef("role"))))
    return queryset.filter(role__in=roles.values("pk"))


def _is_common(record: Any) -> bool:
    return getattr(record, "common", False)


def _hidden(queryset: QuerySet, column: str, key: int) -> QuerySet:
    """Filter by a foreign key in a way that no index on it answers."""
    return queryset.alias(hidden=F(column) + 0).filter(hidden=key)
