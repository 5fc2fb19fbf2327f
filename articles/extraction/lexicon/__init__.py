"""What the engine knows of English before it reads: words, verbs, names, as data. Lower case, folded apostrophes."""

from articles.extraction.lexicon import words
from articles.extraction.lexicon.verbs import VERBS

# One bit for each class that the stages ask for at every word.
DETERMINER = 1
PRONOUN = 2
AUXILIARY = 4
PREPOSITION = 8
SUBORDINATOR = 16
COORDINATOR = 32
ADVERB = 64
TIME = 128
VERB = 256
COMMON_VERB = 512
OPENER = 1024
RELATIVE = 2048
NEGATION = 4096
CUE = 8192


def _classes() -> dict[str, int]:
    flags: dict[str, int] = {}
    for bit, members in (
        (DETERMINER, words.DETERMINERS),
        (PRONOUN, words.SUBJECT_PRONOUNS),
        (AUXILIARY, words.AUXILIARIES),
        (PREPOSITION, words.PREPOSITIONS),
        (SUBORDINATOR, words.SUBORDINATORS),
        (COORDINATOR, words.COORDINATORS),
        (ADVERB, words.ADVERBS),
        (TIME, words.TIME_NOUNS | words.MONTHS),
        (VERB, VERBS.keys()),
        (CUE, VERBS.keys() | {"according"}),
        (COMMON_VERB, words.COMMON_VERBS),
        (OPENER, words.SENTENCE_OPENERS),
        (RELATIVE, words.RELATIVES),
        (NEGATION, words.NEGATIONS),
    ):
        for word in members:
            flags[word] = flags.get(word, 0) | bit
    return flags


CLASSES = _classes()
