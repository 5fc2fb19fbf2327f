"""The published record (D3): every edition as readers had it, chained by hash, and the corrections made."""

import hashlib

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .append_only import AppendOnly, AppendOnlyQuerySet
from .base import GuidField, Natural, NaturalManager
from .fields import BodyField, LineField
from .gate import EditionQuerySet

_check_hash = RegexValidator(r"^[0-9a-f]{64}$", _("A SHA-256 is 64 hexadecimal digits."))


class EditionRows(AppendOnlyQuerySet, EditionQuerySet):
    """Editions: what readers may see of them, and nothing to change."""


class Edition(AppendOnly, Natural):
    """An article as it was published at one moment.

    `content` is canonical JSON (RFC 8785: sorted keys, no spaces, UTF-8) of the whole article, quotations included;
    `sha256` is the hash over the hash of the edition before (64 hexadecimal digits, or nothing) and the content.
    """

    class Kind(models.TextChoices):
        FIRST = "first", _("first publication")
        UPDATE = "update", _("update")
        CORRECTION = "correction", _("correction")
        RETRACTION = "retraction", _("retraction")
        RESTORED = "restored", _("reinstatement")

    natural_fields = ("article__guid", "number")

    article = models.ForeignKey("Article", models.PROTECT, related_name="editions", verbose_name=_("article"))
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    published = models.DateTimeField(_("published"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    note = LineField(_("public note"), max_length=500, blank=True)
    content = models.TextField(_("content"))
    previous_sha256 = models.CharField(
        _("hash of the edition before"), max_length=64, blank=True, validators=[_check_hash]
    )
    sha256 = models.CharField(_("hash"), max_length=64, validators=[_check_hash])

    objects = NaturalManager.from_queryset(EditionRows)()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="edition_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_positive"),
            models.CheckConstraint(
                condition=Q(number=1, previous_sha256="") | (Q(number__gt=1) & ~Q(previous_sha256="")),
                name="edition_chained",
                violation_error_message=_("Every edition but the first carries the hash of the one before."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article}, {self.number}"

    def computed_sha256(self) -> str:
        """Return the hash that the content and the edition before it call for."""
        return hashlib.sha256((self.previous_sha256 + self.content).encode()).hexdigest()


class Correction(Natural):
    """What was wrong in a published article, word for word, and what it says now."""

    guid = GuidField(_("GUID"))
    article = models.ForeignKey("Article", models.CASCADE, related_name="corrections", verbose_name=_("article"))
    edition = models.ForeignKey(
        Edition, models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name=_("edition")
    )
    quote = models.ForeignKey(
        "Quote", models.SET_NULL, null=True, blank=True, related_name="corrections", verbose_name=_("quotation")
    )
    before = BodyField(_("before"), blank=True, max_length=100_000)
    after = BodyField(_("after"), blank=True, max_length=100_000)
    note = LineField(_("note"), max_length=500)
    made = models.DateTimeField(_("made"))

    objects = NaturalManager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["article", "made", "pk"]

    def __str__(self) -> str:
        return self.note
