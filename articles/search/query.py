"""The reader's words as a small tree."""

import re
from dataclasses import dataclass

from articles.text import fold

TEXT_LIMIT = 2_000
TERM_LIMIT = 32
PREFIX_FROM = 3

_QUOTES = '"“”„‟«»'
_TOKEN = re.compile(
    rf"(?P<no>(?<!\S)-)?(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?:[{_QUOTES}]|$)|(?P<word>[^\s{_QUOTES}]+))"
)


@dataclass(frozen=True)
class Term:
    """A word or phrase: `text` as the reader typed it; `prefix` says that its last word may go on."""

    text: str
    prefix: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words, in order; a word such as "Île-de-France" has three."""
        return tuple(fold(self.text).split())


@dataclass(frozen=True)
class Query:
    """What to find: rows that hold every one of `required` and none of `excluded`. False where it asks nothing."""

    required: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.required or self.excluded)


def parse(text: str) -> Query:
    """Return the query that `text` asks for; never raises.

    Words are all required; "a phrase" in straight, curly or angle quotation marks is found word for word; -word and
    -"a phrase" are excluded. A word whose last part has three letters or more also finds longer words that begin
    with it; a phrase never does. An open quotation mark counts to the end. No other sign means anything. A word
    with a hyphen or apostrophe inside is a phrase of its parts.

    The first 2,000 code points are read, and of these the first 32 terms; NUL and lone surrogates are dropped.

    >>> parse('visit -paris "the plan"')
    Query(required=(Term(text='visit', prefix=True), Term(text='the plan', prefix=False)), \
excluded=(Term(text='paris', prefix=True),))
    """
    terms: dict[tuple[bool, Term], None] = {}
    for match in _TOKEN.finditer(clean(text)[:TEXT_LIMIT]):
        if term := _term(match):
            terms[bool(match["no"]), term] = None
        if len(terms) == TERM_LIMIT:
            break
    return Query(
        required=tuple(term for excluded, term in terms if not excluded),
        excluded=tuple(term for excluded, term in terms if excluded),
    )


def clean(text: str) -> str:
    """Return `text` without what no database stores: NUL and lone surrogates."""
    return text[: 4 * TEXT_LIMIT].replace("\0", "").encode("utf-8", "ignore").decode()


def _term(match: re.Match[str]) -> Term | None:
    term = Term(match["phrase"] if match["word"] is None else match["word"])
    words = term.words
    if not words:
        return None
    return Term(term.text, prefix=match["word"] is not None and len(words[-1]) >= PREFIX_FROM)
