"""What stands around a story's text and has no revisions of its own: kept in the audit log when the story goes."""

from typing import Any

from articles.models import Article, Hop, Mention, Person, Source, Topic


def of(article: Article) -> dict[str, Any]:
    """Return topics, source chain and people of a story by natural key, and the GUIDs of its quotations, for JSON."""
    return {
        "topics": list(article.topics.order_by("slug").values_list("slug", flat=True)),
        "hops": [
            {"source": hop.source.slug, "how": hop.how, "date": hop.date and hop.date.isoformat(), "url": hop.url}
            for hop in article.hops.select_related("source").order_by("order")
        ],
        "mentions": list(article.mentions.order_by("pk").values_list("person__slug", "description")),
        "quotes": list(article.quotes.order_by("pk").values_list("guid", flat=True)),
    }


def put_back(article: Article, kept: dict[str, Any]) -> None:
    """Give a story what `of` told of it, as far as topics, sources and people are still on record."""
    article.topics.set(Topic.objects.filter(slug__in=kept.get("topics", [])))
    hops, mentions = kept.get("hops", []), kept.get("mentions", [])
    sources = {row.slug: row for row in Source.objects.filter(slug__in=[hop["source"] for hop in hops])}
    people = {row.slug: row for row in Person.objects.filter(slug__in=[slug for slug, _described in mentions])}
    for order, hop in enumerate((hop for hop in hops if hop["source"] in sources), 1):
        Hop(article=article, order=order, **hop | {"source": sources[hop["source"]]}).save()
    for slug, description in mentions:
        if slug in people:
            Mention(article=article, person=people[slug], description=description).save()
