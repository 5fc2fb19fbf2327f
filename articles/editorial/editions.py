"""Editions (D3): the whole article as published, in canonical JSON, chained by SHA-256."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Prefetch, QuerySet

from articles.models import Article, Edition, Hop, Mention, Photo, Quote


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
        "translation_of": article.translation_of.guid if article.translation_of else None,
        "source": _named(article.source),
        "lead_photo": _photo(article.lead_photo),
        "topics": [_named(topic) for topic in sorted(article.topics.all(), key=lambda t: t.slug)],
        "hops": [
            {"source": _named(h.source), "how": h.how, "date": _moment(h.date), "url": h.url}
            for h in sorted(article.hops.all(), key=lambda h: h.order)
        ],
        "mentions": [
            {"person": _named(m.person), "description": m.description}
            for m in sorted(article.mentions.all(), key=lambda m: m.person.slug)
        ],
        "quotes": [_quote(quote) for quote in sorted(_published(article), key=lambda q: (q.start, q.guid))],
    }


def present(article: Article) -> dict[str, Any]:
    """Return the content of an article as it is stored now."""
    return content(whole(Article.objects.all()).get(pk=article.pk))


def whole(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Return `articles` with all that `content` reads, in a fixed number of queries."""
    speakers = ("speaker_person", "speaker_source", "role__organisation", "within", "via")
    return articles.select_related("source", "lead_photo", "translation_of").prefetch_related(
        "topics",
        Prefetch("hops", Hop.objects.select_related("source")),
        Prefetch("mentions", Mention.objects.select_related("person")),
        Prefetch("quotes", Quote.objects.select_related(*speakers)),
        "editions",
    )


def _published(article: Article) -> list[Quote]:
    """Return the quotations that an edition carries: the confirmed ones."""
    return [quote for quote in article.quotes.all() if quote.state == Quote.State.CONFIRMED]


def _quote(quote: Quote) -> dict[str, Any]:
    plain = "guid spans words kind attribution cue venue said_on original_language original_words".split()
    return {
        **{name: getattr(quote, name) for name in plain},
        "speaker": {**_named(quote.speaker), "is": quote.speaker._meta.model_name} if quote.speaker else None,
        "role": str(quote.role) if quote.role else None,
        "within": quote.within.guid if quote.within else None,
        "via": _named(quote.via),
    }


def _photo(photo: Photo | None) -> dict[str, str] | None:
    return {name: getattr(photo, name) for name in ("guid", "alt", "caption", "credit")} if photo else None


def _named(row: Any) -> dict[str, str] | None:
    return {"slug": row.slug, "name": row.name} if row else None


def _moment(value: Any) -> str | None:
    return value.isoformat().replace("+00:00", "Z") if value else None


def canonical(value: Any) -> str:
    """Return `value` as canonical JSON: sorted keys, no spaces, no escapes beyond need (RFC 8785, without floats)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def append(
    article: Article,
    kind: str,
    user: AbstractBaseUser | None,
    *,
    at: datetime,
    note: str = "",
    corrections: Sequence[dict[str, str]] = (),
) -> Edition:
    """Append the article's present content as its next edition and return it; call in the publishing transaction.

    `at` is the time from which readers have it, `note` what they are told of it, `corrections` what it puts right;
    they are kept in the content too, so that the hash covers them. Raises ValidationError for a note that is too long.
    """
    article = whole(Article.objects.all()).get(pk=article.pk)
    last = max(article.editions.all(), key=lambda e: e.number, default=None)
    edition = Edition(
        article=article,
        number=last.number + 1 if last else 1,
        kind=kind,
        published=at,
        user=user,
        note=note,
        previous_sha256=last.sha256 if last else "",
    )
    edition.clean_fields(exclude=["article", "user", "content", "sha256"])
    edition.content = canonical({**content(article), "edition": {**itself(edition), "corrections": list(corrections)}})
    edition.sha256 = edition.computed_sha256()
    edition.save()
    return edition


def itself(edition: Edition) -> dict[str, Any]:
    """Return what an edition says of itself in its content."""
    at = edition.published.astimezone(UTC)
    return {"number": edition.number, "kind": edition.kind, "published": _moment(at), "note": edition.note}


def begin(article: Article) -> None:
    """Put on record what readers have of a story that came in without editions; call before it is changed."""
    if not article.editions.exists():
        append(article, Edition.Kind.FIRST, None, at=article.publish_at)


_SHAPE = {
    **dict.fromkeys("headline summary body dateline_place byline credit_line external_url language slug".split(), str),
    **dict.fromkeys(("quotes", "topics", "hops", "mentions"), list),
}


def read(edition: Edition) -> dict[str, Any] | None:
    """Return the content of an edition as `content` makes it, with all its texts and lists.

    None where it cannot be read: one that was damaged must not break a page.
    """
    try:
        found = json.loads(edition.content)
        found |= {name: found.get(name) or shape() for name, shape in _SHAPE.items()}
    except (ValueError, TypeError, AttributeError):
        return None
    if any(type(found[name]) is not shape for name, shape in _SHAPE.items()):
        return None
    if not isinstance(found.get("lead_photo"), dict | None):
        return None
    rows = [row for name, shape in _SHAPE.items() if shape is list for row in found[name]]
    return found if all(isinstance(r, dict) for r in rows) and all(map(_is_quote, found["quotes"])) else None


def _is_quote(quote: dict[str, Any]) -> bool:
    texts = (quote.get("guid"), quote.get("words"))
    return all(isinstance(text, str) for text in texts) and isinstance(quote.get("speaker"), dict | None)


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
