"""Why a quotation was found and its speaker named, in words for an editor."""

from articles.extraction.findings import Finding
from articles.extraction.layout import Words
from articles.extraction.records import Kind
from articles.extraction.speakers import Speaker

_PLACES = {
    ("before", Kind.DIRECT): "after the closing mark",
    ("before", Kind.MIXED): "after the words",
    ("before", Kind.INDIRECT): "after the words",
    ("after", Kind.DIRECT): "before the opening mark",
    ("after", Kind.MIXED): "before the words",
    ("after", Kind.INDIRECT): "before the words",
}
_HOW = {
    "name": "named here",
    "surname": "named in full elsewhere in the text",
    "pronoun": "the likeliest of those named before",
    "collective": "the body or group last spoken of",
    "role": "the likeliest of those named before",
    "statement": "whose statement it is",
    "body": "the body of that sort named before",
    "carried": "goes on from the speaker before",
    "echo": "says the same elsewhere in the text",
    "about": "the sentence before is about this person",
    "described": "described and not named",
    "later": "named with the next quotation",
    "nobody": "nobody is likely enough",
}


def explain(words: Words, finding: Finding, speaker: Speaker, kind: Kind) -> str:
    """Return one line: the cue and its place; how the speaker was told."""
    if finding.cue:
        found = f"cue '{words.slice(*finding.cue)}' {_PLACES.get((finding.how, kind), 'between the words')}"
    elif finding.how == "floating":
        found = "quoted words that stand alone"
    else:
        found = "quoted words within a sentence"
    printed = words.slice(*finding.source) if finding.source else ""
    if speaker.name is None:
        return f"{found}; speaker not named: {_HOW[speaker.how]}"
    why = f"introduced as '{speaker.note}'" if speaker.note else _HOW[speaker.how]
    if printed and printed != speaker.name:
        return f"{found}; '{printed}' is {speaker.name}, {why}"
    return f"{found}; {speaker.name}, {why}"
