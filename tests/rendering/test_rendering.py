"""CommonMark bodies as HTML, and quotations woven into them."""

import pytest

from articles.rendering import Mark, plain, render


def html(body, marks=()):
    return "".join(block.html for block in render(body, marks))


def mark(body, words, **fields):
    start = body.index(words)
    return Mark(**{"id": "quote-1", "spans": ((start, start + len(words)),)} | fields)


def woven(body, words, **fields):
    return html(body, [mark(body, words, **fields)])


def test_each_block_of_the_body_is_one_block_of_html():
    blocks = render("# Title\n\nOne\ntwo\n\n- a\n- b\n\n***")
    assert [b.html.split(">")[0] for b in blocks] == ["<h2", "<p", "<ul", "<hr /"]


def test_a_body_without_words_has_no_blocks():
    assert render("") == render(" \n\n") == ()


@pytest.mark.parametrize(("written", "shown"), [("#", "h2"), ("##", "h3"), ("#####", "h6"), ("######", "h6")])
def test_headings_leave_the_first_rank_to_the_page(written, shown):
    assert html(f"{written} A") == f"<{shown}>A</{shown}>\n"


def test_words_stay_verbatim():
    assert html('"It\'s" -- (c) ... http://a.b') == "<p>&quot;It's&quot; -- (c) ... http://a.b</p>\n"


def test_raw_html_is_shown_as_text():
    assert html("<b onclick=x>&lt;") == "<p>&lt;b onclick=x&gt;&lt;</p>\n"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:x",
        "vbscript:x",
        "data:image/png;base64,x",
        "file:///x",
        "ftp://a/b",
        "&#106;avascript:x",
    ],
)
def test_an_address_of_another_scheme_makes_no_link(address):
    assert "<a" not in html(f"[a]({address}) ![b]({address})\n\n[c]\n\n[c]: {address}")


@pytest.mark.parametrize("address", ["https://a.example/b", "http://a.example", "mailto:a@b.example", "/x?y=z:1", "#n"])
def test_an_address_of_the_web_makes_a_link(address):
    assert f'<a href="{address}">a</a>' in html(f"[a]({address})")


def test_a_picture_is_a_link_with_its_alternative_text():
    assert html('![the *new* hall](https://a.example/h.png "Hall")') == (
        '<p><a href="https://a.example/h.png" title="Hall">the new hall</a></p>\n'
    )


def test_a_picture_without_alternative_text_shows_its_address():
    assert html("![](/h.png)") == '<p><a href="/h.png">/h.png</a></p>\n'


def test_a_picture_in_a_link_is_its_alternative_text():
    assert html("[see ![hall](/h.png)](/x)") == '<p><a href="/x">see hall</a></p>\n'


def test_an_address_in_a_link_is_its_words():
    assert html("[see <http://a.example>](/x) now") == '<p><a href="/x">see http://a.example</a> now</p>\n'


def test_a_mark_encloses_its_words_and_carries_its_id():
    assert woven('"We will," she said.', "We will", css="quote direct") == (
        '<p>&quot;<span class="quote direct" id="quote-1">We will</span>,&quot; she said.</p>\n'
    )


def test_the_link_to_the_note_follows_the_last_stretch():
    body = "One two.\n\nThree four."
    marks = [Mark("q", ((4, 8), (10, 15)), note="note-1", sign="SM", label="Who said it")]
    assert html(body, marks) == (
        '<p>One <span class="quote" id="q">two.</span></p>\n<p><span class="quote">Three</span>'
        '<a class="quote-note" href="#note-1" data-sign="SM" aria-label="Who said it"></a> four.</p>\n'
    )


def test_a_block_names_the_marks_that_begin_in_it():
    body = "One two.\n\nThree four."
    blocks = render(body, [Mark("late", ((10, 15),)), Mark("both", ((4, 15),)), Mark("early", ((0, 3),))])
    assert [b.marks for b in blocks] == [("early", "both"), ("late",)]


def test_marks_that_overlap_are_well_nested():
    assert html("abcdef", [Mark("x", ((0, 4),)), Mark("y", ((2, 6),))]) == (
        '<p><span class="quote" id="x">ab<span class="quote" id="y">cd</span></span><span class="quote">ef</span></p>\n'
    )


def test_a_quotation_inside_another_stands_inside_its_element():
    assert html("abcdef", [Mark("inner", ((2, 4),)), Mark("outer", ((0, 6),))]) == (
        '<p><span class="quote" id="outer">ab<span class="quote" id="inner">cd</span>ef</span></p>\n'
    )


def test_a_mark_across_emphasis_is_taken_up_inside_it():
    assert woven("a *b c* d", "a *b") == (
        '<p><span class="quote" id="quote-1">a </span><em><span class="quote">b</span> c</em> d</p>\n'
    )


def test_the_note_of_a_mark_that_ends_in_a_link_follows_the_link():
    assert woven("see [the report](/x) now", "the rep", note="n", sign="1") == (
        '<p>see <a href="/x"><span class="quote" id="quote-1">the rep</span>ort</a>'
        '<a class="quote-note" href="#n" data-sign="1"></a> now</p>\n'
    )


@pytest.mark.parametrize(
    ("body", "words", "marked"),
    [
        ("- we will go", "we will", "we will"),
        ("> - 1. we will go", "we will", "we will"),
        ("> we\nwill go", "we\nwill", "we\nwill"),
        ("> we\n> will go", "we\n> will", "we\nwill"),
        ("  a\n      we will", "we will", "we will"),
        ("## we will #", "we will", "we will"),
        ("a we will\n===", "we will", "we will"),
        ("    we will", "we will", "we will"),
        ("- a\n\n\t\twe will", "we will", "we will"),
        ("```\na\nwe will\n```", "we will", "we will"),
        ("`` we `will ``", "we `will", "we `will"),
        ("we \\* will", "we \\* will", "we * will"),
        ("R&amp;D", "&amp;", "&amp;"),
        ("R&amp;D", "mp", "&amp;"),
        ("<http://we.will>", "we.will", "we.will"),
        ("![we will](/x)", "we will", "we will"),
        ("a **we** b **we will** c", "we will", "we will"),
        ("we\r\nwill\r\ngo", "will", "will"),
        ("a we will  \nb", "we will", "we will"),
        ("[we](will) we will", " we will", " we will"),
        ("\U000f0000\U000f0001 we will", "\U000f0001 we", "\U000f0001 we"),
    ],
)
def test_a_mark_lies_on_its_own_words_whatever_stands_around_them(body, words, marked):
    assert f'<span class="quote" id="quote-1">{marked}</span>' in woven(body, words)


def test_a_mark_whose_words_are_not_shown_keeps_its_address_before_the_nearest_block():
    body = "One.\n\n[a]: /secret\n\nTwo."
    blocks = render(body, [mark(body, "secret", note="n", sign="1")])
    assert [b.html for b in blocks] == ["<p>One.</p>\n", '<span class="quote" id="quote-1"></span><p>Two.</p>\n']
    assert blocks[1].marks == ("quote-1",)


def test_a_mark_in_a_body_that_shows_nothing_keeps_its_address():
    assert woven("[a]: /secret", "secret") == '<span class="quote" id="quote-1"></span>'


@pytest.mark.parametrize("span", [(-1, 2), (2, 2), (3, 1), (0, 99), (0,), (0, 1, 2), (0, 1.5), (True, 2)])
def test_a_span_that_is_none_is_ignored(span):
    assert html("some words", [Mark("q", (span,))]) == html("some words")
    assert 'id="q">me' in html("some words", [Mark("q", (span, (2, 4)))])


def test_only_the_first_of_two_marks_with_one_id_counts():
    assert html("abc", [Mark("q", ((0, 1),)), Mark("q", ((1, 2),))]) == '<p><span class="quote" id="q">a</span>bc</p>\n'


def test_names_and_labels_of_marks_are_escaped():
    text = html("abc", [Mark('"<i>', ((0, 1),), css='"<c>', note='"<n>', sign="<s>", label='"<l>')])
    assert "<i>" not in text
    assert not any(f'"<{c}>' in text or f"><{c}>" in text for c in "cnsl")


def test_a_lone_surrogate_breaks_nothing():
    assert render("a \ud800 [b](/\ud800) <http://\ud800>")


@pytest.mark.parametrize(
    "bomb",
    [
        "[",
        "![",
        "[a](",
        "*a ",
        "**a_b ",
        "_a*",
        "`a",
        "> ",
        "- ",
        "<",
        "<a:",
        "&a",
        "\\",
        "[a]: /x '",
        "![a](b ",
        "a\n",
        '[a](b "',
    ],
)
def test_hostile_text_is_rendered_and_keeps_its_marks(bomb):
    body = (bomb * 20_000)[:20_000]
    blocks = render(body, [Mark(f"q{n}", ((n, n + 50),)) for n in range(0, 19_950, 200)])
    assert [name for block in blocks for name in block.marks][:1] == ["q0"]


def test_thousands_of_references_are_read():
    assert render("".join(f"[ref {n}]: /x\n" for n in range(5_000))) == ()


def test_a_paragraph_with_a_great_many_brackets_has_no_links():
    assert "<a" in html("[a](/x) " * 500)
    assert html("[a](/x) " * 501) == f"<p>{('[a](/x) ' * 501).strip()}</p>\n"
    assert "<a" in html("[a](/x) " * 501 + "\n\n[b](/y)")


def test_many_marks_upon_one_another_do_not_multiply_the_page():
    body = "word *word*\n" * 2000
    marks = [Mark(f"q{n}", ((0, len(body)),)) for n in range(500)]
    text = html(body, marks)
    assert len(text) < 100 * len(body)
    assert all(f'id="q{n}"' in text for n in range(500))


def test_plain_words_have_no_syntax_and_one_line_a_block():
    body = "# A *new* report\n\nIt [says](/x):\n![hall](/h.png) a \\* b &amp; c\n\n- one\n- two\n\n"
    body += "```py\nx = 1\n```\n[a]: /b"
    assert plain(body) == "A new report\nIt says: hall a * b & c\none\ntwo\nx = 1"
