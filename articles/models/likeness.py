"""Which names look alike: derived from the names of people and sources, and made anew from them at any time."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Derived(models.Model):
    """A table that follows from others: it is not dumped, and has no page of its own on the desk."""

    derived = True

    class Meta:
        abstract = True


_KINDS = [("person", _("person")), ("source", _("source"))]


class Bearer(Derived):
    """A person or source, with the names (folded) that were last compared with those of the others.

    The database does not hold it to its record: one whose record is gone counts for nothing, and goes at the next
    thorough comparison. So a deletion has no derived rows to ask about.
    """

    person = models.OneToOneField("Person", models.DO_NOTHING, null=True, related_name="bearer", db_constraint=False)
    source = models.OneToOneField("Source", models.DO_NOTHING, null=True, related_name="bearer", db_constraint=False)
    folded = models.TextField()

    class Meta:
        verbose_name = _("bearer of names")
        verbose_name_plural = _("bearers of names")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, source=None) | Q(source__isnull=False, person=None),
                name="bearer_is_one_record",
            )
        ]

    def __str__(self) -> str:
        return str(self.record)

    @property
    def record(self) -> models.Model:
        """The Person or Source."""
        return self.person or self.source


class NameKey(Derived):
    """A hash under which names that may be alike meet; `articles.editorial.likeness` says which do."""

    bearer = models.ForeignKey(Bearer, models.CASCADE, related_name="keys", db_index=False)
    kind = models.CharField(max_length=6, choices=_KINDS)
    key = models.BigIntegerField()

    class Meta:
        verbose_name = _("key of a name")
        verbose_name_plural = _("keys of names")
        constraints = [models.UniqueConstraint(fields=["bearer", "key"], name="namekey_once")]
        indexes = [models.Index(fields=["key", "kind", "-bearer"], name="namekey_by_key")]

    def __str__(self) -> str:
        return str(self.key)


class Likeness(Derived):
    """Two records whose names look alike, the one with the lower key first.

    `score` says how likely they are one, 0 to 100; `reasons` why: a word, and the two names that it is about.
    """

    kind = models.CharField(max_length=6, choices=_KINDS)
    first = models.ForeignKey(Bearer, models.CASCADE, related_name="likenesses", db_index=False)
    second = models.ForeignKey(Bearer, models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()
    reasons = models.JSONField()

    class Meta:
        verbose_name = _("likeness")
        verbose_name_plural = _("likenesses")
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="likeness_once")]
        indexes = [models.Index(fields=["kind", "-score", "-id"], name="likeness_by_score")]

    def __str__(self) -> str:
        return f"{self.first} ~ {self.second}"
