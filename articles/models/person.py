"""Who speaks and who is spoken of, and the roles they held when (Popolo Person and Membership)."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .base import Addressed, Natural, NaturalManager, linked
from .fields import AliasesField, FoldedField, LineField, PartialDateField, covers, folded_title, refuse_deceptive
from .gate import PersonQuerySet


class Person(Addressed, Natural):
    """A person, under the name the newsroom uses, with the other spellings in which copy has it."""

    natural_fields = ("slug",)
    redirect_kind = "person"

    name = LineField(_("name"), max_length=200)
    sort_name = LineField(_("sort name"), max_length=200, blank=True, help_text=_("“Pécresse, Valérie”."))
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    aliases = AliasesField(_("other names"), help_text=_('A list: ["Valerie Pecresse", "Pecresse"].'))
    folded = FoldedField()
    bio = models.TextField(_("biography"), blank=True, max_length=20_000, validators=[refuse_deceptive])
    portrait = models.ForeignKey(
        "Photo", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("portrait")
    )
    wikidata = models.CharField(
        _("Wikidata id"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^Q[1-9]\d*$", _("Write a Wikidata id such as Q42."))],
    )

    proposed = models.BooleanField(
        _("proposed"), default=False, help_text=_("Found in a text by the engine; nobody has looked at it yet.")
    )

    objects = NaturalManager.from_queryset(PersonQuerySet)()
    history = HistoricalRecords(excluded_fields=["folded"])

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_name", "pk"]
        permissions = [("merge_person", _("Can merge people, and sources, and undo it"))]
        indexes = [models.Index(fields=["sort_name", "id"], name="person_by_sort_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["wikidata"],
                condition=~Q(wikidata=""),
                name="person_wikidata_once",
                violation_error_message=_("Another person has this Wikidata id."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.sort_name = self.sort_name or self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:person", args=[self.slug])


class Role(Natural):
    """A title that a person held, at an organisation, for a time; both bounds may be partial or open.

    Copy often gives a role without its term. `as_of` then says when it was held (Wikidata's P585, point in time).
    """

    natural_fields = ("person__slug", "title", "organisation__slug", "start")

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles", verbose_name=_("person"))
    title = LineField(_("title"), max_length=200)
    organisation = models.ForeignKey(
        "Source", models.PROTECT, null=True, blank=True, related_name="roles", verbose_name=_("organisation")
    )
    start = PartialDateField(_("from"), help_text=_("YYYY, YYYY-MM or YYYY-MM-DD; empty where unknown."))
    end = PartialDateField(_("until"), help_text=_("Empty where it lasts or is unknown."))
    folded = FoldedField(compute=folded_title)
    as_of = PartialDateField(_("attested"), help_text=_("A date on which it was held, where no more is known."))

    objects = NaturalManager()
    history = HistoricalRecords(excluded_fields=["folded"])

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["person", "-start", "-as_of", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "title", "organisation", "start"],
                name="role_once",
                violation_error_message=_("This person has that role already."),
            ),
            models.UniqueConstraint(
                fields=["person", "title", "start"],
                condition=Q(organisation=None),
                name="role_once_without_organisation",
                violation_error_message=_("This person has that role already."),
            ),
        ]

    def __str__(self) -> str:
        organisation = linked(self, "organisation")
        return f"{self.title}, {organisation}" if organisation else self.title

    def clean(self) -> None:
        if self.start and self.end and not covers(self.start, self.end, self.start):
            raise ValidationError({"end": _("The role ends before it begins.")}, code="period")

    def held_on(self, day: str) -> bool:
        """Return whether the role may have been held on `day`, a partial date; open bounds count as held."""
        return covers(self.start, self.end, day)
