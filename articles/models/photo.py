"""Pictures: the private original with its description and rights, and what is derived from it (IPTC photo metadata)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .base import GuidField, Natural, NaturalManager
from .fields import LineField, refuse_deceptive
from .gate import PhotoQuerySet, RenditionQuerySet
from .storage import originals, renditions

_SHARE = [MinValueValidator(0.0), MaxValueValidator(1.0)]


class Photo(Natural):
    """A picture as it came in. The file is private; readers get renditions of it.

    `rendered` says what its renditions were made of, and is empty where it has none; `placeholder` is a data: URI of a
    few pixels, shown until one of them has arrived.
    """

    guid = GuidField(_("GUID"))
    file = models.ImageField(
        _("file"), upload_to="photos", storage=originals, width_field="width", height_field="height", max_length=200
    )
    width = models.PositiveIntegerField(_("width"), null=True, editable=False)
    height = models.PositiveIntegerField(_("height"), null=True, editable=False)
    alt = LineField(_("alternative text"), max_length=500, help_text=_("What the picture shows, for who can't see it."))
    caption = models.TextField(_("caption"), blank=True, max_length=2000, validators=[refuse_deceptive])
    credit = LineField(_("credit"), max_length=200)
    rights = LineField(_("rights"), max_length=500, blank=True)
    source = models.ForeignKey(
        "Source", models.PROTECT, null=True, blank=True, related_name="photos", verbose_name=_("source")
    )
    focal_x = models.FloatField(_("focal point: from the left"), default=0.5, validators=_SHARE)
    focal_y = models.FloatField(_("focal point: from the top"), default=0.5, validators=_SHARE)
    taken = models.DateField(_("taken on"), null=True, blank=True)
    created = models.DateTimeField(_("added"), auto_now_add=True)
    rendered = models.CharField(max_length=64, blank=True, editable=False, default="", serialize=False)
    placeholder = models.CharField(max_length=2000, blank=True, editable=False, default="", serialize=False)

    objects = NaturalManager.from_queryset(PhotoQuerySet)()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["-created", "-pk"]
        indexes = [models.Index(fields=["-created", "-id"], name="photo_by_date")]
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1),
                name="photo_focal_point_inside",
                violation_error_message=_("The focal point lies inside the picture: shares from 0 to 1."),
            )
        ]

    def __str__(self) -> str:
        return self.alt


class Rendition(Natural):
    """A picture derived from a photo, in one shape, format and width; the file's name cannot be guessed."""

    natural_fields = ("photo__guid", "shape", "format", "width")

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="renditions", verbose_name=_("photo"))
    shape = models.CharField(
        _("shape"),
        max_length=5,
        default="whole",
        choices=[("whole", _("whole")), ("3:2", "3:2"), ("1:1", "1:1")],
    )
    format = models.CharField(
        _("format"), max_length=4, choices=[("avif", "AVIF"), ("webp", "WebP"), ("jpeg", "JPEG"), ("png", "PNG")]
    )
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    file = models.FileField(_("file"), upload_to="renditions", storage=renditions, max_length=200, unique=True)

    objects = NaturalManager.from_queryset(RenditionQuerySet)()

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        ordering = ["photo", "shape", "format", "width"]
        constraints = [
            models.UniqueConstraint(fields=["photo", "shape", "format", "width"], name="rendition_once"),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="rendition_has_a_size"),
        ]

    def __str__(self) -> str:
        return f"{self.photo}, {self.shape}, {self.width} × {self.height} {self.format}"

    @property
    def is_tall(self) -> bool:
        """Whether it is higher than wide."""
        return self.height > self.width

    def get_absolute_url(self) -> str:
        return reverse("articles:photo", args=[self.file.name.rpartition("/")[2]])
