"""The body of an article as blocks of HTML, and as plain words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.common.utils import escapeHtml, unescapeAll
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from .parsing import parser
from .places import Content, Lines
from .weaving import Mark, Weaver

_PARSER = parser()
_RENDERER = RendererHTML()
_BREAKS = {"softbreak": "\n", "hardbreak": "<br />\n"}


@dataclass(frozen=True)
class Block:
    """One top-level block of the body: safe HTML, and the ids of the marks whose first stretch begins in it."""

    html: str
    marks: tuple[str, ...]


def render(body: str, marks: Sequence[Mark] = ()) -> tuple[Block, ...]:
    """Return `body`, CommonMark with raw HTML off, as blocks of HTML with `marks` woven in.

    Words stay verbatim; headings begin at h2; links go to http, https, mailto or relative addresses; a picture
    becomes a link, so that nothing is fetched from elsewhere. A mark is one or more `span` elements around text, the
    first with its id; without those and the links to notes, the HTML is the same as without marks. A mark whose words
    are not shown, such as those of a link's address, gets an empty element before the block nearest to them, and no
    link. See `Mark` for what is ignored. Never raises for any text.
    """
    return _Page(body, marks).blocks()


def plain(body: str) -> str:
    """Return the words of `body` without CommonMark's syntax, one line per block of text.

    >>> plain("# A *new* report\\n\\nIt says:\\n> little")
    'A new report\\nIt says:\\nlittle'
    """
    found = []
    for token in _PARSER.parse(Lines(body).text):
        if token.type == "inline":
            words = "".join(_words(token.children or []))
        elif token.type in {"code_block", "fence"}:
            words = token.content
        else:
            continue
        if line := " ".join(words.split()):
            found.append(line)
    return "\n".join(found)


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in _BREAKS:
            yield "\n"
        elif token.type == "image":
            yield from _words(token.children or [])
        else:
            yield token.content


class _Page:
    """One rendering, from tokens to blocks."""

    def __init__(self, body: str, marks: Sequence[Mark]) -> None:
        self.lines = Lines(body)
        self.out = Weaver(marks, self.lines, len(body))
        self.tokens = _PARSER.parse(self.lines.text)
        self.ends: list[int] = []  # of each block, the part after its last
        self.until: list[int] = []  # of each block, the line after its last
        self.linked = 0

    def blocks(self) -> tuple[Block, ...]:
        for number, token in enumerate(self.tokens):
            self._block(number, token)
            if token.level == 0 and token.nesting != 1 and token.type != "inline":
                self.ends.append(len(self.out.parts))
        self.until = [t.map[1] for t in self.tokens if t.level == 0 and t.nesting != -1 and t.map and t.tag]
        return self._cut(self.out.finish())

    def _block(self, number: int, token: Token) -> None:
        if token.type == "inline":
            heading = number > 0 and self.tokens[number - 1].markup.startswith("#")
            self._inline(token.children or [], self.lines.content(token, heading=heading), 0)
        elif token.type in {"code_block", "fence"}:
            self._code(token)
        else:
            if token.type in {"heading_open", "heading_close"}:
                token.tag = f"h{min(6, int(token.tag[1:]) + 1)}"
            self.out.tag(self._tag(self.tokens, number))

    def _tag(self, tokens: Sequence[Token], number: int) -> str:
        return _RENDERER.renderToken(tokens, number, _PARSER.options, {})

    def _code(self, token: Token) -> None:
        info = unescapeAll(token.info).split(maxsplit=1)
        language = f' class="language-{escapeHtml(info[0])}"' if info else ""
        self.out.tag(f"<pre><code{language}>")
        for piece in self.lines.content(token).pieces(token.content, 0, len(token.content)):
            self.out.text(piece)
        self.out.tag("</code></pre>\n")

    def _inline(self, tokens: list[Token], content: Content, base: int) -> None:
        for number, token in enumerate(tokens):
            if token.type == "image":
                self._picture(token, content, base)
            elif token.type == "link_open":
                # An address in angle brackets may stand in the text of a link; a link in a link is no HTML.
                if not self.linked:
                    self.out.link(self._tag(tokens, number))
                self.linked += 1
            elif token.type == "link_close":
                self.linked -= 1
                if not self.linked:
                    self.out.end_link()
            elif token.type == "code_inline":
                self.out.tag("<code>")
                self._leaf(token, content, base)
                self.out.tag("</code>")
            elif token.tag and token.type not in _BREAKS:
                self.out.tag(self._tag(tokens, number))
            else:
                self._leaf(token, content, base)

    def _leaf(self, token: Token, content: Content, base: int) -> None:
        start, end = (base + place for place in token.meta.get("at", (0, 0)))
        if token.type in _BREAKS:
            self.out.brk(_BREAKS[token.type], content.place(start))
        elif token.content:
            for piece in content.pieces(token.content, start, end):
                self.out.text(piece)

    def _picture(self, token: Token, content: Content, base: int) -> None:
        """Write a picture as a link with its alternative text, or with its address where it has none."""
        address = str(token.attrs.get("src", ""))
        alternative = "".join(_words(token.children or []))
        if not self.linked:
            title = f' title="{escapeHtml(str(token.attrs["title"]))}"' if token.attrs.get("title") else ""
            self.out.link(f'<a href="{escapeHtml(address)}"{title}>')
        if alternative.strip():
            self._alternative(token, content, base)
        else:
            self.out.tag(escapeHtml(address))
        if not self.linked:
            self.out.end_link()

    def _alternative(self, picture: Token, content: Content, base: int) -> None:
        base += picture.meta["at"][0] + len("![")
        for token in picture.children or []:
            if token.type == "image":
                self._alternative(token, content, base)
            elif token.type in _BREAKS or token.content:
                self._leaf(token, content, base)

    def _cut(self, links: dict[int, str]) -> tuple[Block, ...]:
        """Return the parts as blocks, with the links in their places and the lost marks before the nearest block."""
        names: list[list[str]] = [[] for _end in self.ends]
        lost: list[list[str]] = [[] for _end in self.ends]
        if self.out.lost and not self.ends:
            return (Block("".join(_empty(m) for m, _ in self.out.lost), tuple(m.id for m, _ in self.out.lost)),)
        for mark, place in self.out.lost:
            block = self._nearest(self.lines.line_of(max(0, place - 1)))
            lost[block].append(_empty(mark))
            names[block].append(mark.id)
        starts = [0, *self.ends]
        block = 0
        for name, part in sorted(self.out.first.items(), key=lambda item: item[1]):
            while part >= self.ends[block]:
                block += 1
            names[block].append(name)
        return tuple(
            Block(
                "".join(lost[n]) + "".join(links.get(p, "") + self.out.parts[p] for p in range(starts[n], end)),
                tuple(names[n]),
            )
            for n, end in enumerate(self.ends)
        )

    def _nearest(self, line: int) -> int:
        return next((n for n, until in enumerate(self.until) if until > line), len(self.ends) - 1)


def _empty(mark: Mark) -> str:
    return mark.element(first=True) + "</span>"
