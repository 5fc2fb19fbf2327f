"""Languages by their BCP 47 tags, and which of them are written from right to left."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

check_language = RegexValidator(
    r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$",
    _("Write a language tag of BCP 47, such as en, az or zh-Hant."),
)

# Languages whose usual script is written from right to left (Unicode CLDR, characterOrder).
_RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "khw", "ks", "ku", "ps", "sd", "syr", "ug", "ur", "yi"]
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset(["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"])


def direction(tag: str) -> str:
    """Return "rtl" or "ltr" for a BCP 47 tag; a script subtag decides before the language does."""
    parts = tag.split("-")
    scripts = [p for p in parts[1:] if len(p) == 4]
    if scripts:
        return "rtl" if scripts[0] in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if parts[0] in _RIGHT_TO_LEFT else "ltr"
