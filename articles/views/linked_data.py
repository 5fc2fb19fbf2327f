"""What the pages say to machines about themselves, in the words of schema.org (JSON-LD 1.1)."""

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.utils.timezone import localdate

from articles.models import Article, Person, Quote, Role, Source

from .corrected import Notice

Data = dict[str, Any]
Absolute = Callable[[str], str]
_CONTEXT = "https://schema.org"
# Kinds of source that schema.org has a narrower word for.
_ORGANISATIONS = {
    Source.Kind.AGENCY: "NewsMediaOrganization",
    Source.Kind.PUBLICATION: "NewsMediaOrganization",
    Source.Kind.BROADCASTER: "NewsMediaOrganization",
    Source.Kind.GOVERNMENT: "GovernmentOrganization",
}


def of_article(
    article: Article,
    quotes: Sequence[Quote],
    corrections: Sequence[Notice],
    versions: Sequence[Article],
    here: Absolute,
) -> Data:
    """Return a NewsArticle with its Quotations and CorrectionComments; `here` makes addresses absolute.

    `versions` are the article in other languages.
    """
    address = here(article.get_absolute_url())
    original = article.translation_of_id
    return _filled(
        {
            "@context": _CONTEXT,
            "@type": "NewsArticle",
            "@id": address,
            "url": address,
            "mainEntityOfPage": address,
            "identifier": article.guid,
            "headline": article.headline,
            "description": article.summary,
            "inLanguage": article.language,
            "datePublished": published(article),
            "dateModified": changed(article),
            "dateline": article.dateline_place,
            "wordCount": len(article.body.split()),
            "author": _author(article, here),
            "creditText": article.credit_line,
            "publisher": {"@type": "NewsMediaOrganization", "name": settings.SITE_NAME, "url": here("/")},
            "sourceOrganization": _organisation(article.source, here),
            "isBasedOn": article.external_url,
            "isAccessibleForFree": True,
            "translationOfWork": next((_version(row, here) for row in versions if row.pk == original), None),
            "workTranslation": [_version(row, here) for row in versions if row.translation_of_id == article.pk],
            "about": [topic.name for topic in getattr(article, "record_topics", ())],
            "hasPart": [_quotation(quote, here) for quote in quotes],
            "correction": [_correction(correction) for correction in corrections],
        }
    )


def _version(article: Article, here: Absolute) -> Data:
    address = here(article.get_absolute_url())
    return {"@type": "NewsArticle", "@id": address, "url": address, "inLanguage": article.language}


def of_quote(quote: Quote, here: Absolute) -> Data:
    """Return a Quotation with the article in which it stands."""
    article = quote.article
    within = {"@type": "NewsArticle", "headline": article.headline, "url": here(article.get_absolute_url())}
    return {"@context": _CONTEXT, **_quotation(quote, here), "isPartOf": within, "inLanguage": article.language}


def of_person(person: Person, roles: Sequence[Role], here: Absolute) -> Data:
    """Return a Person with the roles on record, each with its term as far as it is known."""
    address = here(person.get_absolute_url())
    return _filled(
        {
            "@context": _CONTEXT,
            "@type": "Person",
            "@id": address,
            "url": address,
            "name": person.name,
            "alternateName": person.aliases,
            "description": person.bio,
            "sameAs": f"https://www.wikidata.org/entity/{person.wikidata}" if person.wikidata else "",
            "hasOccupation": [_role(role, here) for role in roles],
        }
    )


def of_source(source: Source, here: Absolute) -> Data:
    """Return an Organization; a document or an account is a CreativeWork."""
    return {"@context": _CONTEXT, **(_organisation(source, here, whole=True) or {})}


def published(article: Article) -> str:
    """Return when readers got an article, in ISO 8601: the newsroom's day alone where the time is not known."""
    return _moment(article.first_posted or localdate(article.publish_at or article.created))


def changed(article: Article) -> str:
    """Return when an article was last changed for its readers, in ISO 8601."""
    return _moment(article.modified) or published(article)


def _author(article: Article, here: Absolute) -> Any:
    """The byline as printed: who wrote is text and no record; without one the source stands for it."""
    if article.byline:
        return {"@type": "Person", "name": article.byline}
    return _organisation(article.source, here) or {"@type": "NewsMediaOrganization", "name": settings.SITE_NAME}


def _quotation(quote: Quote, here: Absolute) -> Data:
    address = here(quote.get_absolute_url())
    return _filled(
        {
            "@type": "Quotation",
            "@id": address,
            "url": address,
            "identifier": quote.guid,
            "text": quote.words,
            "spokenByCharacter": _speaker(quote, here),
        }
    )


def _speaker(quote: Quote, here: Absolute) -> Any:
    if quote.speaker_source:
        return _organisation(quote.speaker_source, here)
    person = quote.speaker_person
    if person is None:
        return None
    role = quote.role
    return _filled(
        {
            "@type": "Person",
            "@id": here(person.get_absolute_url()),
            "name": person.name,
            "jobTitle": role.title if role else "",
            "worksFor": _organisation(role.organisation, here) if role else None,
        }
    )


def _organisation(source: Source | None, here: Absolute, *, whole: bool = False) -> Data | None:
    if source is None:
        return None
    kind = source.__dict__.get("kind", "")
    work = kind in {Source.Kind.DOCUMENT, Source.Kind.SOCIAL}
    named = {
        "@type": "CreativeWork" if work else _ORGANISATIONS.get(kind, "Organization"),
        "@id": here(source.get_absolute_url()),
        "name": source.name,
    }
    if not whole:
        return named
    return _filled({**named, "alternateName": source.aliases, "description": source.description, "sameAs": source.url})


def _role(role: Role, here: Absolute) -> Data:
    return _filled(
        {
            "@type": "Role",
            "hasOccupation": {"@type": "Occupation", "name": role.title},
            "startDate": role.start or role.as_of,
            "endDate": role.end,
            "memberOf": _organisation(role.organisation, here),
        }
    )


def _correction(correction: Notice) -> Data:
    return {"@type": "CorrectionComment", "text": correction.note, "datePublished": _moment(correction.made)}


def _moment(value: Any) -> str:
    return value.isoformat() if value else ""


def _filled(data: Data) -> Data:
    """Leave out what is not known."""
    return {name: value for name, value in data.items() if value not in (None, "", [])}
