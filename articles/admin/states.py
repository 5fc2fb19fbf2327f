"""The state of a quotation at a glance: a shape and a colour, and the word for who sees neither."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.models import Quote

_SHAPES = {"suggested": "○", "confirmed": "●", "altered": "◐", "lost": "⊗", "rejected": "–"}


def mark(state: str, *, word: bool = True) -> str:
    """Return the mark of a state as HTML, with its name beside it or for screen readers only."""
    return format_html(
        '<span class="state state-{}"><span class="shape" aria-hidden="true">{}</span>'
        ' <span class="{}">{}</span></span>',
        state,
        _SHAPES.get(state, "?"),
        "word" if word else "visually-hidden",
        dict(Quote.State.choices).get(state, _("unknown")),
    )
