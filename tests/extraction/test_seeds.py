"""The two first stories, as they arrived: every quoted stretch and every reported one, each with its speaker.

The stories are partisan reports on a disputed matter; what they claim is theirs.
"""

from pathlib import Path

import pytest

from articles.extraction import Kind, SpeakerKind, extract
from articles.formats.wire import read_wire

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "wire"
MP = "Soltan Mammadov"
ASSOCIATION = "Association of Azerbaijan’s Friends in France"

# Each entry: how the stretch begins, read by hand, and who says it.
DIRECT = {
    "000_94c613e070d8c258": (
        ("This political provocation", MP),
        ("We have recently witnessed", MP),
        ("The French government has announced", MP),
        ("These steps are regarded", MP),
        ("By the way, I would like to stress", MP),
        ("While making a special statement", MP),
        ("We can understand certain tactical", MP),
        ("The whole world admits", MP),
        ("A very good basis", MP),
        ("Proceeding from this, the work", MP),
    ),
    "001_f70b8106aead1299": (
        ("Azerbaijan is a secular country", ASSOCIATION),
        ("Over the course of 30 years", ASSOCIATION),
        ("France and its representatives", ASSOCIATION),
    ),
}
INDIRECT = {
    "000_94c613e070d8c258": (
        ("The illegal visit to", MP),
        ("the position taken by France", MP),
        ("an informal meeting was organized", MP),
        ("however, Pécresse’s", MP),
        ("this is disrespect of a candidate", MP),
        ("the leading countries", MP),
    ),
    "001_f70b8106aead1299": (
        ("The Association of Azerbaijan’s Friends", ASSOCIATION),
        ("Khankandi city is recognized", ASSOCIATION),
        ("visits to these lands", ASSOCIATION),
        ("by the visit to Karabakh", ASSOCIATION),
        ("the Karabakh conflict between", ASSOCIATION),
        ("the legal liberation of", ASSOCIATION),
    ),
}


def body(name: str) -> str:
    return read_wire((FOLDER / f"{name}.txt").read_bytes(), name=name).body


def spoken(name: str, kind: Kind) -> list[tuple[str, str | None]]:
    text = body(name)
    return [(text[slice(*q.content[0])], q.speaker) for q in extract(text).quotations if q.kind is kind]


@pytest.mark.parametrize("name", DIRECT)
def test_every_directly_quoted_stretch_has_its_speaker_and_no_other_is_found(name: str) -> None:
    found = spoken(name, Kind.DIRECT)
    assert [speaker for _, speaker in found] == [speaker for _, speaker in DIRECT[name]]
    assert all(words.startswith(start) for (words, _), (start, _) in zip(found, DIRECT[name], strict=True))


@pytest.mark.parametrize("name", INDIRECT)
def test_every_reported_stretch_has_its_speaker(name: str) -> None:
    found = spoken(name, Kind.INDIRECT)
    missed = [start for start, who in INDIRECT[name] if not any(w.startswith(start) and s == who for w, s in found)]
    assert missed == []


def test_the_agency_that_passes_words_on_is_named_beside_the_speaker() -> None:
    text = body("000_94c613e070d8c258")
    first = extract(text).quotations[0]
    assert first.via is not None
    assert text[slice(*first.via)] == "Trend"


def test_the_mp_is_introduced_by_his_role_and_the_reason_says_so() -> None:
    text = body("000_94c613e070d8c258")
    quotation = next(q for q in extract(text).quotations if q.source and text[slice(*q.source)] == "the MP")
    assert quotation.role is not None
    assert quotation.role.words == "Azerbaijani MP"
    assert (
        quotation.reason
        == "cue 'said' after the closing mark; 'the MP' is Soltan Mammadov, introduced as 'Azerbaijani MP'"
    )


def test_spellings_of_one_name_are_one_person() -> None:
    entities = extract(body("000_94c613e070d8c258")).entities
    person = next(entity for entity in entities if entity.name == "Valérie Pécresse")
    assert person.kind is SpeakerKind.PERSON
    assert set(person.aliases) >= {"Pécresse", "Valerie Pécresse"}
