"""What holds of rendering for any text and any marks."""

import re
from html.parser import HTMLParser

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from articles.rendering import Block, Mark, plain, render

PIECES = [
    "word",
    "two words",
    "é",
    "—",
    "\U000f0000\U000f0001",
    "\u00a0",
    " ",
    "  ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\0",
    "*",
    "**",
    "_",
    "__",
    "`",
    "``",
    "~~~",
    "```",
    "```py\n",
    "# ",
    "## ",
    " #",
    "\n===\n",
    "\n---\n",
    "- ",
    "1. ",
    "> ",
    "\n> ",
    "\n- ",
    "\n  - ",
    "\n    ",
    "[",
    "]",
    "(",
    ")",
    "](",
    "](/x)",
    '](x "t")',
    "![",
    "!",
    "<",
    ">",
    "<http://a.b/c>",
    "<a@b.cd>",
    "<b>",
    "javascript:",
    "[ref]",
    "\n[ref]: /y 'title'\n",
    "&amp;",
    "&ngE;",
    "&#35;",
    "&",
    "\\",
    "\\*",
    "\\\n",
    "  \n",
    '"',
    "'",
    ":",
    "/",
    "\x0b",
    "\x0c",
    "\x1f",
    "\x85",
    "\u2028",
    "+",
    "1) ",
    "$",
    "http://",
    "[::1]",
    "%",
    "\\\\",
    "\ud800",
]
SYNTAX = [piece for piece in PIECES if "&" not in piece]
bodies = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)


class Balanced(HTMLParser):
    """Reads HTML and remembers every id; fails where a tag is closed that is not the last opened."""

    def __init__(self, html):
        super().__init__()
        self.open, self.ids = [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        assert tag != "a" or "a" not in self.open, "a link inside a link"
        self.open.append(tag)
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_startendtag(self, tag, attrs):
        assert tag in {"br", "hr"}

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@st.composite
def marked(draw):
    body = draw(bodies)
    place = st.integers(-2, len(body) + 2)
    spans = st.lists(st.tuples(place, place).map(lambda s: (min(s), max(s))), min_size=1, max_size=3).map(tuple)
    drawn = draw(st.lists(st.tuples(spans, st.booleans()), max_size=8))
    return body, [
        Mark(f"quote-{n}", spans, note=f"note-{n}" if noted else "", sign=str(n))
        for n, (spans, noted) in enumerate(drawn)
    ]


def html(blocks: tuple[Block, ...]) -> str:
    return "".join(block.html for block in blocks)


def without_marks(text: str) -> str:
    return re.sub(r'</?span\b[^>]*>|<a class="quote-note"[^>]*>[^<]*</a>', "", text)


@settings(max_examples=600, deadline=None)
@given(marked())
def test_without_its_marks_a_page_is_what_it_is_with_none(case):
    body, marks = case
    assert without_marks(html(render(body, marks))) == html(render(body))


@settings(max_examples=600, deadline=None)
@given(marked())
@example(("one\r\ntwo", [Mark("quote-0", ((4, 5),))]))
@example(("one\r\ntwo", [Mark("quote-0", ((3, 4),))]))
def test_every_good_mark_has_one_element_with_its_id_and_tags_are_balanced(case):
    body, marks = case
    blocks = render(body, marks)
    good = [m.id for m in marks if any(0 <= s < e <= len(body) for s, e in m.spans)]
    found = [Balanced(block.html) for block in blocks]
    assert not [name for reader in found for name in reader.open]
    assert sorted(name for reader in found for name in reader.ids) == sorted(good)
    assert [sorted(block.marks) for block in blocks] == [sorted(reader.ids) for reader in found]
    for mark in marks:
        assert html(blocks).count(f'href="#{mark.note}"') <= (1 if mark.note else html(blocks).count('href="#"'))


def _without_language(text: str) -> str:
    """Leave out the classes of fences: which white space ends the name of a language differs between versions."""
    return re.sub(' class="language-[^"]*"', "", text)


@settings(max_examples=600, deadline=None)
@given(bodies)
def test_what_is_neither_heading_nor_picture_is_as_markdown_it_renders_it(body):
    reference = MarkdownIt("commonmark", {"html": False})
    expected = _without_language(reference.render(body))
    if re.search("<h[1-6]|<img|:", expected):
        return
    assert _without_language(html(render(body))) == expected


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(SYNTAX) | st.just("x"), max_size=40), st.data())
def test_a_mark_lies_on_the_letters_of_its_span_and_on_no_other(pieces, data):
    """Each x becomes a letter of its own, so that what is marked can be compared letter by letter."""
    body = "".join("x" if piece == "x" else piece.replace("x", "y") for piece in pieces)
    places = [n for n, letter in enumerate(body) if letter == "x"]
    if not places:
        return
    start, end = sorted(data.draw(st.tuples(st.sampled_from(places), st.sampled_from(places))))
    body = "".join(chr(0x4E00 + n) if letter == "x" else letter for n, letter in enumerate(body))
    text = html(render(body, [Mark("q", ((start, end + 1),))]))
    shown = re.findall("[\u4e00-\u9fff]", re.sub("<[^>]*>", "", text))
    marked = re.findall("[\u4e00-\u9fff]", re.sub("<[^>]*>", "", "".join(re.findall("<span.*?</span>", text, re.S))))
    assert marked == [letter for letter in shown if start <= ord(letter) - 0x4E00 <= end]


@settings(max_examples=300, deadline=None)
@given(bodies)
def test_plain_words_hold_no_line_without_words(body):
    assert all(line.strip() for line in plain(body).splitlines()) or not plain(body)
