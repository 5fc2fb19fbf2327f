"""How templates show a photo: the browser chooses among its renditions."""

from typing import Any

from django import template

register = template.Library()
# The best first, as browsers take the first that they know; the last is for all.
_FORMATS = ("avif", "webp", "jpeg")
_PLAIN_WIDTH = 640


@register.inclusion_tag("includes/picture.html")
def picture(photo: Any, renditions: list[Any], sizes: str, *, first: bool = False) -> dict[str, Any]:
    """Show a photo by its renditions of one shape, the smallest given first; nothing where there are none.

    `sizes` says how wide it stands on the page (HTML, the attribute `sizes`); `first` is what readers see first.
    """
    by_format = [[row for row in renditions if row.format == name] for name in _FORMATS]
    sources = [{"format": rows[0].format, "srcset": _srcset(rows)} for rows in by_format if rows]
    plain = next((rows for rows in reversed(by_format) if rows), [])
    return {
        "photo": photo,
        "sources": sources[:-1],
        "plain": next((row for row in plain if row.width >= _PLAIN_WIDTH), plain[-1] if plain else None),
        "srcset": sources[-1]["srcset"] if sources else "",
        "largest": plain[-1] if plain else None,
        "sizes": sizes,
        "first": first,
    }


def _srcset(rows: list[Any]) -> str:
    return ", ".join(f"{row.get_absolute_url()} {row.width}w" for row in rows)
