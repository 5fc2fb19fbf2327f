"""The audit log: who did what to which record, when and why. Rows are added and never changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .append_only import AppendOnly, AppendOnlyQuerySet
from .base import GuidField, Natural, NaturalManager
from .fields import LineField


class AuditEntry(AppendOnly, Natural):
    """One act. It names its record by model and key in words, so that it outlives both record and user."""

    guid = GuidField(_("GUID"))
    at = models.DateTimeField(_("at"), auto_now_add=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("user")
    )
    username = LineField(_("user name"), max_length=150, blank=True, help_text=_("Kept when the account goes."))
    verb = models.CharField(_("verb"), max_length=40)
    model = models.CharField(_("record"), max_length=60, help_text=_("Such as articles.quote."))
    key = LineField(_("key"), max_length=255)
    article = models.ForeignKey(
        "Article", models.SET_NULL, null=True, blank=True, related_name="audit", verbose_name=_("article")
    )
    reason = LineField(_("reason"), max_length=500, blank=True)
    data = models.JSONField(_("details"), default=dict, blank=True)

    objects = NaturalManager.from_queryset(AppendOnlyQuerySet)()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_by_time"),
            models.Index(fields=["article", "-at", "-id"], name="audit_of_article"),
            models.Index(fields=["model", "key"], name="audit_of_record"),
            # What people did, for a program may have done much since.
            models.Index(fields=["-at", "-id"], name="audit_of_people", condition=models.Q(username__gt="")),
            # What the log is filtered by, newest first, and the key by itself, which is searched for.
            models.Index(fields=["verb", "-at", "-id"], name="audit_by_verb"),
            models.Index(fields=["username", "-at", "-id"], name="audit_by_user"),
            models.Index(fields=["model", "-at", "-id"], name="audit_by_model"),
            models.Index(fields=["key"], name="audit_by_key"),
        ]

    def __str__(self) -> str:
        return f"{self.username} {self.verb} {self.model} {self.key}"
