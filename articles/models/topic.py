"""What an article is about: a subject, a place, an event or a running story."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .base import Addressed, Natural, NaturalManager
from .fields import FoldedField, LineField
from .gate import TopicQuerySet


class Topic(Addressed, Natural):
    """A topic; its name is the newsroom's own words, so it describes and never takes a side."""

    class Kind(models.TextChoices):
        SUBJECT = "subject", _("subject")
        PLACE = "place", _("place")
        EVENT = "event", _("event")
        STORY = "story", _("story")

    natural_fields = ("slug",)
    redirect_kind = "topic"

    name = LineField(_("name"), max_length=200)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SUBJECT)
    code = models.CharField(
        _("IPTC Media Topic"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^medtop:\d{8}$", _("Write a Media Topic code such as medtop:11000000."))],
        help_text=_("From the IPTC Media Topic NewsCodes, such as medtop:11000000 (politics)."),
    )
    folded = FoldedField()

    objects = NaturalManager.from_queryset(TopicQuerySet)()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name", "id"], name="topic_by_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=~models.Q(code=""),
                name="topic_code_once",
                violation_error_message=_("Another topic has this Media Topic code."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:topic", args=[self.slug])
