"""Differences between two editions told in words: all of them, and none where there is none."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from articles.editorial.changes import quotes_tally, told, words_tally

ADA, BO = ({"slug": name.lower(), "name": name, "is": "person"} for name in ("Ada", "Bo"))


def quote(guid: str = "q1", words: str = "We will", **said: Any) -> dict[str, Any]:
    return {"guid": guid, "words": words, "speaker": ADA, "role": None, "kind": "direct"} | said


def content(**said: Any) -> dict[str, Any]:
    texts = dict.fromkeys(
        "headline summary body dateline_place byline credit_line external_url language slug".split(), ""
    )
    lists: dict[str, Any] = {name: [] for name in ("quotes", "topics", "hops", "mentions")}
    return {**texts, **lists, "source": None, "lead_photo": None, "dateline_date": None} | said


def topic(name: str) -> dict[str, str]:
    return {"slug": name.lower(), "name": name}


def test_quotations_are_told_in_one_phrase():
    before = content(quotes=[quote("a"), quote("b"), quote("c"), quote("d"), quote("e", speaker=None)])
    after = content(
        quotes=[
            quote("a", words="We shall"),
            quote("b", speaker=BO),
            quote("d", role="minister"),
            quote("e", kind="indirect"),
            quote("f"),
            quote("g"),
        ]
    )
    [phrase] = told(before, after)
    assert phrase == (
        "2 quotations added, 1 reworded, 1 attributed to somebody else, 1 given a speaker, 1 in another role,"
        " 1 described otherwise, 1 removed"
    )


def test_a_single_quotation_is_told_in_the_singular():
    assert told(content(), content(quotes=[quote()])) == ["1 quotation added"]
    assert told(content(quotes=[quote()]), content()) == ["1 quotation removed"]


def test_a_quotation_that_moved_with_its_text_is_not_told():
    assert told(content(quotes=[quote(spans=[[0, 7]])]), content(quotes=[quote(spans=[[9, 16]])])) == []


def test_a_person_who_was_renamed_is_not_somebody_else():
    renamed = ADA | {"name": "Ada Lovelace"}
    assert told(content(quotes=[quote()]), content(quotes=[quote(speaker=renamed)])) == []


def test_the_text_is_told_in_words_and_places():
    before, after = content(body="One two three. Four five."), content(body="One 2 3 three. Four six seven.")
    assert told(before, after) == ["4 words added, 2 removed in 2 places"]
    assert told(content(body="One."), content(body="One. Two.")) == ["1 word added in 1 place"]
    assert told(content(body="One. Two."), content(body="One.")) == ["1 word removed in 1 place"]
    assert told(content(body="One. Two."), content(body="One.\n\nTwo.")) == [
        "line breaks or spaces of the text changed"
    ]


def test_headline_summary_and_photo_are_told():
    photo = {"guid": "p1", "alt": "A hall", "caption": "", "credit": "A."}
    before = content(headline="Old", summary="S")
    assert told(before, content(headline="New", lead_photo=photo)) == [
        "headline changed",
        "summary removed",
        "photo added",
    ]
    one, other = content(lead_photo=photo), content(lead_photo=photo | {"credit": "B."})
    assert told(one, other) == ["photo described otherwise"]
    assert told(one, content(lead_photo=photo | {"guid": "p2"})) == ["photo changed"]
    assert told(one, content()) == ["photo removed"]


def test_an_edition_that_speaks_of_no_photo_had_none_for_readers():
    old = content()
    del old["lead_photo"]
    assert told(old, content(lead_photo={"guid": "p1"})) == ["photo added"]
    assert told(old, content()) == []


def test_facts_are_told_with_what_they_were():
    before = content(source=topic("Trend"), byline="A. Writer", dateline_place="BAKU", dateline_date="2021-12-27")
    after = content(source=topic("Wire"), credit_line="Wire", dateline_place="BAKU", dateline_date="2021-12-26")
    assert told(before, after) == [
        "dateline changed from “BAKU, 2021-12-27” to “BAKU, 2021-12-26”",
        "source changed from “Trend” to “Wire”",
        "byline removed: “A. Writer”",
        "credit line added: “Wire”",
    ]


def test_topics_people_and_steps_are_told_by_name():
    hop, person = {"source": topic("Trend"), "how": "statement"}, {"person": topic("Ada"), "description": "the MP"}
    before = content(topics=[topic("War"), topic("Ports")], hops=[hop], mentions=[person])
    after = content(
        topics=[topic("Peace"), topic("Ports")],
        hops=[hop | {"how": "post"}],
        mentions=[person, {"person": topic("Bo")}],
    )
    assert told(before, after) == [
        "topics: added Peace; removed War",
        "people mentioned: added Bo",
        "source chain changed",
    ]


names = st.sampled_from(["", "Ada", "Bo", "Cy"])
records = names.map(lambda name: {"slug": name.lower(), "name": name, "is": "person"} if name else None)
texts = st.text(st.sampled_from("ab \n"), max_size=12)
quotes = st.builds(
    quote,
    st.sampled_from("abcd"),
    texts.filter(bool),
    speaker=records,
    role=names,
    kind=st.sampled_from(["direct", "mixed"]),
)
contents = st.builds(
    content,
    headline=texts,
    summary=texts,
    body=st.text(st.sampled_from("abc  \n"), max_size=60),
    source=records,
    byline=names,
    quotes=st.lists(quotes, max_size=4, unique_by=lambda q: q["guid"]).map(
        lambda qs: sorted(qs, key=lambda q: q["guid"])
    ),
    topics=st.lists(names.filter(bool).map(topic), max_size=3, unique_by=lambda t: t["slug"]),
    lead_photo=names.map(lambda name: {"guid": name, "alt": "x"} if name else None),
)
OPPOSITE = {"added": "removed", "removed": "added", "named": "unnamed", "unnamed": "named"}


@given(contents, contents)
def test_something_is_told_just_where_something_differs(one, other):
    assert told(one, one) == []
    assert bool(told(one, other)) == (one != other)


@given(contents, contents)
def test_looked_at_backward_what_was_added_is_removed_and_as_much_is_told(one, other):
    there, back = quotes_tally(one, other), quotes_tally(other, one)
    assert back == {name: there[OPPOSITE.get(name, name)] for name in there}
    added, removed, places = words_tally(one["body"], other["body"])
    assert words_tally(other["body"], one["body"]) == (removed, added, places)
    assert len(told(one, other)) == len(told(other, one))


@given(contents, contents)
def test_the_words_added_less_those_removed_are_the_difference_in_length(one, other):
    added, removed, places = words_tally(one["body"], other["body"])
    assert added - removed == len(other["body"].split()) - len(one["body"].split())
    assert bool(places) == bool(added or removed)
