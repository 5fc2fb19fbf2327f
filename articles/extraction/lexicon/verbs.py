"""Verbs and nouns that report speech, as data: how readily each opens which kind of quotation.

Weights run from 0 to 1 and are set by hand from counting how often a form was annotated as a cue in development
texts: `that` before a that-clause, `bare` before a clause without "that", `after` behind the clause it reports
("..., she said"), `marks` beside quoted words, `to` before an infinitive ("urged them to stay").
"""

from typing import NamedTuple

from articles.extraction.lexicon.words import word_set


class Weights(NamedTuple):
    """How readily a verb reports speech in each construction, 0 to 1."""

    that: float
    bare: float
    after: float
    marks: float
    to: float


class Verb(NamedTuple):
    """One inflected form: its lemma, its form (base, third, past, participle) and the weights of the lemma."""

    lemma: str
    form: str
    weights: Weights


_CLASSES: dict[Weights, str] = {
    Weights(1.0, 1.0, 1.0, 1.0, 0.0): "say",
    Weights(0.9, 0.9, 0.9, 1.0, 0.0): "tell",
    Weights(0.9, 0.8, 0.9, 1.0, 0.0): "add note insist explain argue stress acknowledge reiterate recall tweet",
    Weights(0.8, 0.7, 0.8, 1.0, 0.0): (
        "claim allege contend maintain concede admit write state underline emphasize emphasise assert testify warn"
        " conclude report caution declare remark comment stipulate opine quip"
    ),
    Weights(0.7, 0.5, 0.8, 0.9, 0.0): (
        "suggest announce observe predict complain lament estimate joke boast confirm counter mention reveal clarify"
        " recount vow pledge affirm speculate disclose theorize advise respond reply remind"
    ),
    Weights(0.3, 0.2, 0.3, 0.5, 0.0): (
        "believe think hope feel fear indicate deny assure promise inform imply point hint realize agree accept"
        " decide learn find show propose recommend demand request notify inquire wonder dispute hear swear"
    ),
    Weights(0.3, 0.2, 0.4, 1.0, 0.5): "ask",
    Weights(0.5, 0.2, 0.4, 0.9, 0.7): "urge",
    Weights(0.3, 0.2, 0.3, 0.8, 0.3): "beg implore instruct order encourage",
    Weights(0.1, 0.1, 0.2, 1.0, 0.0): (
        "continue begin repeat shout yell scream cry whisper exclaim laugh sigh answer retort chant read go mutter"
        " interject reflect muse enthuse gush snap fume chuckle smile nod shrug proclaim post blog message text email"
        " sing preach thunder roar bellow grumble moan plead reason rave offer finish start reckon chime"
        " summarize summarise elaborate reassure sum press marvel interrupt intone bark holler sneer"
        " scoff deadpan crow surmise wail sob groan gasp mumble murmur concur demur"
        " grin reminisce confess"
    ),
    Weights(0.0, 0.0, 0.0, 0.7, 0.0): (
        "call describe denounce condemn blast criticize criticise praise slam label brand accuse dismiss characterize"
        " characterise deem cite quote credit blame mock reject decry refer dub hail tout deride ridicule liken"
        " compare portray depict"
    ),
}

_IRREGULAR = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "writing"),
    "begin": ("begins", "began", "beginning"),
    "read": ("reads", "read", "reading"),
    "go": ("goes", "went", "going"),
    "think": ("thinks", "thought", "thinking"),
    "feel": ("feels", "felt", "feeling"),
    "find": ("finds", "found", "finding"),
    "show": ("shows", "showed", "showing"),
    "hear": ("hears", "heard", "hearing"),
    "swear": ("swears", "swore", "swearing"),
    "sing": ("sings", "sang", "singing"),
    "sum": ("sums", "summed", "summing"),
    "admit": ("admits", "admitted", "admitting"),
    "quip": ("quips", "quipped", "quipping"),
    "beg": ("begs", "begged", "begging"),
    "snap": ("snaps", "snapped", "snapping"),
    "nod": ("nods", "nodded", "nodding"),
    "shrug": ("shrugs", "shrugged", "shrugging"),
    "slam": ("slams", "slammed", "slamming"),
    "dub": ("dubs", "dubbed", "dubbing"),
    "refer": ("refers", "referred", "referring"),
    "blog": ("blogs", "blogged", "blogging"),
    "chat": ("chats", "chatted", "chatting"),
}


def _inflect(lemma: str) -> tuple[str, str, str]:
    """Return the third person, the past and the -ing form of a verb."""
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    third = lemma + ("es" if lemma.endswith(("sh", "ch", "ss", "x")) else "s")
    return third, lemma + "ed", lemma + "ing"


def _forms() -> dict[str, Verb]:
    forms: dict[str, Verb] = {}
    for weights, lemmas in _CLASSES.items():
        for lemma in lemmas.split():
            third, past, participle = _inflect(lemma)
            for word, form in ((lemma, "base"), (third, "third"), (participle, "participle"), (past, "past")):
                forms.setdefault(word, Verb(lemma, form, weights))
    for word in ("wrote", "read"):
        forms[word] = forms[word]._replace(form="past")
    forms["written"] = forms["writes"]._replace(form="past")
    return forms


VERBS = _forms()
POINT_OUT = Weights(0.9, 0.6, 0.8, 1.0, 0.0)  # "point" with "out" reports; without it, hardly ever

# Forms that are nouns (or adjectives) more often than verbs: a subject must stand right beside them.
NOUN_LIKE = word_set(
    "claims claim reports report notes note states state calls call estimates estimate comments comment remarks"
    " remark demands demand requests request hopes hope fears fear fear posts post order orders offers offer answers"
    " answer cautions counters blasts labels brands messages texts emails text email message points point vow vows"
    " pledge pledges promise promises thought feeling reason reasons read cry cries laugh laughs start starts finish"
    " plead smile sums sum snap quotes quote credits credit blame mock brand label blast praise boast jokes joke"
    " proposes"
    " finding beginning going saying writing reading warning caution find show shows hint hints message reading go"
)

# Verbs that take the one who is spoken to before the clause ("told reporters that").
WITH_ADDRESSEE = word_set(
    "tell remind warn assure inform notify ask urge beg advise promise instruct order encourage caution implore"
)

# Nouns that hold speech: "in a statement", "the report reads".
SPEECH_NOUNS = word_set(
    "statement report letter email e-mail tweet post message note memo release document documents study survey poll"
    " article filing lawsuit complaint affidavit indictment notice website site advisory bulletin communique text"
    " speech address interview op-ed editorial column testimony transcript paper book brief submission declaration"
    " petition caption headline sign banner placard slogan inscription summary manifesto resolution ruling"
    " announcement"
)
