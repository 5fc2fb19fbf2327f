"""The story: its text, where it came from, and where it stands on its way to the reader."""

from datetime import UTC, date, datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .base import Addressed, GuidField, Natural, NaturalManager
from .fields import BodyField, LineField, refuse_deceptive
from .gate import PUBLISHED, ArticleQuerySet
from .languages import check_language, direction, endonym
from .translations import check_translation

BODY_LIMIT = 2_000_000


class Article(Addressed, Natural):
    """One story. The body is CommonMark with raw HTML off; quotations are anchored to it by code points (D4, D7)."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        REVIEW = "review", _("in review")
        APPROVED = "approved", _("approved")
        PUBLISHED = PUBLISHED, _("published")
        SPIKED = "spiked", _("spiked")
        RETRACTED = "retracted", _("retracted")

    redirect_kind = "article"

    guid = GuidField(_("GUID"), help_text=_("The provider's identifier, a URI; made where there is none."))
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    headline = LineField(_("headline"), max_length=300)
    slug = models.SlugField(_("slug"), max_length=120)
    summary = models.TextField(_("summary"), blank=True, max_length=2000, validators=[refuse_deceptive])
    dateline_place = LineField(_("dateline: place"), max_length=120, blank=True, help_text=_("As printed."))
    dateline_date = models.DateField(_("dateline: date"), null=True, blank=True)
    body = BodyField(_("body"), max_length=BODY_LIMIT)
    source = models.ForeignKey(
        "Source", models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("source")
    )
    credit_line = LineField(_("credit line"), max_length=200, blank=True, help_text=_("As printed."))
    byline = LineField(_("byline"), max_length=200, blank=True)
    external_url = models.URLField(_("address at the source"), blank=True, max_length=1000)
    language = models.CharField(_("language"), max_length=35, default="en", validators=[check_language])
    translation_of = models.ForeignKey(
        "self",
        models.RESTRICT,
        null=True,
        blank=True,
        limit_choices_to={"update_of": None},
        related_name="translations",
        verbose_name=_("translation of"),
        help_text=_("The story that this one is in another language. Readers of each are led to the others."),
    )
    topics = models.ManyToManyField("Topic", blank=True, related_name="articles", verbose_name=_("topics"))
    people = models.ManyToManyField("Person", through="Mention", related_name="articles", verbose_name=_("people"))
    lead_photo = models.ForeignKey(
        "Photo", models.SET_NULL, null=True, blank=True, related_name="articles", verbose_name=_("lead photo")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    first_posted = models.DateTimeField(
        _("first posted"), null=True, blank=True, help_text=_("The exact time of the first version, where known.")
    )
    publish_at = models.DateTimeField(
        _("publish at"), null=True, blank=True, help_text=_("Readers see it from then on.")
    )
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    modified = models.DateTimeField(
        _("modified"), null=True, blank=True, help_text=_("The last change that readers are told of.")
    )
    update_note = LineField(_("update note"), max_length=300, blank=True)
    update_of = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="updates",
        verbose_name=_("pending update of"),
    )
    created = models.DateTimeField(_("created"), auto_now_add=True)
    # What the engine has read last: a digest of its version and the body, so that an archive is read once.
    quotes_sought = models.CharField(max_length=64, blank=True, editable=False, default="", serialize=False)

    objects = NaturalManager.from_queryset(ArticleQuerySet)()
    history = HistoricalRecords(excluded_fields=["quotes_sought"])

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-publish_at", "-pk"]
        permissions = [
            ("review_article", _("Can approve articles, send them back, spike and assign them")),
            ("publish_article", _("Can publish, schedule and correct articles")),
            ("retract_article", _("Can retract articles")),
            ("share_article", _("Can make and revoke preview links of articles")),
            ("embargo_article", _("Can approve and preview articles under embargo")),
            ("break_embargo_article", _("Can publish articles before their embargo ends")),
        ]
        indexes = [
            # The public lists: the whole archive, and that of one source, newest first, by key.
            models.Index(fields=["status", "-publish_at", "-id"], name="article_public"),
            models.Index(fields=["source", "status", "-publish_at", "-id"], name="article_by_source"),
            models.Index(fields=["language", "status", "-publish_at", "-id"], name="article_by_language"),
            # The board: what was begun last, of those in one status.
            models.Index(fields=["status", "-id"], name="article_by_status"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(update_of=None),
                name="article_slug_once",
                violation_error_message=_("Another article has this slug."),
            ),
            models.UniqueConstraint(
                fields=["update_of"],
                condition=Q(update_of__isnull=False),
                name="article_one_open_update",
                violation_error_message=_("This article has an open update already; go on with that one."),
            ),
            models.CheckConstraint(
                condition=Q(update_of=None) | (~Q(update_of=F("id")) & ~Q(status=PUBLISHED)),
                name="article_update_is_pending",
                violation_error_message=_("A pending update is folded into its article, never published itself."),
            ),
            models.CheckConstraint(
                condition=~Q(status=PUBLISHED) | Q(publish_at__isnull=False),
                name="article_published_has_a_time",
                violation_error_message=_("A published article needs the time from which readers may see it."),
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="article_version_positive"),
            models.CheckConstraint(
                condition=Q(translation_of=None) | ~Q(translation_of=F("id")),
                name="article_no_translation_of_itself",
                violation_error_message=_("A story is no translation of itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def clean(self) -> None:
        super().clean()
        if self.status == PUBLISHED and self.publish_at is None:
            raise ValidationError({"publish_at": _("Give the time from which readers may see it.")})
        if self.translation_of_id:
            check_translation(self)

    def get_absolute_url(self) -> str:
        day = self.address_date
        return reverse("articles:article", args=[f"{day:%Y}", f"{day:%m}", f"{day:%d}", self.slug])

    @property
    def address_date(self) -> date:
        """The date in the address: that of publication in UTC, so that an address never depends on a setting."""
        moment: datetime = self.publish_at or self.created
        return moment.astimezone(UTC).date()

    @property
    def reading_date(self) -> str:
        """The day on which its words were printed, as YYYY-MM-DD: the dateline's, else that of publication."""
        return (self.dateline_date or self.address_date).isoformat()

    @property
    def endonym(self) -> str:
        """What the article's language calls itself."""
        return endonym(self.language)

    @property
    def direction(self) -> str:
        """The writing direction of the article's language, "ltr" or "rtl"."""
        return direction(self.language)


class Hop(Natural):
    """One step of the chain by which a story reached the page; the first is nearest to the event."""

    class How(models.TextChoices):
        STATEMENT = "statement", _("statement")
        INTERVIEW = "interview", _("interview")
        PRESS_CONFERENCE = "press conference", _("press conference")
        SPEECH = "speech", _("speech")
        POST = "post", _("post")
        DOCUMENT = "document", _("document")
        AGENCY_REPORT = "agency report", _("agency report")

    natural_fields = ("article__guid", "order")

    article = models.ForeignKey(Article, models.CASCADE, related_name="hops", verbose_name=_("article"))
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    source = models.ForeignKey("Source", models.PROTECT, related_name="hops", verbose_name=_("source"))
    how = models.CharField(_("how"), max_length=20, choices=How)
    date = models.DateField(_("date"), null=True, blank=True)
    url = models.URLField(_("address"), blank=True, max_length=1000)

    objects = NaturalManager()

    class Meta:
        verbose_name = _("step of the source chain")
        verbose_name_plural = _("source chain")
        ordering = ["article", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "order"],
                name="hop_order_once",
                violation_error_message=_("Two steps of the source chain have the same place in it."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.get_how_display()}: {self.source}"


class Mention(Natural):
    """A person in an article, and the words in which the article describes them."""

    natural_fields = ("article__guid", "person__slug")

    article = models.ForeignKey(Article, models.CASCADE, related_name="mentions", verbose_name=_("article"))
    person = models.ForeignKey("Person", models.PROTECT, related_name="mentions", verbose_name=_("person"))
    description = LineField(_("described as"), max_length=300, blank=True, help_text=_("In the words of the article."))

    objects = NaturalManager()

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("people mentioned")
        ordering = ["article", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "person"],
                name="mention_once",
                violation_error_message=_("This person is listed for the article already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.description}" if self.description else str(self.person)
