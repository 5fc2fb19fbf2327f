"""How templates write what the record holds: partial dates, periods, who speaks."""

import calendar
import json
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.formats import date_format, get_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Hop
from articles.models.languages import direction
from articles.models.quote import speakers_of
from articles.search import highlight as highlighted
from articles.search import snippet as shortened

register = template.Library()
_IN_SCRIPT = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@register.filter
def machine(moment: datetime) -> str:
    """Return a moment for the `datetime` of <time>: to the second, for HTML takes three digits after it at most."""
    return localtime(moment).isoformat(timespec="seconds")


@register.filter
def moment(value: datetime) -> str:
    """Return a moment as it is read, to the minute and with its time zone: "27 December 2021, 12:04 UTC"."""
    local = localtime(value)
    return f"{date_format(local, 'DATETIME_FORMAT')} {local:%Z}"


@register.filter
def partial_date(value: str, month: str = "F") -> str:
    """Return YYYY, YYYY-MM or YYYY-MM-DD as it is read: "2021", "December 2021", "27 December 2021".

    `month` is "F" for the name of a month that stands alone, "E" for its form after a preposition.
    """
    parts = [int(part) for part in value.split("-")] if value else []
    if len(parts) == 3:
        year, month, day = parts
        return date_format(date(year, month, min(day, calendar.monthrange(year, month)[1])))
    if len(parts) == 2:
        return date_format(date(*parts, 1), f"{month} Y")
    return str(parts[0]) if parts else ""


@register.filter
def quoted(words: Any, language: str = "") -> SafeString:
    """Return words between the quotation marks of the page's language; `language` is their own, where it is told."""
    if language:
        words = format_html('<span lang="{}" dir="{}">{}</span>', language, direction(language), words)
    return format_html(_("“%s”") % "{}", words)


@register.filter
def period(role: Any) -> str:
    """Return the term of a role in words: "2016 to March 2021", "since 2016", "in December 2021", or nothing."""
    # Languages with another form of the month have it in their dates: "7 декабря 2021", "с декабря 2021".
    month = "E" if "E" in get_format("DATE_FORMAT") else "F"
    start, end, as_of = partial_date(role.start, month), partial_date(role.end, month), partial_date(role.as_of)
    if start and end:
        return _("%(start)s to %(end)s") % {"start": start, "end": end}
    if start:
        return _("since %s") % start
    if end:
        return _("until %s") % end
    if as_of:
        return (_("on %s") if len(role.as_of) == len("2021-12-27") else _("in %s")) % as_of
    return ""


@register.simple_tag
def highlight(text: str, words: str) -> SafeString | str:
    """Return a text with the searched words marked; without any it is as it was."""
    return highlighted(text, words) if words else text


@register.simple_tag
def snippet(text: str, words: str) -> SafeString | str:
    """Return the part of a text in which the searched words stand, marked."""
    return shortened(text, words) if words else ""


@register.filter
def linked_data(data: dict[str, Any]) -> SafeString:
    """Return JSON-LD as a data block, which no browser runs; nothing in it can end the element (HTML 4.12.1.3)."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


@register.simple_tag
def speakers(article: Any) -> list[Any]:
    """Return who speaks in an article of a list, each once, in the order of the text."""
    return speakers_of(article.record_quotes)


# What a step of a source chain is called where it is the first, nearest to the event, and where it follows another.
_FIRST = {
    Hop.How.STATEMENT: gettext_lazy("Statement by {source}"),
    Hop.How.INTERVIEW: gettext_lazy("Interview with {source}"),
    Hop.How.PRESS_CONFERENCE: gettext_lazy("Press conference of {source}"),
    Hop.How.SPEECH: gettext_lazy("Speech at {source}"),
    Hop.How.POST: gettext_lazy("Post by {source}"),
    Hop.How.DOCUMENT: gettext_lazy("Document of {source}"),
    Hop.How.AGENCY_REPORT: gettext_lazy("Report by {source}"),
}
_THEN = {
    Hop.How.STATEMENT: gettext_lazy("in a statement by {source}"),
    Hop.How.INTERVIEW: gettext_lazy("in an interview with {source}"),
    Hop.How.PRESS_CONFERENCE: gettext_lazy("at a press conference of {source}"),
    Hop.How.SPEECH: gettext_lazy("in a speech at {source}"),
    Hop.How.POST: gettext_lazy("in a post by {source}"),
    Hop.How.DOCUMENT: gettext_lazy("in a document of {source}"),
    Hop.How.AGENCY_REPORT: gettext_lazy("reported by {source}"),
}


@register.simple_tag
def chain(hops: list[Any]) -> SafeString:
    """Return the steps of a source chain as one sentence, each source a link: "Statement by A, reported by B."."""
    return format_html("{}.", format_html_join(", ", "{}", ((_step(hop, n),) for n, hop in enumerate(hops))))


def _step(hop: Any, place: int) -> SafeString:
    source = format_html('<a href="{}">{}</a>', hop.source.get_absolute_url(), hop.source.name)
    step = format_html(str((_THEN if place else _FIRST)[hop.how]), source=source)
    if hop.date:
        step = format_html("{} ({})", step, date_format(hop.date))
    if hop.url:
        step = format_html('{} [<a href="{}" rel="noopener external">{}</a>]', step, hop.url, _("original"))
    return step
