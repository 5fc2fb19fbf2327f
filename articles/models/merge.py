"""Two records of one person or source made one: what moved, so that it can be undone, and what is not to be merged."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .base import GuidField, Natural, NaturalManager
from .fields import LineField

REASON_LIMIT = 500


class Merge(Natural):
    """A record that became part of another of its kind (`person` or `source`, the kept one), and all that says how.

    `record` is the merged row as Django serialises it, with its key. `changes` holds what is small: the values and
    names that the kept record took over, joined roles and mentions, redirects, decisions that two are distinct, and
    how much moved. What moved, row by row, is in `Moved`. Where the kept record was itself merged, `later` is that
    merge, and there is no kept record until it is undone.
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        SOURCE = "source", _("source")

    guid = GuidField(_("GUID"))
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    person = models.ForeignKey(
        "Person", models.SET_NULL, null=True, blank=True, related_name="merges", verbose_name=_("person kept")
    )
    source = models.ForeignKey(
        "Source", models.SET_NULL, null=True, blank=True, related_name="merges", verbose_name=_("source kept")
    )
    later = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="earlier", verbose_name=_("kept one merged by")
    )
    merged_name = LineField(_("merged"), max_length=200)
    merged_slug = models.SlugField(_("slug of the merged one"), max_length=120, db_index=False)
    kept_name = LineField(_("into"), max_length=200, help_text=_("The kept one’s name at that time."))
    record = models.JSONField(_("record merged"), default=dict)
    changes = models.JSONField(_("what the merge did"), default=dict)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    reason = LineField(_("reason"), max_length=REASON_LIMIT, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("undone by")
    )
    undone_reason = LineField(_("why it was undone"), max_length=REASON_LIMIT, blank=True)

    objects = NaturalManager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="merge_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="person", source=None) | Q(kind="source", person=None),
                name="merge_keeps_one_of_its_kind",
                violation_error_message=_("A merge keeps a record of its own kind."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.merged_name} → {self.kept_name}"

    @property
    def kept(self) -> models.Model | None:
        """The Person or Source that the merged one is part of; None where it was merged further, or deleted."""
        return self.person if self.kind == self.Kind.PERSON else self.source


class Moved(Natural):
    """One row that a merge turned from the merged record to the kept one.

    Steps of the source chain and mentions are made anew by each update of their story, so they are known by article
    (and place in the chain); the others by themselves. For a joined role, `role` is the one that stayed, and `place`
    the number of the one that went, in the merge's `changes`. A role that a later merge joined with another is gone
    until that is undone: `gone_by` is then the row that tells of it.
    """

    class What(models.TextChoices):
        SPEAKER = "speaker", _("quotation said")
        VIA = "via", _("quotation passed on")
        ROLE = "role", _("role")
        JOINED = "joined", _("role joined with one alike")
        ROLE_OF = "role of", _("quotation in a joined role")
        MENTION = "mention", _("mention")
        SOURCE = "source", _("article")
        HOP = "hop", _("step of a source chain")
        PHOTO = "photo", _("photo")

    natural_fields = (
        "merge__guid",
        "what",
        "article__guid",
        "quote__guid",
        "role__person__slug",
        "role__title",
        "role__organisation__slug",
        "role__start",
        "photo__guid",
        "place",
        "gone_by__merge__guid",
        "gone_by__place",
    )

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="moved", verbose_name=_("merge"))
    what = models.CharField(_("what"), max_length=7, choices=What)
    article = models.ForeignKey(
        "Article", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("article")
    )
    quote = models.ForeignKey(
        "Quote", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("quotation")
    )
    role = models.ForeignKey("Role", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("role"))
    photo = models.ForeignKey("Photo", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("photo"))
    place = models.PositiveIntegerField(_("place"), null=True, blank=True)
    gone_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("joined later by")
    )

    objects = NaturalManager()

    class Meta:
        verbose_name = _("moved row")
        verbose_name_plural = _("moved rows")
        ordering = ["merge", "pk"]
        indexes = [models.Index(fields=["merge", "what"], name="moved_by_merge")]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.article or self.quote or self.role or self.photo}"


class Distinct(Natural):
    """An editor's word that two records are not the same person (or source): they are not proposed as such again."""

    guid = GuidField(_("GUID"))
    person = models.ForeignKey(
        "Person", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    other_person = models.ForeignKey(
        "Person", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("other person")
    )
    source = models.ForeignKey(
        "Source", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("source")
    )
    other_source = models.ForeignKey(
        "Source", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("other source")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    reason = LineField(_("reason"), max_length=REASON_LIMIT, blank=True)

    objects = NaturalManager()

    class Meta:
        verbose_name = _("pair that is not the same")
        verbose_name_plural = _("pairs that are not the same")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="distinct_by_time")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "other_person"],
                name="distinct_people_once",
                violation_error_message=_("That these two are distinct is noted already."),
            ),
            models.UniqueConstraint(
                fields=["source", "other_source"],
                name="distinct_sources_once",
                violation_error_message=_("That these two are distinct is noted already."),
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, other_person__isnull=False, source=None, other_source=None)
                & ~Q(person=F("other_person"))
                | Q(source__isnull=False, other_source__isnull=False, person=None, other_person=None)
                & ~Q(source=F("other_source")),
                name="distinct_names_two_of_a_kind",
                violation_error_message=_("Name two different records of one kind."),
            ),
        ]

    def __str__(self) -> str:
        one, other = self.pair
        return f"{one} ≠ {other}"

    @property
    def pair(self) -> tuple[models.Model, models.Model]:
        """The two, as they were given."""
        return (self.person, self.other_person) if self.person_id else (self.source, self.other_source)
