"""Who may do what to a story in which state: one table, asked by every verb and by every button.

The rights are Django permissions, given to the groups Reporter, Editor and Chief editor by a migration; a newsroom
changes its groups as it likes. `user=None` is the program itself (commands, fixtures), for which only states count.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article

from .errors import Blocked, NotAllowed

_S = Article.Status
_WRITTEN = frozenset([_S.DRAFT, _S.REVIEW, _S.APPROVED])
OPEN = _WRITTEN | {_S.SPIKED}
CLOSED = frozenset([_S.PUBLISHED, _S.RETRACTED])
_ANY = frozenset(_S)

CHANGE, REVIEW, PUBLISH = "articles.change_article", "articles.review_article", "articles.publish_article"
EMBARGO, BREAK_EMBARGO = "articles.embargo_article", "articles.break_embargo_article"


@dataclass(frozen=True)
class Rule:
    """The right that a verb needs, the states of the story in which it makes sense, and what to say in the others."""

    right: str
    states: frozenset[str] = _ANY
    otherwise: Any = ""


_IN_PLACE = gettext_lazy("Readers have this story already. Start an update instead of editing it in place.")
_WAITING = gettext_lazy("Only what waits for review is approved; send it to review first.")

VERBS: dict[str, Rule] = {
    "create": Rule("articles.add_article"),
    "save": Rule(CHANGE, OPEN, _IN_PLACE),
    "translate": Rule(
        "articles.add_article",
        _WRITTEN | {_S.PUBLISHED},
        gettext_lazy("What is spiked or retracted is not brought out in another language."),
    ),
    "delete": Rule("articles.delete_article", OPEN, gettext_lazy("Readers have had this story; retract it instead.")),
    "submit": Rule(CHANGE, frozenset([_S.DRAFT]), gettext_lazy("Only a draft is sent to review.")),
    "take_back": Rule(CHANGE, frozenset([_S.REVIEW]), gettext_lazy("Only what waits for review is taken back.")),
    "send_back": Rule(
        REVIEW,
        frozenset([_S.REVIEW, _S.APPROVED]),
        gettext_lazy("Only what waits for review or is approved is sent back."),
    ),
    "approve": Rule(REVIEW, frozenset([_S.REVIEW]), _WAITING),
    "publish": Rule(PUBLISH, _WRITTEN, gettext_lazy("Only a draft, or what is in review or approved, is published.")),
    "unschedule": Rule(
        PUBLISH, frozenset([_S.PUBLISHED]), gettext_lazy("Only a scheduled story is taken off the schedule.")
    ),
    "correct": Rule(PUBLISH, _WRITTEN, gettext_lazy("Only a published story is corrected.")),
    "spike": Rule(REVIEW, _WRITTEN, gettext_lazy("Only what readers never had is spiked; retract this story instead.")),
    "unspike": Rule(REVIEW, frozenset([_S.SPIKED]), gettext_lazy("This story is not spiked.")),
    "assign": Rule(REVIEW, OPEN, gettext_lazy("A story that readers have is assigned by its update.")),
    "take": Rule(CHANGE, OPEN, gettext_lazy("A story that readers have is assigned by its update.")),
    "comment": Rule("articles.add_comment"),
    "start_update": Rule(
        CHANGE,
        frozenset([_S.PUBLISHED]),
        gettext_lazy("Only a published story is updated by a working copy; edit this one."),
    ),
    "discard_update": Rule(CHANGE, _WRITTEN, gettext_lazy("Only an open working copy is discarded.")),
    "retract": Rule(
        "articles.retract_article", frozenset([_S.PUBLISHED]), gettext_lazy("Only a published story is retracted.")
    ),
    "reinstate": Rule(
        "articles.retract_article", frozenset([_S.RETRACTED]), gettext_lazy("Only a retracted story is reinstated.")
    ),
    "find_quotes": Rule(CHANGE, OPEN | {_S.PUBLISHED}, gettext_lazy("This story was retracted; its record is closed.")),
    "decide_quotes": Rule("articles.change_quote", OPEN, _IN_PLACE),
    "preview": Rule("articles.view_article"),
    "share": Rule(
        "articles.share_article", OPEN | {_S.PUBLISHED}, gettext_lazy("A retracted story is not shown to anybody.")
    ),
    "break_embargo": Rule(BREAK_EMBARGO),
    "merge_people": Rule("articles.merge_person"),
}

# While others review a story or have approved it, its text is theirs.
_REVIEWERS_ONLY = frozenset(["save", "find_quotes", "decide_quotes", "discard_update"])


def check(user: AbstractBaseUser | None, verb: str, article: Article | None = None) -> None:
    """Return if `user` may do `verb` (a key of VERBS) to `article`; None as the article asks for the right alone.

    Raises NotAllowed where the right is missing, Blocked where the story's state forbids it.
    """
    rule = VERBS[verb]
    for right in _rights(verb, rule, article):
        if user is not None and not user.has_perm(right):
            raise NotAllowed(_said(right, verb, article))
    if article is not None and article.status not in rule.states:
        raise Blocked(str(rule.otherwise))


def allowed(user: AbstractBaseUser | None, verb: str, article: Article | None = None) -> bool:
    """Return whether `check` would pass."""
    try:
        check(user, verb, article)
    except (NotAllowed, Blocked):
        return False
    return True


def _rights(verb: str, rule: Rule, article: Article | None) -> list[str]:
    rights = [rule.right]
    if article is None:
        return rights
    if verb in _REVIEWERS_ONLY and article.status in {_S.REVIEW, _S.APPROVED, _S.SPIKED}:
        rights.append(REVIEW)
    if verb in {"approve", "share"} and embargoed(article):
        rights.append(EMBARGO)
    return rights


def _said(right: str, verb: str, article: Article | None) -> str:
    if right == EMBARGO:
        return _("This story is under embargo; approving or showing it needs the right to do so.")
    if right == REVIEW and verb in _REVIEWERS_ONLY and article is not None:
        return _("This story is in review or approved: an editor works on it. Ask for it to be sent back to you.")
    if right == BREAK_EMBARGO:
        return _("This story is under embargo. Publish it for a time after the embargo ends, or ask a chief editor.")
    return _("Your account does not have the right to do this; ask whoever gives out rights for “%s”.") % right


def embargoed(article: Article) -> bool:
    """Return whether the embargo of `article`, or of the story that it updates, is running."""
    story = article.update_of or article
    return story.embargo_until is not None and story.embargo_until > timezone.now()


def visible(user: AbstractBaseUser, rows: QuerySet[Any], to_article: str = "") -> QuerySet[Any]:
    """Keep the rows whose story `user` may see on the desk; `to_article` is the path to it ("article__").

    What is under embargo is for those who write and those with the right to it.
    """
    if _sees_all(user):
        return rows
    running = Q(**{f"{to_article}embargo_until__gt": Now()})
    return rows.exclude(running | Q(**{f"{to_article}update_of__embargo_until__gt": Now()}))


def shown(user: AbstractBaseUser, article: Article) -> bool:
    """Return whether `user` may see a story on the desk, as `visible` does, for one that was read already."""
    return _sees_all(user) or not embargoed(article)


def _sees_all(user: AbstractBaseUser) -> bool:
    return user.has_perm(CHANGE) or user.has_perm(EMBARGO)
