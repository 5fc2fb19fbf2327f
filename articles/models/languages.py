"""Languages by their BCP 47 tags, and which of them are written from right to left."""

from django.conf.locale import LANG_INFO
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


def endonym(tag: str) -> str:
    """Return what a language calls itself, to stand alone, for a BCP 47 tag; the tag where that is not known here.

    >>> endonym("az"), endonym("fr-CA"), endonym("sux")
    ('Azərbaycanca', 'Français (CA)', 'sux')
    """
    subtags = tag.split("-")
    for n in range(len(subtags), 0, -1):
        name = LANG_INFO.get("-".join(subtags[:n]).lower(), {}).get("name_local")
        if name:
            rest = "-".join(subtags[n:])
            return f"{name[0].upper()}{name[1:]}" + (f" ({rest})" if rest else "")
    return tag


def direction(tag: str) -> str:
    """Return "rtl" or "ltr" for a BCP 47 tag; a script subtag decides before the language does."""
    parts = tag.split("-")
    scripts = [p for p in parts[1:] if len(p) == 4]
    if scripts:
        return "rtl" if scripts[0] in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if parts[0] in _RIGHT_TO_LEFT else "ltr"
