"""A CommonMark parser that remembers where in the source each piece of text stood.

The tokens of inline text carry `meta["at"]`, a pair [start, end) of offsets into the content of their inline token.
Adjacent pieces of text are left unjoined, so that each keeps its place.
"""

import re
from collections.abc import Callable, MutableMapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline, autolink, backtick, entity, escape, image, link, newline, text
from markdown_it.rules_inline.emphasis import tokenize as emphasis
from markdown_it.token import Token

Rule = Callable[[StateInline, bool], bool]

SCHEMES = {"http", "https", "mailto"}
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Looking for the end of a label costs as much as the text that follows, for each bracket anew. No honest paragraph
# has that many; in one that has, brackets are only brackets.
BRACKETS = 500


class _State(StateInline):
    """The state of the parser, which knows where the text that it has pending began."""

    began = 0

    def pushPending(self) -> Token:  # noqa: N802
        token = super().pushPending()
        # Pending text is verbatim: escapes, entities and markup are tokens of their own.
        token.meta = {"at": (self.began, self.began + len(token.content))}
        return token


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        if src.count("[") > BRACKETS:
            state.linkLevel = BRACKETS
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Say whether `url`, already normalised, may stand in the page: relative, or of one of SCHEMES."""
        scheme = _SCHEME.match(url)
        return scheme is None or scheme[1].lower() in SCHEMES


def _text(state: StateInline, silent: bool) -> bool:
    # The first rule tried at each place, so that pending text never begins without it.
    if not silent and isinstance(state, _State) and not state.pending:
        state.began = state.pos
    return text(state, silent)


def _placed(rule: Rule, place: Callable[[Token, int, int, int], tuple[int, int]]) -> Rule:
    """Return `rule`, noting the place of the tokens that it makes.

    `place` takes a token, its number among those of the rule, and the bounds of the source that the rule took.
    """

    def placed(state: StateInline, silent: bool) -> bool:
        before, start = len(state.tokens), state.pos
        done = rule(state, silent)
        if done and not silent:
            made = [t for t in state.tokens[before:] if "at" not in t.meta]
            for number, token in enumerate(made):
                token.meta = {"at": place(token, number, start, state.pos)}
        return done

    return placed


def _whole(_token: Token, _number: int, start: int, end: int) -> tuple[int, int]:
    return start, end


def _delimiter(_token: Token, number: int, start: int, _end: int) -> tuple[int, int]:
    return start + number, start + number + 1


def _code(token: Token, _number: int, start: int, end: int) -> tuple[int, int]:
    inner = end - start - 2 * len(token.markup)
    first = start + len(token.markup) + (inner - len(token.content)) // 2
    return first, first + len(token.content)


def _address(_token: Token, _number: int, start: int, end: int) -> tuple[int, int]:
    return start + 1, end - 1


def _unless_crowded(rule: Rule) -> Rule:
    def bounded(state: StateInline, silent: bool) -> bool:
        return state.linkLevel < BRACKETS and rule(state, silent)

    return bounded


def parser() -> MarkdownIt:
    """Return a parser of CommonMark without raw HTML, whose inline tokens know their place."""
    md = _Markdown("commonmark", {"html": False, "typographer": False, "linkify": False})
    inline = _Inline()
    inline.ruler, inline.ruler2 = md.inline.ruler, md.inline.ruler2
    md.inline = inline
    for name, rule in {
        "text": _text,
        "newline": _placed(newline, _whole),
        "escape": _placed(escape, _whole),
        "backticks": _placed(backtick, _code),
        "emphasis": _placed(emphasis, _delimiter),
        "autolink": _placed(autolink, _address),
        "entity": _placed(entity, _whole),
        "link": _unless_crowded(link),
        "image": _unless_crowded(_placed(image, _whole)),
    }.items():
        inline.ruler.at(name, rule)
    md.disable(["fragments_join", "text_join"])
    return md
