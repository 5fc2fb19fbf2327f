"""Pictures for tests, drawn or made of numbers."""

import io
from typing import Any

from PIL import Image, ImageDraw


def scene(size: tuple[int, int] = (240, 160)) -> Image.Image:
    """Return a landscape in which every crop can be judged: sky and ground, a person at a lectern at the left third."""
    width, height = size
    picture = Image.linear_gradient("L").resize(size)
    picture = Image.merge("RGB", [picture.point(lambda v, low=low: low + v // 4) for low in (96, 132, 168)])
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, height * 3 // 5, width, height), fill=(94, 88, 70))
    for n in range(9):
        left = width * n // 9
        top = height * (3 + n * 5 % 4) // 10
        draw.rectangle((left, top, left + width // 11, height * 3 // 5), fill=(120 - 7 * n, 112 - 5 * n, 118))
    x, unit = width // 3, min(width, height) // 12
    draw.rounded_rectangle((x - 2 * unit, height // 2, x + 2 * unit, height), radius=unit, fill=(38, 44, 62))
    draw.ellipse((x - unit, height // 2 - 2 * unit, x + unit, height // 2 + unit // 2), fill=(205, 163, 132))
    draw.polygon(
        [
            (x - 3 * unit, height * 4 // 5),
            (x + 3 * unit, height * 4 // 5),
            (x + 2 * unit, height),
            (x - 2 * unit, height),
        ],
        fill=(122, 82, 48),
    )
    return picture


def saved(picture: Image.Image, format: str, **options: Any) -> bytes:  # noqa: A002  Pillow's word
    out = io.BytesIO()
    picture.save(out, format, **options)
    return out.getvalue()


def jpeg(size: tuple[int, int] = (240, 160), **options: Any) -> bytes:
    return saved(scene(size), "JPEG", **options)
