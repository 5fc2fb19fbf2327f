"""The words of the desk's own templates."""

from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def percent(share: float) -> str:
    """Return a share, 0 to 1, as "87.5 %"."""
    return f"{100 * share:.1f} %"


@register.simple_tag
def rate(of: Any) -> SafeString:
    """Return precision, recall and F1 of a rate as three cells of a table."""
    return format_html_join("", "<td>{}</td>", ((percent(n),) for n in (of.precision, of.recall, of.f1)))
