"""Citations for programs: BibTeX, RIS, CSL-JSON, and the template that Wikipedia's editors paste.

Whatever the words hold, they stay inside the field that they are in: each form has its own escapes.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from .citation import Citation

# Braces count for BibTeX even behind a backslash (btxdoc, 3), so they become commands.
_BIBTEX = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{char: f"\\{char}" for char in "%&#$_"},
    }
)
# Characters with a meaning in wikitext (mediawiki.org, Help:Formatting and Help:Templates), as HTML entities.
_WIKITEXT = re.compile(r"[&<>\[\]{}|~]|'(?=')|(?<=')'|_(?=_)|(?<=_)_")


def bibtex(cited: Citation) -> str:
    """Return an entry for BibTeX and biblatex, in UTF-8 (btxdoc; biblatex manual, 2.1)."""
    fields = [
        ("author", _bibtex_author(cited)),
        ("title", "{" + _tex(cited.heading) + "}"),
        ("howpublished", _tex(f"{cited.within} “{cited.title}”")),
        ("publisher", _tex(cited.publisher)),
        ("organization", _tex(cited.site)),
        ("date", cited.published.isoformat()),
        ("year", str(cited.published.year)),
        ("url", address(cited.url)),
        ("note", _tex(cited.role)),
        ("abstract", _tex(cited.words)),
        ("langid", _tex(cited.language)),
    ]
    rows = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@misc{{quotation-{cited.number},\n{rows}}}\n"


def ris(cited: Citation) -> str:
    """Return a record in the RIS format (Research Information Systems' specification): a tag and a value a line."""
    rows = [
        ("TY", "ELEC"),
        ("AU", cited.sort_name or cited.speaker),
        ("TI", cited.heading),
        ("T2", cited.title),
        ("PB", cited.publisher),
        ("DA", f"{cited.published:%Y/%m/%d}"),
        ("PY", str(cited.published.year)),
        ("AB", cited.words),
        ("N1", ", ".join(filter(None, (cited.genre, cited.role)))),
        ("LA", cited.language),
        ("DP", cited.site),
        ("UR", address(cited.url)),
        ("ID", f"quotation-{cited.number}"),
    ]
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in rows if value) + "ER  - \r\n"


def csl(cited: Citation) -> str:
    """Return a list of one item in CSL-JSON (Citation Style Language 1.0.2)."""
    day = cited.published
    item: dict[str, Any] = {
        "id": f"quotation-{cited.number}",
        "type": "webpage",
        "genre": cited.genre,
        "title": _line(cited.heading),
        "author": _csl_author(cited),
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "container-title": cited.site,
        "publisher": cited.publisher,
        "URL": address(cited.url),
        "abstract": cited.words,
        "note": ". ".join(part for part in (cited.role, f"{cited.within} “{cited.title}”") if part),
        "language": cited.language,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=1) + "\n"


def wikipedia(cited: Citation) -> str:
    """Return the template {{cite web}} of Wikipedia in English, on one line."""
    family, given = cited.family_and_given
    fields = [
        *((("last", family), ("first", given)) if given else (("author", family or cited.speaker),)),
        ("url", address(cited.url)),
        ("title", cited.title),
        ("website", cited.site),
        ("publisher", cited.publisher),
        ("date", cited.published.isoformat()),
        ("quote", cited.words if cited.verbatim else ""),
        ("language", cited.language),
    ]
    return "{{cite web " + "".join(f"|{name}={_wikitext(value)} " for name, value in fields if value) + "}}"


@dataclass(frozen=True, slots=True)
class Form:
    """A form for programs: its name, its media type, and what writes it."""

    name: str
    media_type: str
    write: Callable[[Citation], str]


# By the ending of a file's name.
FORMS = {
    "bib": Form("BibTeX", "application/x-bibtex", bibtex),
    "ris": Form("RIS", "application/x-research-info-systems", ris),
    "json": Form("CSL-JSON", "application/vnd.citationstyles.csl+json", csl),
}


def address(url: str) -> str:
    """Return a URL with all that could end a field percent-encoded (RFC 3986, 2.1)."""
    return quote(url, safe="/:?&=#%+,;@")


def _line(text: str) -> str:
    """Return `text` on one line, without control characters."""
    return " ".join("".join(c if c.isprintable() or c == "\u200d" else " " for c in text).split())


def _tex(text: str) -> str:
    return _line(text).translate(_BIBTEX)


def _bibtex_author(cited: Citation) -> str:
    """Return a name; an organisation's, or one that BibTeX would part at its "and", in braces of its own."""
    name = _tex(cited.sort_name or cited.speaker)
    whole = not cited.sort_name or re.search(r"\band\b", name, re.IGNORECASE) or name.count(",") > 1
    return f"{{{name}}}" if name and whole else name


def _csl_author(cited: Citation) -> Iterable[dict[str, str]]:
    family, given = cited.family_and_given
    if given:
        return [{"family": family, "given": given}]
    return [{"literal": family or cited.speaker}] if family or cited.speaker else []


def _wikitext(text: str) -> str:
    return _WIKITEXT.sub(lambda match: f"&#{ord(match[0])};", _line(text))
