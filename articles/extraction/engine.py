"""The pipeline: text in, frozen records out. No settings, no state between texts, no input or output."""

from bisect import bisect_left
from dataclasses import dataclass

from articles.extraction import asides, carry, confidence, echoes, marks, names, reasons, register
from articles.extraction.findings import Finding
from articles.extraction.layout import Paragraph, Words, read
from articles.extraction.lexicon import CUE
from articles.extraction.marks import Quoted
from articles.extraction.people import People, gender_of
from articles.extraction.phrases import Phrase
from articles.extraction.records import Document, Entity, Kind, Quotation, Role, Span
from articles.extraction.reported import find_in_sentence
from articles.extraction.resolve import Resolver
from articles.extraction.sentences import Sentence, find_sentences
from articles.extraction.speakers import NOBODY, Speaker
from articles.extraction.views import view

_TERM = 3  # words; fewer between inner marks are a term or a title
_BESIDE = 2  # words and marks that may stand between a speaker and the role beside it
_TRIMMED = frozenset((",", ";", "—", "–", "--"))


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands between marks: a byte for each word that does, and the stretches within others, in order."""

    inside: bytearray
    nested: list[Quoted]


def extract(text: str) -> Document:
    """Return the quotations of an English news text, with speakers, and the persons and organisations it names.

    Any string is welcome, and none raises; time and memory grow in proportion to its length.

    >>> document = extract('"It rains," said Ann Lee.')
    >>> [(q.speaker, [text[a:b] for a, b in q.content]) for text in [document.text] for q in document.quotations]
    [('Ann Lee', ['It rains'])]
    """
    words, paragraphs = read(text)
    quoted = marks.find_quoted(words, paragraphs)
    sentences = find_sentences(words, paragraphs, quoted)
    table = register.build(words, names.find_names(words, paragraphs, quoted))
    findings = _findings(words, paragraphs, quoted, table, sentences)
    starts = [_first_word(sentence, quoted) for sentence in sentences]
    resolver = Resolver(words, sentences, table, starts)
    marked = Marked(_inside(words, quoted), [q for q in quoted if q.depth > 1 and q.stop - q.first >= _TERM])
    speakers = echoes.settle(words, findings, [resolver.resolve(finding) for finding in findings])
    speakers = echoes.join_paragraphs(words, findings, speakers)
    speakers = echoes.name_later(table, findings, speakers)
    quotations = [
        _quotation(words, table, finding, speaker, marked) for finding, speaker in zip(findings, speakers, strict=True)
    ]
    return Document(text, tuple(quotations), _entities(words, table))


def _first_word(sentence: Sentence, quoted: tuple[Quoted, ...]) -> int:
    item = sentence.items[0]
    return item if item >= 0 else quoted[-1 - item].begin


def _findings(
    words: Words,
    paragraphs: tuple[Paragraph, ...],
    quoted: tuple[Quoted, ...],
    table: People,
    sentences: tuple[Sentence, ...],
) -> list[Finding]:
    """Return what all sentences report, in order of the text."""
    found: list[Finding] = []
    classes = words.classes
    skipped = asides.find_asides(words, paragraphs)
    for number, sentence in enumerate(sentences):
        if sentence.paragraph in skipped or not any(item < 0 or classes[item] & CUE for item in sentence.items):
            continue
        seen = view(words, quoted, table, sentence)
        here = find_in_sentence(seen, number)
        covered = {
            stretch.begin
            for item in sentence.items
            if item < 0
            for stretch in (quoted[-1 - item],)
            for finding in here
            for first, stop in finding.pieces
            if first <= stretch.first < stop
        }
        here += carry.find_floating(seen, number, covered)
        found += sorted(here, key=lambda finding: finding.pieces[0])
    return found


def _inside(words: Words, quoted: tuple[Quoted, ...]) -> bytearray:
    """Return a byte for each word: 1 where it stands between marks."""
    inside = bytearray(len(words.printed))
    for stretch in quoted:
        if stretch.depth == 1:
            inside[stretch.first : stretch.stop] = b"\1" * (stretch.stop - stretch.first)
    return inside


def _quotation(words: Words, table: People, finding: Finding, speaker: Speaker, marked: Marked) -> Quotation:
    content = tuple(span for span in (_span(words, piece) for piece in finding.pieces) if span[0] < span[1])
    kind = _kind(words, finding.pieces, marked.inside)
    if speaker.sure < confidence.ABSTAIN:
        speaker = NOBODY
    entry = table.known[speaker.known] if speaker.known is not None else None
    role = _role(entry.roles, finding.source) if entry else None
    return Quotation(
        content=content,
        cue=words.span(*finding.cue) if finding.cue else None,
        source=words.span(*finding.source) if finding.source else None,
        speaker=speaker.name,
        speaker_kind=speaker.kind,
        entity=speaker.known,
        role=Role(words.slice(*role), words.span(*role)) if role else None,
        kind=kind,
        confidence=confidence.joint(confidence.of_words(kind, finding.how, finding.weight), speaker.sure),
        reason=reasons.explain(words, finding, speaker, kind),
        inner=tuple(words.span(*stretch) for stretch in _inner(finding.pieces, marked.nested)),
        via=words.span(*finding.via) if finding.via else None,
    )


def _role(roles: list[Phrase], source: Phrase | None) -> Phrase | None:
    """Return the role words that touch the words of attribution or, failing that, the first of the speaker's."""
    if source is not None:
        place = bisect_left(roles, source)
        for role in roles[max(0, place - 1) : place + 2]:
            if 0 <= source[0] - role[1] <= _BESIDE or 0 <= role[0] - source[1] <= _BESIDE:
                return role
    return roles[0] if roles else None


def _inner(pieces: tuple[Phrase, ...], nested: list[Quoted]) -> list[Phrase]:
    """Return the quotations that stand within the pieces of another."""
    found = []
    for first, stop in pieces:
        place = bisect_left(nested, first, key=lambda quoted: quoted.first)
        while place < len(nested) and nested[place].stop <= stop:
            found.append((nested[place].first, nested[place].stop))
            place += 1
    return found


def _span(words: Words, piece: Phrase) -> Span:
    """Return a piece as offsets, the comma that leads to its attribution left out."""
    first, stop = piece
    while stop - first > 1 and words.printed[stop - 1] in _TRIMMED:
        stop -= 1
    return words.span(first, stop)


def _kind(words: Words, pieces: tuple[Phrase, ...], inside: bytearray) -> Kind:
    """Tell how much of the reported words stands between marks: nine tenths make direct speech."""
    total = between = 0
    for first, stop in pieces:
        for k in range(first, stop):
            if words.printed[k][0].isalnum():
                total += 1
                between += inside[k]
    if total and between >= 0.9 * total:
        return Kind.DIRECT
    return Kind.MIXED if between else Kind.INDIRECT


def _entities(words: Words, table: People) -> tuple[Entity, ...]:
    mentions: list[list[Span]] = [[] for _ in table.known]
    for mention in table.mentions:
        mentions[mention.known].append(words.span(mention.first, mention.stop))
    return tuple(
        Entity(
            entry.name,
            entry.kind,
            gender_of(entry),
            tuple(entry.aliases),
            tuple(mentions[entry.number]),
            tuple(Role(words.slice(*role), words.span(*role)) for role in entry.roles),
        )
        for entry in table.known
    )
