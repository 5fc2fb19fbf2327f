"""A quotation as others cite it: in plain words, and in the styles of Chicago, MLA and APA.

What is cited is the page of the quotation here, which stands in an article of a source. Each form is one line of text
without markup, so what a style sets in italics is set upright. Long words are cited by their beginning, as a title is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

OPENING = 90
_MONTHS = "January February March April May June July August September October November December".split()
_ENDS = re.compile(r"[.!?…]$")


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation needs of a quotation, each text on one line; what is not known is "".

    words: as printed; verbatim: whether they are the speaker's own, to the letter
    speaker, role: as readers see them; sort_name: "Pécresse, Valérie", "" for an organisation
    title, publisher, published, language: of the article in which it stands
    site, url: where the record is kept; number: the number of the quotation there
    """

    words: str
    title: str
    site: str
    url: str
    number: int
    published: date
    verbatim: bool = True
    speaker: str = ""
    sort_name: str = ""
    role: str = ""
    publisher: str = ""
    language: str = ""

    @property
    def opening(self) -> str:
        """The words, or as many of them as a title may have."""
        return shortened(self.words, OPENING)

    @property
    def heading(self) -> str:
        """The opening as the title of what is cited: in quotation marks only where the words are verbatim."""
        return f"“{self.opening}”" if self.verbatim else self.opening

    @property
    def genre(self) -> str:
        """What is cited, in words; what a source reported is never called a quotation."""
        return "Quotation" if self.verbatim else "Reported statement"

    @property
    def within(self) -> str:
        """How the words stand in their article."""
        return "Quoted in" if self.verbatim else "Reported in"

    @property
    def family_and_given(self) -> tuple[str, str]:
        """The parts of a person's sort name; the second is "" where it has no comma."""
        family, _comma, given = self.sort_name.partition(",")
        return family.strip(), given.strip()


def shortened(text: str, most: int) -> str:
    """Return `text`, or its first words and an ellipsis: at most `most` characters, cut between words if it can be."""
    if len(text) <= most:
        return text
    start = text[:most]
    cut = start.rsplit(" ", 1)[0] if " " in start else start[:-1]
    return f"{cut.rstrip(' ,;:.–—-')}…"


def plain(cited: Citation) -> str:
    """Return the quotation as one would mention it: words, speaker, role, article, source, day, address."""
    day = f"{cited.published.day} {_MONTHS[cited.published.month - 1]} {cited.published.year}"
    words = f"“{cited.words}”" if cited.verbatim else cited.words
    return _listed(words, cited.speaker, cited.role, f"in “{cited.title}”", cited.publisher, day, cited.url)


def chicago(cited: Citation) -> str:
    """Return the entry of a bibliography (The Chicago Manual of Style, 17th edition, 14.207)."""
    day = f"{_MONTHS[cited.published.month - 1]} {cited.published.day}, {cited.published.year}"
    within = f"{cited.within} “{_with_comma(cited.title)}” {_listed(cited.publisher, day)}"
    return " ".join([*_who(cited), _as_title(cited), within, _ended(cited.site), f"{cited.url}."])


def mla(cited: Citation) -> str:
    """Return the entry of a list of works cited (MLA Handbook, 9th edition, 5.1: the template of core elements)."""
    month = _MONTHS[cited.published.month - 1]
    # Appendix 1 of the handbook: months of more than four letters are shortened.
    month = month if len(month) <= 4 else "Sept." if month == "September" else f"{month[:3]}."
    day = f"{cited.published.day} {month} {cited.published.year}"
    within = f"{cited.within} “{_with_comma(cited.title)}” {_listed(cited.publisher, day)}"
    address = re.sub("^https?://", "", cited.url)
    return " ".join([*_who(cited), _as_title(cited), within, f"{cited.site}, {address}."])


def apa(cited: Citation) -> str:
    """Return the entry of a reference list (Publication Manual of the APA, 7th edition, 10.16: webpages)."""
    day = f"({cited.published.year}, {_MONTHS[cited.published.month - 1]} {cited.published.day})."
    family, given = cited.family_and_given
    initials = " ".join(f"{part[0]}." for part in given.replace("-", " ").split())
    who = _ended(f"{family}, {initials}" if initials else family or cited.speaker)
    what = f"{cited.heading} [{cited.genre}]."
    where = f"In {_ended(cited.title)}" + (f" {_ended(cited.publisher)}" if cited.publisher else "")
    first = [who, day, what] if who else [what, day]
    return " ".join([*first, where, _ended(cited.site), cited.url])


STYLES: dict[str, Callable[[Citation], str]] = {"Chicago": chicago, "MLA": mla, "APA": apa}


def _who(cited: Citation) -> list[str]:
    name = cited.sort_name or cited.speaker
    return [_ended(name)] if name else []


def _as_title(cited: Citation) -> str:
    return f"“{_ended(cited.opening)}”" if cited.verbatim else _ended(cited.opening)


def _ended(text: str) -> str:
    return text if not text or _ENDS.search(text) else f"{text}."


def _with_comma(text: str) -> str:
    """Return a title with the comma that goes inside its quotation marks, unless it ends with a mark of its own."""
    return text if re.search(r"[!?]$", text) else f"{text.rstrip('.')},"


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part) + "."
