"""Small stories for the desk checks: whole, unless told otherwise, so that each test sees its own finding only."""

from datetime import date
from typing import Any

from articles.editorial.checks import Finding, run
from articles.models import Article, Person
from tests import make

BODY = "“We will publish the report in May,” minister Nora Field said.\n\nField left at noon."
SAID = "We will publish the report in May"


def draft(body: str = BODY, **fields: Any) -> Article:
    """Return a draft to which no check has anything to say, but for what `body` and `fields` bring with them."""
    given = {"status": "draft", "publish_at": None, "dateline_place": "OSLO", "dateline_date": date(2021, 12, 27)}
    if "source" not in fields:
        given["source"] = make.source()
    return make.article(**{"headline": "The week in parliament", "body": body} | given | fields)


def field(**fields: Any) -> Person:
    return make.person("Nora Field", **fields)


def found(article: Article, code: str = "") -> list[Finding]:
    """Return the findings on an article as stored, those of one code or all."""
    return [f for f in run(Article.objects.get(pk=article.pk)) if not code or f.code == code]


def codes(article: Article) -> list[str]:
    return [finding.code for finding in found(article)]


def words(article: Article, finding: Finding) -> list[str]:
    """Return the words that a finding points at."""
    text = getattr(article, finding.field)
    return [text[start:end] for start, end in finding.spans]
