"""Citations: the styles as their manuals have them, and words that never leave the field that they are in."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.formats.citation import STYLES, Citation, apa, chicago, mla, plain, shortened
from articles.formats.references import FORMS, bibtex, csl, ris, wikipedia

SAID = Citation(
    words="We will publish the report",
    title="A report is announced",
    site="On the Record",
    url="https://news.example/quotes/12/",
    number=12,
    published=date(2021, 12, 27),
    speaker="Valérie Pécresse",
    sort_name="Pécresse, Valérie",
    role="head, Île-de-France region",
    publisher="Trend",
    language="en",
)
GUILD = replace(SAID, speaker="Guild of Printers and Binders", sort_name="", role="")
NOBODY = replace(SAID, speaker="", sort_name="", role="", publisher="")

HOSTILE = st.text(st.sampled_from("{}\\%|[]<>&'\"~_#$^@=,\n\r\t\x00\u2028ER-—“”a é א"), max_size=40) | st.text(
    max_size=40
)
CITED = st.builds(
    Citation,
    words=HOSTILE.filter(bool),
    title=HOSTILE,
    site=HOSTILE,
    url=HOSTILE.map(lambda text: f"https://news.example/{text}"),
    number=st.integers(1),
    published=st.dates(),
    verbatim=st.booleans(),
    speaker=HOSTILE,
    sort_name=HOSTILE,
    role=HOSTILE,
    publisher=HOSTILE,
    language=HOSTILE,
)


def test_in_plain_words():
    assert plain(SAID) == (
        "“We will publish the report”, Valérie Pécresse, head, Île-de-France region, in “A report is announced”, "
        "Trend, 27 December 2021, https://news.example/quotes/12/."
    )
    assert plain(replace(NOBODY, verbatim=False)).startswith("We will publish the report, in “A report is announced”")


@pytest.mark.parametrize(
    ("style", "entry"),
    [
        (
            chicago,
            (
                "Pécresse, Valérie. “We will publish the report.” Quoted in “A report is announced,” Trend, "
                "December 27, 2021. On the Record. https://news.example/quotes/12/."
            ),
        ),
        (
            mla,
            (
                "Pécresse, Valérie. “We will publish the report.” Quoted in “A report is announced,” Trend, "
                "27 Dec. 2021. On the Record, news.example/quotes/12/."
            ),
        ),
        (
            apa,
            (
                "Pécresse, V. (2021, December 27). “We will publish the report” [Quotation]. In A report is announced. "
                "Trend. On the Record. https://news.example/quotes/12/"
            ),
        ),
    ],
)
def test_in_a_style(style, entry):
    assert style(SAID) == entry


@pytest.mark.parametrize("style", STYLES.values())
def test_an_organisation_keeps_its_name_and_nobody_is_left_out(style):
    assert style(GUILD).startswith("Guild of Printers and Binders.")
    assert style(NOBODY).startswith("“We will publish the report")


def test_what_was_reported_is_never_cited_as_a_quotation():
    reported = replace(SAID, verbatim=False)
    for style in STYLES.values():
        assert "“We will" not in style(reported)
        assert "Quot" not in style(reported)
    for form in (bibtex, ris, csl, wikipedia):
        assert "“We will" not in form(reported)
        assert "Quot" not in form(reported)
    assert "|quote=" in wikipedia(SAID)
    assert "|quote=" not in wikipedia(reported)


def test_long_words_are_cited_by_their_beginning():
    assert shortened("one two three four", 12) == "one two…"
    assert shortened("unbreakable", 5) == "unbr…"
    assert shortened("short", 5) == "short"
    assert "word…”" in chicago(replace(SAID, words="word " * 100))


def test_a_bibtex_entry():
    assert bibtex(SAID) == (
        "@misc{quotation-12,\n"
        "  author = {Pécresse, Valérie},\n"
        "  title = {{“We will publish the report”}},\n"
        "  howpublished = {Quoted in “A report is announced”},\n"
        "  publisher = {Trend},\n"
        "  organization = {On the Record},\n"
        "  date = {2021-12-27},\n"
        "  year = {2021},\n"
        "  url = {https://news.example/quotes/12/},\n"
        "  note = {head, Île-de-France region},\n"
        "  abstract = {We will publish the report},\n"
        "  langid = {en},\n"
        "}\n"
    )
    assert "author = {{Guild of Printers and Binders}}," in bibtex(GUILD)
    assert r"{\textbraceleft}50\% \& {\textbackslash}{\textbraceright}" in bibtex(replace(SAID, words="{50% & \\}"))


@given(CITED)
def test_nothing_breaks_out_of_a_bibtex_entry(cited):
    entry = bibtex(cited)
    depth = 0
    for place, char in enumerate(entry):
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth > 0 or place < len("@misc") or place >= len(entry) - 2
    assert depth == 0
    url = re.search(r"^  url = \{(.*)\},$", entry, re.MULTILINE)
    rest = entry.replace(url[0], "")
    assert re.search(r"(?<!\\)[%&#$_~^]", rest) is None
    assert re.fullmatch(r"@misc\{quotation-\d+,\n(  [a-z]+ = \{.*\},\n)+\}\n", entry)


@given(CITED)
def test_every_line_of_a_ris_record_is_a_tag_and_its_value(cited):
    rows = ris(cited).split("\r\n")
    assert rows[0] == "TY  - ELEC"
    assert rows[-2:] == ["ER  - ", ""]
    assert [row for row in rows if row.startswith("ER")] == ["ER  - "]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", row) and len(row.splitlines()) == 1 for row in rows[:-1])
    assert len({row[:2] for row in rows[:-1]}) == len(rows) - 1


@given(CITED)
def test_nothing_breaks_out_of_wikipedias_template(cited):
    text = wikipedia(cited)
    assert text.startswith("{{cite web |")
    assert text.endswith(" }}")
    inner = text[2:-2]
    assert re.search(r"[{}<>\[\]~]|''|__", inner) is None
    assert len(text.splitlines()) == 1
    parts = inner.split("|")[1:]
    assert len(parts) == len({part.partition("=")[0] for part in parts}) <= 9
    assert all(re.match("(last|first|author|url|title|website|publisher|date|quote|language)=", part) for part in parts)


@given(CITED)
def test_csl_json_is_read_back_as_it_was(cited):
    [item] = json.loads(csl(cited))
    assert item["abstract"] == cited.words
    assert item["issued"] == {"date-parts": [[cited.published.year, cited.published.month, cited.published.day]]}


def test_a_person_has_two_names_in_csl_json_and_an_organisation_one():
    assert json.loads(csl(SAID))[0]["author"] == [{"family": "Pécresse", "given": "Valérie"}]
    assert json.loads(csl(GUILD))[0]["author"] == [{"literal": "Guild of Printers and Binders"}]
    assert "author" not in json.loads(csl(NOBODY))[0]


@given(CITED)
def test_no_words_are_too_strange_to_be_cited(cited):
    for style in (plain, *STYLES.values()):
        assert style(cited)
    for form in FORMS.values():
        assert form.write(cited)
