"""Where the quotations of a story stood in each text that it has had: the memory of the quote lock (D4)."""

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import Natural, NaturalManager


class Placement(Natural):
    """One text of a story, known by its hash, and the places of its quotations in that text.

    `places` has an object for each quotation by its GUID: "at" are its spans. One that was altered or lost there also
    has "was", its state before, and "left", the places of its stretches: each a list of the values of
    `editorial.anchoring.Stretch`, offsets in code points. Rejected ones are not remembered.
    """

    natural_fields = ("article__guid", "sha256")

    article = models.ForeignKey("Article", models.CASCADE, related_name="placements", verbose_name=_("article"))
    sha256 = models.CharField(_("hash of the text"), max_length=64)
    places = models.JSONField(_("places"), default=dict, blank=True)

    objects = NaturalManager()

    class Meta:
        verbose_name = _("places of quotations")
        verbose_name_plural = _("places of quotations")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["article", "sha256"], name="placement_once")]

    def __str__(self) -> str:
        return f"{self.article}: {self.sha256[:12]}"


def hash_of(body: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
