"""One sentence as the later stages look at it: its items with their lower-case words, classes and names."""

from dataclasses import dataclass

from articles.extraction.layout import Words
from articles.extraction.lexicon import AUXILIARY, COMMON_VERB, DETERMINER, PREPOSITION, PRONOUN, VERB
from articles.extraction.lexicon.verbs import VERBS
from articles.extraction.marks import Quoted
from articles.extraction.people import Mention, People
from articles.extraction.records import SpeakerKind
from articles.extraction.sentences import Sentence

QUOTED = 1 << 20  # the class of an item that is a quoted stretch
_BEFORE_IS = frozenset(("that", "there", "here", "what", "who", "where", "how", "everything", "nothing", "something"))
_CONTRACTED = ("n't", "'ll", "'d", "'ve", "'re", "'m")


@dataclass(frozen=True, slots=True)
class View:
    """A sentence's items side by side; a quoted stretch has the word "" and the class QUOTED."""

    words: Words
    quoted: tuple[Quoted, ...]
    people: People
    sentence: Sentence
    items: list[int]
    lower: list[str]
    classes: list[int]

    def mention(self, k: int) -> Mention | None:
        """Return the name that covers item `k`, if any."""
        item = self.items[k]
        return self.people.at.get(item) if item >= 0 else None

    def person(self, k: int) -> Mention | None:
        """Return the person's name that covers item `k`, if any."""
        mention = self.mention(k)
        return mention if mention and self.people.known[mention.known].kind is SpeakerKind.PERSON else None

    def stretch(self, k: int) -> Quoted:
        """Return the quoted stretch that item `k` is."""
        return self.quoted[-1 - self.items[k]]

    def is_quoted(self, k: int) -> bool:
        """Tell whether item `k` is a quoted stretch."""
        return 0 <= k < len(self.items) and self.items[k] < 0

    def capital(self, k: int) -> bool:
        """Tell whether item `k` is printed with a capital."""
        return self.items[k] >= 0 and self.words.printed[self.items[k]][0].isupper()

    def begin(self, k: int) -> int:
        """Return the place of the first word or mark of item `k`."""
        return self.items[k] if self.items[k] >= 0 else self.stretch(k).begin

    def finish(self, k: int) -> int:
        """Return one past the last word or mark of item `k`."""
        return self.items[k] + 1 if self.items[k] >= 0 else self.stretch(k).finish

    def places(self, first: int, stop: int) -> tuple[int, int]:
        """Return items [first, stop) as words and marks."""
        return self.begin(first), self.finish(stop - 1)

    def inside(self, k: int) -> tuple[int, int]:
        """Return the words between the marks of the quoted stretch that item `k` is."""
        stretch = self.stretch(k)
        return stretch.first, stretch.stop

    def index(self, word: int) -> int:
        """Return the item at or just after a word's place."""
        for k in range(len(self.items)):
            if self.finish(k) > word:
                return k
        return len(self.items)

    def finite(self, k: int) -> bool:
        """Tell whether item `k` looks like a finite verb."""
        word = self.lower[k]
        if word == "'s":
            return k > 0 and (bool(self.classes[k - 1] & PRONOUN) or self.lower[k - 1] in _BEFORE_IS)
        if self.classes[k] & (AUXILIARY | COMMON_VERB):
            return word not in ("being", "been", "be", "having", "doing", "set", "may") or (
                word == "may" and not self.capital(k)
            )
        if self.classes[k] & VERB:
            return VERBS[word].form in ("past", "third", "base")
        if word.endswith("ed") and len(word) > 4 and not self.capital(k):
            return k == 0 or not (self.classes[k - 1] & (DETERMINER | PREPOSITION) or self.lower[k - 1] == "'s")
        return word.endswith(_CONTRACTED)


def view(words: Words, quoted: tuple[Quoted, ...], people: People, sentence: Sentence) -> View:
    """Return the view of one sentence."""
    lower = [words.lower[i] if i >= 0 else "" for i in sentence.items]
    classes = [words.classes[i] if i >= 0 else QUOTED for i in sentence.items]
    return View(words, quoted, people, sentence, sentence.items, lower, classes)
