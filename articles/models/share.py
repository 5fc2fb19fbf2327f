"""A link that shows one story to somebody outside the desk before readers have it."""

import secrets
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .base import Natural, NaturalManager
from .fields import LineField


def new_key() -> str:
    """Return 128 random bits in the alphabet of RFC 4648, section 5."""
    return secrets.token_urlsafe(16)


class ShareLinkQuerySet(QuerySet):
    def usable(self, at: datetime | None = None) -> Self:
        """Keep the links that are neither over nor revoked."""
        return self.filter(revoked=None, expires__gt=at or timezone.now())


class ShareLink(Natural):
    """What is told apart by `key`; the address carries it signed, so that a copy of this table opens nothing.

    It is worth no more than the rights of who made it, and goes with their account.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        OVER = "over", _("over")
        REVOKED = "revoked", _("revoked")

    natural_fields = ("key",)

    key = models.CharField(_("key"), max_length=22, unique=True, default=new_key, editable=False)
    article = models.ForeignKey("Article", models.CASCADE, related_name="share_links", verbose_name=_("article"))
    note = LineField(_("for whom"), max_length=200, blank=True)
    created = models.DateTimeField(_("made"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="share_links", verbose_name=_("made by")
    )
    expires = models.DateTimeField(_("expires"))
    last_used = models.DateTimeField(_("last opened"), null=True, blank=True)
    revoked = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("revoked by"),
    )

    objects = NaturalManager.from_queryset(ShareLinkQuerySet)()

    class Meta:
        verbose_name = _("share link")
        verbose_name_plural = _("share links")
        ordering = ["-created", "-pk"]
        indexes = [models.Index(fields=["article", "-created", "-id"], name="share_link_of_article")]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires__gt=F("created")),
                name="share_link_ends_after_it_begins",
                violation_error_message=_("A link ends after it was made."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.note}" if self.note else str(self.article)

    @property
    def state(self) -> State:
        """Whether it still opens."""
        if self.revoked:
            return self.State.REVOKED
        return self.State.OPEN if self.expires > timezone.now() else self.State.OVER
