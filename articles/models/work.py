"""The newsroom's own work on a story, which readers never see: who has it, who has it open, what was said of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import GuidField, Natural, NaturalManager
from .fields import BodyField

COMMENT_LIMIT = 5_000


class Assignment(Natural):
    """Whose story it is now: at most one person for each article."""

    natural_fields = ("article__guid",)

    article = models.OneToOneField("Article", models.CASCADE, related_name="assignment", verbose_name=_("article"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments", verbose_name=_("assigned to")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assigned by"),
    )
    at = models.DateTimeField(_("at"), auto_now=True)

    objects = NaturalManager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "-at", "-id"], name="assignment_of_user")]

    def __str__(self) -> str:
        return f"{self.article}: {self.user}"


class Comment(Natural):
    """What one of the staff said to the others about a story. The author's name is kept when the account goes."""

    guid = GuidField(_("GUID"))
    article = models.ForeignKey("Article", models.CASCADE, related_name="comments", verbose_name=_("article"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("user")
    )
    username = models.CharField(_("user name"), max_length=150, blank=True)
    text = BodyField(_("text"), max_length=COMMENT_LIMIT)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    objects = NaturalManager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["article", "at", "pk"]
        indexes = [models.Index(fields=["article", "at", "id"], name="comment_of_article")]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else self.text[:79].rstrip() + "…"


class Presence(models.Model):
    """Somebody has the story open on the desk; `seen` is the last sign of it. Not part of the record."""

    article = models.ForeignKey("Article", models.CASCADE, related_name="presences", verbose_name=_("article"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="presences", verbose_name=_("user"))
    since = models.DateTimeField(_("since"))
    seen = models.DateTimeField(_("seen"))

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        indexes = [models.Index(fields=["seen"], name="presence_by_time")]
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.article}"
