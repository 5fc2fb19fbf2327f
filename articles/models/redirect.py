"""Old addresses: where a renamed or merged record is found now (D8)."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .base import Natural, NaturalManager


class RedirectManager(NaturalManager):
    def leave(self, row: Any, old_slug: str) -> "Redirect":
        """Make the address `old_slug` of this kind of record lead to `row`, and return the redirect.

        `row` is an Article, Person, Source or Topic. A redirect that stood at its present slug is dropped: a record
        found at an address needs none.
        """
        kind = row.redirect_kind
        self.filter(kind=kind, old_slug=row.slug).delete()
        targets = {name: row if name == kind else None for name in Redirect.Kind.values}
        redirect, _created = self.update_or_create(kind=kind, old_slug=old_slug, defaults=targets)
        return redirect

    def target(self, kind: str, old_slug: str) -> Any | None:
        """Return the record that the old address leads to, or None."""
        redirect = self.filter(kind=kind, old_slug=old_slug).select_related(kind).first()
        return getattr(redirect, kind) if redirect else None


class Redirect(Natural):
    """An old slug of a record. It points at the record, not at its new slug, so that a chain is one step long."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("article")
        PERSON = "person", _("person")
        SOURCE = "source", _("source")
        TOPIC = "topic", _("topic")

    natural_fields = ("kind", "old_slug")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    old_slug = models.SlugField(_("old slug"), max_length=120, db_index=False)
    article = models.ForeignKey("Article", models.CASCADE, null=True, blank=True, related_name="redirects")
    person = models.ForeignKey("Person", models.CASCADE, null=True, blank=True, related_name="redirects")
    source = models.ForeignKey("Source", models.CASCADE, null=True, blank=True, related_name="redirects")
    topic = models.ForeignKey("Topic", models.CASCADE, null=True, blank=True, related_name="redirects")
    created = models.DateTimeField(_("since"), auto_now_add=True)

    objects = RedirectManager()

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ["kind", "old_slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "old_slug"],
                name="redirect_old_address_once",
                violation_error_message=_("This old address leads somewhere already."),
            ),
            models.CheckConstraint(
                condition=Q(kind="article", article__isnull=False, person=None, source=None, topic=None)
                | Q(kind="person", person__isnull=False, article=None, source=None, topic=None)
                | Q(kind="source", source__isnull=False, article=None, person=None, topic=None)
                | Q(kind="topic", topic__isnull=False, article=None, person=None, source=None),
                name="redirect_has_its_one_target",
                violation_error_message=_("A redirect leads to one record, of its own kind."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.old_slug}"
