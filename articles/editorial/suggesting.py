"""What the engine finds in an article, recorded as suggestions (D5): an editor confirms, corrects or rejects.

A run changes nothing that an editor has decided: where a confirmed, rejected, altered or lost quotation lies, or where
words were rejected before, nothing is proposed. Suggestions of an earlier run are replaced, those made by hand stay.
"""

import hashlib
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from articles.extraction import VERSION as ENGINE
from articles.extraction import Quotation, extract
from articles.models import Article, Person, Quote, Role, Source
from articles.text import clean_line, fold

from . import auditing, permissions
from .matching import Matcher

_FIELDS = ("kind", "speaker_person", "speaker_source", "attribution", "cue", "role", "via", "confidence", "why")
_NEAR = 80


@dataclass(frozen=True)
class Suggested:
    """What a run did: suggestions added, changed, kept as they were and withdrawn; people and sources proposed."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    proposed: int = 0

    @property
    def changed_anything(self) -> bool:
        """Whether the article's record is another one than before."""
        return bool(self.added or self.changed or self.withdrawn)


def suggest(article: Article, user: AbstractBaseUser | None = None) -> Suggested:
    """Record what the engine finds in `article` as suggestions, and return what changed.

    A working copy is looked at in place of the article that it updates, if one is open: there editors decide.
    Readers see nothing of a suggestion. Raises Blocked for a retracted article.
    """
    with transaction.atomic():
        given, article = article, article.updates.first() or article
        permissions.check(user, "find_quotes", article)
        run = _Run(article)
        done = run.record()
        Article.objects.filter(pk=article.pk).update(
            quotes_sought=sought(article.body), version=F("version") + int(done.changed_anything)
        )
        if given.pk != article.pk:
            Article.objects.filter(pk=given.pk).update(quotes_sought=sought(given.body))
        if done.changed_anything:
            auditing.record(user, "find quotes", article, **vars(done))
    return done


def sought(body: str) -> str:
    """Return what `Article.quotes_sought` holds once this engine has read `body`."""
    return hashlib.sha256(f"{ENGINE}\n{body}".encode()).hexdigest()


class _Run:
    """One run over one article."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.document = extract(article.body)
        self.matcher = Matcher(article)
        rows = list(article.quotes.all())
        ours = [q for q in rows if q.state == Quote.State.SUGGESTED and q.confidence is not None]
        self.earlier = {_key(q.spans): q for q in ours}
        decided = [q for q in rows if q not in ours]
        self.taken = [q.spans for q in decided if q.state != Quote.State.LOST]
        self.rejected = {fold(q.words) for q in decided if q.state == Quote.State.REJECTED}

    def record(self) -> Suggested:
        """Write the suggestions, and return what changed."""
        found = [row for q in self.document.quotations for row in (self._quote(q), *self._inner(q))]
        wanted = {_key(q.spans): q for q in found if self._is_open(q)}
        added = changed = 0
        for key, quote in wanted.items():
            earlier = self.earlier.get(key)
            if earlier is None:
                self._save(quote)
                added += 1
            elif self._take_over(earlier, quote):
                changed += 1
        gone = [q for key, q in self.earlier.items() if key not in wanted]
        for quote in gone:
            quote.delete()
        self._nest()
        kept = len(wanted) - added - changed
        return Suggested(added, changed, kept, len(gone), len(self.matcher.proposed))

    def _is_open(self, quote: Quote) -> bool:
        return fold(quote.words) not in self.rejected and not any(_same_place(quote.spans, s) for s in self.taken)

    def _quote(self, found: Quotation) -> Quote:
        body = self.article.body
        speaker = None if found.entity is None else self.matcher.speaker(self.document.entities[found.entity])
        if found.speaker is None:
            speaker = None
        quote = Quote(
            article=self.article,
            spans=[list(span) for span in found.content],
            kind=found.kind.value,
            speaker_person=speaker if isinstance(speaker, Person) else None,
            speaker_source=speaker if isinstance(speaker, Source) else None,
            attribution=self._attribution(found),
            cue=clean_line(body[slice(*found.cue)])[:100] if found.cue else "",
            role=self._role(found, speaker),
            via=self.matcher.source(body[slice(*found.via)]) if found.via else None,
            confidence=found.confidence,
            why=clean_line(found.reason)[:500],
        )
        quote.anchor(body)
        return quote

    def _inner(self, found: Quotation) -> list[Quote]:
        """Return what the speaker reports somebody else to have said, whoever that was."""
        rows = [
            Quote(
                article=self.article,
                spans=[list(span)],
                kind=Quote.Kind.DIRECT,
                confidence=found.confidence,
                why=_("between marks of its own, inside another quotation"),
            )
            for span in found.inner
        ]
        for row in rows:
            row.anchor(self.article.body)
        return rows

    def _role(self, found: Quotation, speaker: Person | Source | None) -> Role | None:
        return self.matcher.role(speaker, found.role.words) if found.role and isinstance(speaker, Person) else None

    def _attribution(self, found: Quotation) -> str:
        """Return the words of attribution as printed: the speaker's and the cue, where they stand side by side."""
        spans = sorted(span for span in (found.source, found.cue) if span)
        if not spans:
            return ""
        start, end = spans[0][0], max(span[1] for span in spans)
        between = spans[-1][0] - spans[0][1]
        crossed = any(start < s < end for s, _e in found.content)
        if between > _NEAR or crossed:
            start, end = found.source or spans[0]
        return clean_line(self.article.body[start:end])[:500]

    def _save(self, quote: Quote) -> None:
        quote.full_clean(exclude=["within"])
        quote.save()

    def _take_over(self, earlier: Quote, new: Quote) -> bool:
        """Give an earlier suggestion what the new run says of the same words; return whether anything differs."""
        differs = [name for name in _FIELDS if getattr(earlier, name) != getattr(new, name)]
        for name in differs:
            setattr(earlier, name, getattr(new, name))
        if differs:
            self._save(earlier)
        return bool(differs)

    def _nest(self) -> None:
        """Set what stands inside what, among the suggestions."""
        rows = list(self.article.quotes.exclude(state__in=[Quote.State.REJECTED, Quote.State.LOST]))
        for quote in rows:
            if quote.state != Quote.State.SUGGESTED or quote.confidence is None:
                continue
            around = [o for o in rows if o.pk != quote.pk and _inside(quote.spans, o.spans)]
            outer = min(around, key=lambda o: o.end - o.start, default=None)
            if quote.within_id != (outer.pk if outer else None):
                quote.within = outer
                quote.save()


Spans = list[list[int]]


def _key(spans: Spans) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in spans)


def _inside(inner: Spans, outer: Spans) -> bool:
    return _key(inner) != _key(outer) and all(any(s <= a and b <= e for s, e in outer) for a, b in inner)


def _same_place(one: Spans, other: Spans) -> bool:
    """Return whether two quotations are one: a stretch of each cross, or share over half of the longer of the two."""
    return any(_same_stretch(a, b) for a in one for b in other)


def _same_stretch(one: list[int], other: list[int]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    shorter, longer = sorted((one[1] - one[0], other[1] - other[0]))
    return 0 < shared < shorter or shared * 2 > longer
