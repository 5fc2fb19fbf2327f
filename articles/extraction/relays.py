"""Who passes on what another said: "Reuters reported, citing the ministry", "..., she said, Reuters reports."."""

from articles.extraction.bounds import sentence_end
from articles.extraction.cues import Cue
from articles.extraction.phrases import Phrase, narrow
from articles.extraction.views import View

_RELAYED = frozenset(("report", "say", "write"))  # what an agency does, citing another
_PASSED_ON = frozenset(("report", "quote"))
_NO_AGENCY = frozenset(("he", "she", "i", "we", "they", "who"))


def cited(view: View, cue: Cue) -> Phrase | None:
    """Return who is cited after an agency's report: "Reuters reported, citing | the ministry"."""
    if cue.verb.lemma not in _RELAYED or cue.subject is None:
        return None
    if view.person(cue.subject[0]) or view.lower[cue.subject[0]] in _NO_AGENCY:
        return None
    k = cue.stop
    while k < len(view.items) and view.lower[k] in (",", "with", "the", "in", "a"):
        k += 1
    if view.lower[k : k + 2] == ["reference", "to"] and "with" in view.lower[cue.stop : k]:
        k += 2
    elif view.lower[k : k + 1] == ["citing"]:
        k += 1
    else:
        return None
    end = k
    while end < len(view.items) and view.items[end] >= 0 and view.lower[end] not in (",", ".", ";"):
        end += 1
    return narrow(view, k, end) if end > k else None


def passed_on_by(view: View, cue: Cue) -> Phrase | None:
    """Return the subject of a cue that only says how words before it came: "..., she said, | Reuters | reports."."""
    if cue.verb.lemma not in _PASSED_ON or cue.borrowed or cue.stop < sentence_end(view):
        return None
    return cue.subject
