"""The board: what waits for whom, on one page. Each section is read through an index, and no further than it shows.

Sections are for those who may see their records; what is under embargo is left out as `permissions.visible` says.
"""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Least, Now, Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.editorial.permissions import OPEN, visible
from articles.models import Article, Assignment, AuditEntry, Quote

from .activity import latest_acts, opened
from .sections import SHOWN, Section, count, may_see
from .states import mark

_ASSIGNMENTS_READ = 200
_WORDS_READ = 300
_Status, _State = Article.Status, Quote.State
_UNDECIDED = (_State.SUGGESTED, _State.ALTERED, _State.LOST)


def board(user: AbstractBaseUser) -> list[list[Section]]:
    """Return the columns of the board as `user` may see it, the most urgent sections first in each."""
    columns = [_waiting(user), _on_the_way(user), _gone_out(user)]
    sections = [section for column in columns for section in column]
    count(user, sections)
    _add_undecided([row for section in sections if section.look == "story" for row in section.rows])
    return [column for column in columns if column]


def _waiting(user: AbstractBaseUser) -> list[Section]:
    sections = [_queue(user)] if may_see(user, Quote) and may_see(user, Article) else []
    if may_see(user, Article):
        reviewed = _stories(user, "submit").filter(status=_Status.REVIEW)
        sections += [
            _section(
                "review",
                _("In review"),
                reviewed.order_by("pk"),
                _("Nothing waits for review. A story comes here by “Send to review” on its page."),
                status__exact=_Status.REVIEW,
            ),
            _mine(user),
        ]
    return sections


def _on_the_way(user: AbstractBaseUser) -> list[Section]:
    if not may_see(user, Article):
        return []
    stories = _stories(user)
    return [
        _section(
            "approved",
            _("Approved"),
            _stories(user, "approve").filter(status=_Status.APPROVED).order_by("-pk"),
            _("Nothing is approved and waits to be published."),
            status__exact=_Status.APPROVED,
        ),
        _section(
            "scheduled",
            _("Scheduled"),
            stories.filter(status=_Status.PUBLISHED, publish_at__gt=Now()).order_by("publish_at", "pk"),
            _("Nothing waits for its time."),
            status__exact=_Status.PUBLISHED,
            when="ahead",
        ),
        _section(
            "updates",
            _("Pending updates"),
            # Not "is not null", for which SQLite would read the whole index.
            stories.filter(update_of_id__gt=0).order_by("-update_of_id"),
            _("No published story is being updated. “Update” on its page makes a working copy."),
            copies="open",
        ),
        _section(
            "drafts",
            _("Drafts"),
            stories.filter(status=_Status.DRAFT, update_of=None).order_by("-pk"),
            _("No drafts. Paste copy above, and it becomes one."),
            status__exact=_Status.DRAFT,
        ),
    ]


def _gone_out(user: AbstractBaseUser) -> list[Section]:
    sections = []
    if may_see(user, Article):
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        today = _stories(user).published().filter(publish_at__gte=midnight)
        sections += [
            _section(
                "live",
                _("Live today"),
                today.order_by("-publish_at", "-pk"),
                _("Nothing has been published today."),
                status__exact=_Status.PUBLISHED,
                when="day",
            ),
            opened(user),
        ]
    return [*sections, latest_acts(user)] if may_see(user, AuditEntry) else sections


def _stories(user: AbstractBaseUser, verb: str = "") -> QuerySet[Article]:
    """Return the stories that `user` may see, each with the time of the last act on it, or of the last `verb`."""
    acts = AuditEntry.objects.filter(article=Coalesce(OuterRef("update_of"), OuterRef("pk")))
    acts = (acts.filter(verb=verb) if verb else acts).order_by("-at", "-pk")
    stories = visible(user, Article.objects.all()).select_related("source", "assignment__user")
    return stories.annotate(touched=Coalesce(Subquery(acts.values("at")[:1]), "created")).defer("body", "summary")


def _section(key: str, title: Any, stories: QuerySet[Article], empty: Any, **chosen: str) -> Section:
    link = f"{reverse('admin:articles_article_changelist')}?{urlencode(chosen)}"
    rows = list(stories[:SHOWN])
    return Section(key, title, "story", empty, stories, rows, [(_("All"), link)])


def _mine(user: AbstractBaseUser) -> Section:
    """The open stories among the last that were given to `user`; a published one stays assigned."""
    latest = Assignment.objects.filter(user=user).order_by("-at", "-pk").values("article")[:_ASSIGNMENTS_READ]
    given = _stories(user).filter(pk__in=latest, status__in=OPEN - {_Status.SPIKED}).order_by("-assignment__at", "-pk")
    links = []
    if may_see(user, Assignment):
        links = [(_("All"), f"{reverse('admin:articles_assignment_changelist')}?user__id__exact={user.pk}")]
    empty = _("Nothing is yours. What you paste is, and what you are assigned on a story’s page.")
    return Section("mine", _("My stories"), "story", empty, given, list(given[:SHOWN]), links)


def _queue(user: AbstractBaseUser) -> Section:
    """The quotations whose confirmed words are no longer in the text: altered ones, which stop publishing, first."""
    waiting = visible(user, Quote.objects.filter(state__in=[_State.ALTERED, _State.LOST]), "article__")
    there = Substr("article__body", F("start") + 1, Least(F("end") - F("start"), _WORDS_READ))
    quotes = waiting.select_related("article", "speaker_person", "speaker_source").annotate(there=there)
    quotes = quotes.defer("article__body", "article__summary", "original_words")
    rows: list[Quote] = []
    for state in (_State.ALTERED, _State.LOST):
        # Each state by itself, in the order of the index on state and story.
        rows += quotes.filter(state=state).order_by("-article_id")[: SHOWN - len(rows)]
    for quote in rows:
        quote.shape = mark(quote.state)
    address = reverse("admin:articles_quote_changelist")
    links = [(state.label, f"{address}?state__exact={state}") for state in (_State.ALTERED, _State.LOST)]
    empty = _("No quotation has lost its words. One comes here when an edit changes or removes what was confirmed.")
    return Section("queue", _("Altered and lost quotations"), "quotation", empty, waiting, rows, links)


def _add_undecided(stories: list[Article]) -> None:
    """Tell each story how many of its quotations wait for a decision, by state."""
    waiting = Quote.objects.filter(article__in={s.pk for s in stories}, state__in=_UNDECIDED).order_by()
    numbers = {(pk, state): n for pk, state, n in waiting.values_list("article", "state").annotate(Count("pk"))}
    for story in stories:
        counts = [(state, numbers.get((story.pk, state), 0)) for state in _UNDECIDED]
        story.undecided = [(mark(state, word=False), n) for state, n in counts if n]
