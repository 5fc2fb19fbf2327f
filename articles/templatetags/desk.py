"""The words of the desk's own templates."""

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timesince import timesince, timeuntil
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.editorial import permissions
from articles.editorial.comparing import changes
from articles.editorial.timeline import Timeline, timeline
from articles.models import Article

from .record import machine, moment

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: Any, verb: str) -> bool:
    """Return whether who looks at the page of a story (`original`) may do `verb` to it as it is."""
    return permissions.allowed(context["request"].user, verb, context.get("original"))


@register.simple_tag(takes_context=True)
def waits(context: Any) -> bool:
    """Return whether the story (`original`) is published for a time that has not come, or under embargo."""
    article = context["original"]
    ahead = article.publish_at is not None and article.publish_at > timezone.now()
    return article.status == "published" and (ahead or permissions.embargoed(article))


@register.filter
def percent(share: float) -> str:
    """Return a share, 0 to 1, as "87.5 %"."""
    return f"{100 * share:.1f} %"


@register.simple_tag
def rate(of: Any) -> SafeString:
    """Return precision, recall and F1 of a rate as three cells of a table."""
    return format_html_join("", "<td>{}</td>", ((percent(n),) for n in (of.precision, of.recall, of.f1)))


@register.simple_tag
def reworded(before: str, now: str) -> SafeString:
    """Return the words as they are now, with what was taken out and put in marked."""
    marks = {"same": "{}", "out": "<del>{}</del>", "in": "<ins>{}</ins>"}
    return SafeString("".join(format_html(marks[kind], text) for kind, text in changes(before, now)))


@register.filter
def away(moment: datetime) -> SafeString:
    """Return how long ago a moment was, or how far it is ahead, in words; the exact time is in its title."""
    now = timezone.now()
    if abs((moment - now).total_seconds()) < 60:
        return _time(moment, _("just now"))
    if moment < now:
        return _time(moment, _("%s ago") % timesince(moment, now, depth=1))
    return _time(moment, pgettext("time ahead", "in %s") % timeuntil(moment, now, depth=1))


@register.filter
def clock(moment: datetime) -> SafeString:
    """Return a moment as the desk reads it: the time alone today, else with the day."""
    local = timezone.localtime(moment)
    today = local.date() == timezone.localdate()
    return _time(moment, date_format(local, "H:i" if today else "j M Y, H:i"))


def _time(when: datetime, words: str) -> SafeString:
    return format_html('<time datetime="{}" title="{}">{}</time>', machine(when), moment(when), words)


@register.simple_tag(takes_context=True)
def story_timeline(context: Any, article: Article) -> Timeline:
    """Return the last that happened to a story, as far as who asks may see it."""
    return timeline(article, context["request"].user)
