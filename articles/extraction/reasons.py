"""Why a quotation was found and its speaker named, in words for an editor."""

from articles.extraction.findings import Finding
from articles.extraction.layout import Words
from articles.extraction.resolve import Speaker

_PLACES = {
    "before": "after the words",
    "after": "before the words",
    "around": "between the words",
}
_HOW = {
    "name": "named here",
    "surname": "the full name stands elsewhere in the text",
    "pronoun": "the person last spoken of",
    "role": "so introduced or last spoken of",
    "statement": "whose statement it is",
    "body": "the body of that sort named before",
    "carried": "goes on from the speaker before",
    "echo": "said again, with its speaker, elsewhere in the text",
    "about": "the sentence before is about this person",
    "described": "as the text describes the speaker",
    "nobody": "no speaker is likely enough",
}


def explain(words: Words, finding: Finding, speaker: Speaker) -> str:
    """Return one line: the cue and its place; how the speaker was told."""
    if finding.cue:
        found = f"cue '{words.slice(*finding.cue)}' {_PLACES.get(finding.how, 'beside the words')}"
    elif finding.how == "floating":
        found = "quoted words that stand alone"
    else:
        found = "quoted words within a sentence"
    source = f"'{words.slice(*finding.source)}' is " if finding.source and speaker.name else ""
    return f"{found}; {source}{speaker.name or 'speaker unknown'}: {_HOW[speaker.how]}"
