"""The record of a quotation: exact words, who said them in which role, and how they reached the page (D4 to D6)."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, TextField
from django.db.models.functions import Cast
from django.db.models.lookups import Regex
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .base import GuidField, Natural, NaturalManager, linked
from .fields import (
    BodyField,
    BoundField,
    FingerprintField,
    LineField,
    PartialDateField,
    SpansField,
    check_spans,
    first_start,
    joined,
    last_end,
    of_words,
)
from .gate import CONFIRMED, QuoteQuerySet
from .languages import check_language

CONTEXT = 32

# The states in which the words must stand in the text to the letter; the others remember a text that is gone.
ANCHORED = frozenset([CONFIRMED, "suggested"])


class Quote(Natural):
    """A quotation in an article: one utterance, of one or more stretches of the body.

    `words` are the stretches joined by an ellipsis; `prefix` and `suffix` are what stands before and after them
    (a TextQuoteSelector of the W3C Web Annotation Data Model, 4.2.4), so that a lost one can be found by eye.
    """

    class Kind(models.TextChoices):
        DIRECT = "direct", _("direct")
        INDIRECT = "indirect", _("indirect")
        MIXED = "mixed", _("mixed")

    class State(models.TextChoices):
        SUGGESTED = "suggested", _("suggested")
        CONFIRMED = CONFIRMED, _("confirmed")
        REJECTED = "rejected", _("rejected")
        ALTERED = "altered", _("altered")
        LOST = "lost", _("lost")

    guid = GuidField(_("GUID"))
    article = models.ForeignKey("Article", models.CASCADE, related_name="quotes", verbose_name=_("article"))
    spans = SpansField(_("spans"), help_text=_("Pairs of code points into the body: [[17, 98]]."))
    start = BoundField(compute=first_start)
    end = BoundField(compute=last_end)
    words = BodyField(_("words"), max_length=100_000)
    utterance = FingerprintField(null=True, compute=of_words)
    prefix = models.CharField(_("before"), max_length=CONTEXT, blank=True)
    suffix = models.CharField(_("after"), max_length=CONTEXT, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.DIRECT)
    # The indexes of the speakers begin with these two; with one more on the key alone PostgreSQL would sort.
    speaker_person = models.ForeignKey(
        "Person",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="quotes",
        verbose_name=_("speaker, a person"),
    )
    speaker_source = models.ForeignKey(
        "Source",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="quotes",
        verbose_name=_("speaker, an organisation"),
    )
    attribution = LineField(
        _("attribution as printed"), max_length=500, blank=True, help_text=_("“the MP said”, as the copy has it.")
    )
    cue = LineField(_("cue"), max_length=100, blank=True, help_text=_("The word that reports: “said”."))
    role = models.ForeignKey(
        "Role", models.PROTECT, null=True, blank=True, related_name="quotes", verbose_name=_("role that day")
    )
    within = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="nested", verbose_name=_("inside the quotation")
    )
    copy_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="copies",
        verbose_name=_("copy, in a pending update, of"),
    )
    via = models.ForeignKey(
        "Source", models.PROTECT, null=True, blank=True, related_name="relayed", verbose_name=_("by way of")
    )
    venue = LineField(_("venue"), max_length=300, blank=True, help_text=_("Where it was said, or in what."))
    said_on = PartialDateField(_("said on"))
    original_language = models.CharField(_("original language"), max_length=35, blank=True, validators=[check_language])
    original_words = BodyField(_("original words"), blank=True, max_length=100_000)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SUGGESTED)
    confidence = models.FloatField(
        _("confidence"), null=True, blank=True, editable=False, help_text=_("How sure the engine was, 0 to 1.")
    )
    why = LineField(_("why"), max_length=500, blank=True, editable=False, help_text=_("What the engine went by."))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    objects = NaturalManager.from_queryset(QuoteQuerySet)()
    history = HistoricalRecords(excluded_fields=["start", "end", "utterance"])

    class Meta:
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")
        ordering = ["article", "start", "pk"]
        indexes = [
            models.Index(fields=["article", "start", "id"], name="quote_in_article"),
            models.Index(fields=["speaker_person", "state", "-id"], name="quote_by_person"),
            models.Index(fields=["speaker_source", "state", "-id"], name="quote_by_source"),
            models.Index(fields=["via", "state"], name="quote_by_relay"),
            models.Index(fields=["state", "article"], name="quote_by_state"),
            models.Index(fields=["kind", "-id"], name="quote_by_kind"),
            models.Index(fields=["utterance", "speaker_person", "speaker_source", "-article"], name="quote_by_words"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(speaker_person=None) | Q(speaker_source=None),
                name="quote_one_speaker",
                violation_error_message=_("A speaker is a person or an organisation, never both."),
            ),
            models.CheckConstraint(
                condition=Q(start__lt=F("end")),
                name="quote_bounds_in_order",
                violation_error_message=_("The spans of a quotation must run forward and hold words."),
            ),
            models.CheckConstraint(
                condition=Regex(Cast("spans", TextField()), r"^\[\[[0-9]+, ?[0-9]+\](, ?\[[0-9]+, ?[0-9]+\])*\]$"),
                name="quote_spans_well_formed",
                violation_error_message=_("The spans of a quotation are a list of [start, end] pairs."),
            ),
            models.CheckConstraint(
                condition=Q(within=None) | ~Q(within=F("id")),
                name="quote_not_within_itself",
                violation_error_message=_("A quotation cannot stand inside itself."),
            ),
            models.CheckConstraint(condition=~Q(words=""), name="quote_has_words"),
        ]

    def __str__(self) -> str:
        words = self.words if len(self.words) <= 80 else self.words[:79].rstrip() + "…"
        return f"{self.speaker}: {words}" if self.speaker else words

    def clean(self) -> None:
        super().clean()
        if self.role_id and self.role.person_id != self.speaker_person_id:
            raise ValidationError({"role": _("The role is not one of the speaker's.")}, code="role")
        if self.article_id and self.state in ANCHORED:
            self.check_against(self.article.body)

    def get_absolute_url(self) -> str:
        return reverse("articles:quote", args=[self.pk])

    @property
    def speaker(self) -> Any:
        """The Person or Source who says it, or None where it is not known."""
        return linked(self, "speaker_person") or linked(self, "speaker_source")

    @property
    def address_in_text(self) -> str:
        """The address of the exact words in the article."""
        return f"{self.article.get_absolute_url()}#quote-{self.pk}"

    def words_in(self, body: str) -> str:
        """Return what stands at the quotation's spans in `body`, as `words` would hold it."""
        return joined([body[start:end] for start, end in self.spans])

    def anchor(self, body: str) -> None:
        """Set `words`, `prefix` and `suffix` from the spans in `body`."""
        first, last = self.spans[0][0], self.spans[-1][1]
        self.words = self.words_in(body)
        self.prefix = body[max(0, first - CONTEXT) : first]
        self.suffix = body[last : last + CONTEXT]

    def check_against(self, body: str) -> None:
        """Raise ValidationError unless the words, the attribution and the outer quotation agree with `body`.

        The quote lock's promise (D4): what is shown as said stands in the text, to the letter.
        """
        check_spans(self.spans)
        if self.spans[-1][1] > len(body):
            raise ValidationError(
                {
                    "spans": _("The span ends at %(end)d, but the body has only %(length)d characters.")
                    % {"end": self.spans[-1][1], "length": len(body)}
                },
            )
        if (found := self.words_in(body)) != self.words:
            raise ValidationError(
                {
                    "words": _("These words are not in the body at %(spans)s; there stands “%(found)s”.")
                    % {"spans": self.spans, "found": found[:200]}
                },
            )
        if self.attribution and self.attribution not in " ".join(body.split()):
            raise ValidationError({"attribution": _("The body does not say “%s”.") % self.attribution})
        if self.within_id and self.within.state in ANCHORED and not self._inside(self.within):
            raise ValidationError({"within": _("It does not stand inside that quotation.")})

    def _inside(self, outer: "Quote") -> bool:
        return outer.article_id == self.article_id and all(
            any(s <= start and end <= e for s, e in outer.spans) for start, end in self.spans
        )


def speakers_of(quotes: Iterable[Quote]) -> list[Any]:
    """Return the people and organisations who say `quotes`, each once, in that order; unnamed ones are left out."""
    return list(dict.fromkeys(quote.speaker for quote in quotes if quote.speaker))
