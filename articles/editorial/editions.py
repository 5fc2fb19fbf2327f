"""Editions (D3): the whole article as published, in canonical JSON, chained by SHA-256."""

import json
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from articles.models import Article, Edition, Quote


def content(article: Article) -> dict[str, Any]:
    """Return the article as readers have it, quotations included, as plain JSON values.

    Keys are the names of the models' fields; linked records are given by natural key and name, times in ISO 8601 UTC.
    """
    plain = (
        "guid headline slug summary body dateline_place credit_line byline external_url language update_note"
    ).split()
    times = ("dateline_date", "first_posted", "publish_at", "modified")
    return {
        **{name: getattr(article, name) for name in plain},
        **{name: _moment(getattr(article, name)) for name in times},
        "source": _named(article.source),
        "topics": [_named(topic) for topic in article.topics.order_by("slug")],
        "hops": [
            {"source": _named(h.source), "how": h.how, "date": _moment(h.date), "url": h.url}
            for h in article.hops.select_related("source").order_by("order")
        ],
        "mentions": [
            {"person": _named(m.person), "description": m.description}
            for m in article.mentions.select_related("person").order_by("person__slug")
        ],
        "quotes": [_quote(quote) for quote in published_quotes(article)],
    }


def published_quotes(article: Article) -> Any:
    """Return the quotations that an edition carries: the confirmed ones, in the order of the text."""
    related = ("speaker_person", "speaker_source", "role__organisation", "within", "via")
    return article.quotes.filter(state=Quote.State.CONFIRMED).select_related(*related).order_by("start", "pk")


def _quote(quote: Quote) -> dict[str, Any]:
    plain = "guid spans words kind attribution cue venue said_on original_language original_words".split()
    return {
        **{name: getattr(quote, name) for name in plain},
        "speaker": {**_named(quote.speaker), "is": quote.speaker._meta.model_name} if quote.speaker else None,
        "role": str(quote.role) if quote.role else None,
        "within": quote.within.guid if quote.within else None,
        "via": _named(quote.via),
    }


def _named(row: Any) -> dict[str, str] | None:
    return {"slug": row.slug, "name": row.name} if row else None


def _moment(value: Any) -> str | None:
    return value.isoformat().replace("+00:00", "Z") if value else None


def canonical(value: Any) -> str:
    """Return `value` as canonical JSON: sorted keys, no spaces, no escapes beyond need (RFC 8785, without floats)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def append(article: Article, kind: str, user: AbstractBaseUser | None, *, at: datetime, note: str = "") -> Edition:
    """Append the article's present content as its next edition and return it; call in the publishing transaction.

    `at` is the time of publication, `note` what readers are told of it.
    """
    article = Article.objects.select_related("source").get(pk=article.pk)
    last = article.editions.order_by("number").last()
    edition = Edition(
        article=article,
        number=last.number + 1 if last else 1,
        kind=kind,
        published=at,
        user=user,
        note=note,
        content=canonical(content(article)),
        previous_sha256=last.sha256 if last else "",
    )
    edition.sha256 = edition.computed_sha256()
    edition.save()
    return edition


# What can't change for a reason of its own: a person who is renamed is not an article that was altered.
_OWN = ("headline", "slug", "summary", "body", "byline", "credit_line", "dateline_place", "update_note", "publish_at")


def differences(article: Article, edition: Edition) -> list[str]:
    """Return the names of what readers have otherwise than `edition` says: own fields of the article, or "quotes"."""
    try:
        then = json.loads(edition.content)
    except ValueError:
        return ["content"]
    now = content(article)
    changed = [name for name in _OWN if now[name] != then.get(name)]
    return changed + ["quotes"] * (_words(now) != _words(then))


def _words(edition: dict[str, Any]) -> list[Any]:
    names = ("guid", "spans", "words", "kind", "attribution")
    return sorted([quote.get(name) for name in names] for quote in edition.get("quotes", []))
