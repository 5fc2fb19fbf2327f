"""Where copy and statements come from: agencies, publications, organisations, documents (schema.org Organization)."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .base import Addressed, Natural, NaturalManager
from .fields import AliasesField, FoldedField, LineField, refuse_deceptive
from .gate import SourceQuerySet
from .languages import check_language
from .storage import originals


class Source(Addressed, Natural):
    """An organisation, outlet or document. It can publish an article, pass one on, employ a person, and speak."""

    class Kind(models.TextChoices):
        AGENCY = "agency", _("news agency")
        PUBLICATION = "publication", _("publication")
        BROADCASTER = "broadcaster", _("broadcaster")
        ORGANISATION = "organisation", _("organisation")
        GOVERNMENT = "government", _("government")
        DOCUMENT = "document", _("document")
        SOCIAL = "social", _("social account")

    natural_fields = ("slug",)
    redirect_kind = "source"

    name = LineField(_("name"), max_length=200)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.ORGANISATION)
    aliases = AliasesField(_("other names"), help_text=_('A list: ["Trend News Agency", "TREND"].'))
    folded = FoldedField()
    description = models.TextField(_("description"), blank=True, max_length=5000, validators=[refuse_deceptive])
    url = models.URLField(_("website"), blank=True, max_length=500)
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Write the two capitals of ISO 3166-1, such as AZ."))],
    )
    language = models.CharField(_("language"), max_length=35, blank=True, validators=[check_language])
    ownership = models.TextField(
        _("ownership and funding"),
        blank=True,
        max_length=2000,
        validators=[refuse_deceptive],
        help_text=_("Who owns or funds it, with where that is known from."),
    )
    logo = models.ImageField(_("logo"), upload_to="logos", storage=originals, blank=True, max_length=200)

    proposed = models.BooleanField(
        _("proposed"), default=False, help_text=_("Found in a text by the engine; nobody has looked at it yet.")
    )

    objects = NaturalManager.from_queryset(SourceQuerySet)()
    history = HistoricalRecords(excluded_fields=["folded"])

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name", "id"], name="source_by_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:source", args=[self.slug])
