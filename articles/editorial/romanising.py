"""Names in the letters of any of the newsroom's scripts, brought to one rough Latin form, and to how they sound.

Plain functions on strings. They are for finding names that may be the same, never for showing one: many names share
a form. The tables follow what passports and wire copy print (ICAO Doc 9303, part 3; ISO 9; ISO 843), as far as the
variants can be brought together at all.
"""

import re
import unicodedata
from functools import lru_cache

from articles.text import fold

_CYRILLIC = dict(
    zip(
        "абвгдезиклмнопрстуфхжцчшщъыьэюяієґђјљњћџәғҹөүұһҝқңҳҷ",
        "a b v g d e z i k l m n o p r s t u f kh zh ts ch sh shch . y . e yu ya i ye g dj y l n ch j"
        " a g j o u u h g k n h j".split(),
        strict=True,
    )
)
_GREEK = dict(
    zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t i f ch ps o".split(), strict=True)
)
# Short vowels are not written; alef, ayn, waw and ya are taken for the vowels that Latin copy has in their place.
_ARABIC = dict(
    zip(
        "ابپتثجچحخدذرزژسشصضطظعغفقکكگلمنهويیىةء",
        "a b p t s j ch h kh d d r z zh s sh s d t z a gh f k k k g l m n h u i i a a .".split(),
        strict=True,
    )
)
_LETTERS = str.maketrans({letter: form.strip(".") for letter, form in (_CYRILLIC | _GREEK | _ARABIC).items()})
_GREEK_PAIRS = {"ου": "u", "μπ": "b", "ντ": "d", "γκ": "g", "γγ": "ng", "αυ": "av", "ευ": "ev"}
_PAIRS = re.compile("|".join(_GREEK_PAIRS))
# Whoever writes these writes Azerbaijani or Turkish, where "c" is the first sound of "John".
_TURKIC = re.compile("[əƏıİğĞ]")
_AZERBAIJANI = str.maketrans({"c": "j", "x": "kh", "q": "g"})
_MARKED = str.maketrans({"ç": "ch", "ş": "sh", "č": "ch", "š": "sh", "ž": "zh", "ć": "ch", "ə": "a"})
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼʻʾʿ`´](?=\w)")
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_ARABIC_ARTICLE = re.compile(r"\bال(?=\w\w)")
# Words that some spellings of a name have and others leave out.
PARTICLES = frozenset("al el ul ibn ben bin bint oglu oghlu ogly qizi gizi kizi the".split())
_BETWEEN = re.compile(r"[\W_]+")


def latin(name: str) -> list[str]:
    """Return the words of `name` in plain small Latin letters, as copy in English would have them.

    >>> latin("Владимир ПУТИН"), latin("Cavad Məmmədov"), latin("Γιώργος Παπανδρέου")
    (['vladimir', 'putin'], ['javad', 'mammadov'], ['giorgos', 'papandreu'])
    """
    return [word for raw in words(name) if (word := _latin(raw, turkic=bool(_TURKIC.search(name))))]


def words(name: str) -> list[str]:
    """Return the words of `name` as they are, apostrophes within a word and an Arabic article left out."""
    text = _ARABIC_MARKS.sub("", unicodedata.normalize("NFKC", _APOSTROPHES.sub("", name)))
    return _BETWEEN.sub(" ", _ARABIC_ARTICLE.sub("", text)).split()


def _latin(word: str, *, turkic: bool) -> str:
    word = unicodedata.normalize("NFC", word.replace("İ", "i").lower())
    if turkic:
        word = word.translate(_AZERBAIJANI)
    word = _ARABIC_MARKS.sub("", unicodedata.normalize("NFKD", word.translate(_MARKED)))
    word = _PAIRS.sub(lambda pair: _GREEK_PAIRS[pair[0]], fold(word))
    return fold(word.translate(_LETTERS)).replace(" ", "")


# Spellings of one sound, the longer first: s for all that hisses, j for the voiced ones, k for k and g, h for h and kh.
_SOUNDS = re.compile(
    "(?P<s>tsch|tch|shch|sch|sh|ch|ts|tz|c(?=[eiy])|[sz])|(?P<j>dzh|dj|zh|dz|j)|(?P<h>kh|h)|(?P<k>gh|ck|[ckgq])"
    "|(?P<x>x)|(?P<f>ph|f)|(?P<t>th|t)|(?P<d>dh|d)|(?P<v>[vw])|(?P<vowels>[aeiouy]+)|(?P<other>.)"
)
_LAST_VOWEL = {"a": "a", "o": "o", "u": "o", "i": "i", "y": "i"}


def sounds(word: str) -> str:
    """Return what is left of a Latin word where spellings of one name agree: its consonants, first and last vowel.

    >>> sounds("mammadov") == sounds("memmedov") == sounds("mamedov")
    True
    >>> sounds("mohammed"), sounds("muhammad"), sounds("poutine"), sounds("putin")
    ('mhmd', 'mhmd', 'ptn', 'ptn')
    >>> sounds("ivanov") == sounds("ivanova")
    False
    """
    word = re.sub("(?<=[aeiou])h$", "", word)
    found: list[str] = []
    previous = ""
    for match in _SOUNDS.finditer(word):
        kind = match.lastgroup or ""
        if kind == "vowels":
            sound = "a" if match.start() == 0 else _last_vowel(match[0]) if match.end() == len(word) else ""
        else:
            sound = {"x": "ks", "other": match[0]}.get(kind, kind)
        if sound != previous or kind == "vowels":
            found.append(sound)
        previous = "" if kind == "vowels" else sound
    return "".join(found)


def _last_vowel(run: str) -> str:
    """Return the vowel that a word ends in; a last "e" is mute, as in "Poutine"."""
    run = run.rstrip("e")
    return _LAST_VOWEL[run[-1]] if run else ""


@lru_cache(maxsize=20_000)
def readings(word: str) -> frozenset[str]:
    """Return the ways in which a Latin word may sound: where a "c" may be Azerbaijani, that one too.

    >>> sounds("jeyhun") in readings("ceyhun"), sounds("javadov") in readings("cavadov")
    (True, True)
    """
    return frozenset([sounds(word), sounds(re.sub("c(?![hk])", "j", word))])
