"""The declared parameters of the public lists, their checks, and what they say to a reader who mistyped one."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, validate_slug
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Quote, Role
from articles.models.languages import check_language
from articles.text import fold, slugify

from .common import in_role, said_by, tagged, with_person
from .slugs import resolve

LONGEST = 500
LANGUAGE = RegexValidator(check_language.regex, check_language.message)
EARLIEST, LATEST = date(1000, 1, 1), date(9000, 12, 31)


class WordsField(forms.CharField):
    """Words that a reader typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": LONGEST} | kwargs)
        self.error_messages["max_length"] = _("This is longer than %(limit_value)d characters; shorten it.")

    def clean(self, value: Any) -> Any:
        if isinstance(value, str) and "\0" in value:
            raise ValidationError(_("This holds a null character; remove it."), code="null")
        return super().clean(value)


class DayInput(forms.DateInput):
    """The browser's own field for a date, or one for text where it holds something that is no date."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        written = context["widget"]["value"] or ""
        context["widget"]["type"] = (
            "text" if written and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written) else "date"
        )
        return context


class DayField(forms.DateField):
    """A day as YYYY-MM-DD."""

    widget = DayInput(format="%Y-%m-%d")
    input_formats = ["%Y-%m-%d"]

    def to_python(self, value: Any) -> date | None:
        try:
            day = super().to_python(value)
        except ValidationError:
            day = None
        if value in self.empty_values:
            return None
        if day is None or not EARLIEST <= day <= LATEST:
            shown = str(value).replace("\0", "␀")[:40]
            raise ValidationError(
                _("“%(value)s” is no date. Write year, month and day, as in 2021-12-27."), params={"value": shown}
            )
        return day


class KindField(forms.ChoiceField):
    """One kind of quotation."""

    default_error_messages = {
        "invalid_choice": _("There is no such kind of quotation; choose direct, indirect or mixed.")
    }


class Words(django_filters.Filter):
    field_class = WordsField


class Slug(django_filters.Filter):
    """A filter on a record that is named by its slug; the form puts the record in its place."""

    field_class = WordsField

    def __init__(self, *args: Any, kinds: tuple[str, ...], **kwargs: Any) -> None:
        self.kinds = kinds
        super().__init__(*args, **kwargs)


class Day(django_filters.Filter):
    field_class = DayField


class Kind(django_filters.Filter):
    field_class = KindField


NOT_FOUND = {
    "source": _("No source has the address “%(slug)s”."),
    "person": _("No person has the address “%(slug)s”."),
    "organisation": _("No organisation has the address “%(slug)s”."),
    "topic": _("No topic has the address “%(slug)s”."),
    "speaker": _("No person and no organisation has the address “%(slug)s”."),
}


def _as_slug(text: str) -> str:
    """Return a slug as it is, and a name as the slug that it would have."""
    return text if validate_slug.regex.match(text) else slugify(text, limit=120)


class ListForm(forms.Form):
    """Looks all slugs up in one query, and holds the two ends of a period to their order."""

    slugs: dict[str, tuple[str, ...]] = {}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        asked = {name: given[name] for name in self.slugs if given.get(name)}
        found = resolve({name: (_as_slug(text), self.slugs[name]) for name, text in asked.items()})
        for name, text in asked.items():
            if name in found:
                given[name] = found[name]
            else:
                self.add_error(name, ValidationError(NOT_FOUND[name], params={"slug": text[:80]}))
        if given.get("since") and given.get("until") and given["since"] > given["until"]:
            self.add_error("until", _("The last day lies before the first; exchange the two."))
        return given


class ListFilter(django_filters.FilterSet):
    """Parameters of a public list. Those that are not declared are ignored, empty ones filter nothing."""

    class Meta:
        form = ListForm

    def get_form_class(self) -> type[forms.Form]:
        form = super().get_form_class()
        form.slugs = {name: f.kinds for name, f in self.filters.items() if isinstance(f, Slug)}
        return form

    def keep(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:  # noqa: ARG002
        """Filter nothing: the list itself searches, last of all, for a search sets the order."""
        return queryset


def starts(day: date) -> datetime:
    """Return the first moment of a day, in the newsroom's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


class ArticleFilter(ListFilter):
    q = Words(label=_("Words"), method="keep")
    source = Slug(label=_("Source"), kinds=("source",))
    person = Slug(label=_("Person"), kinds=("person",), method="about")
    topic = Slug(label=_("Topic"), kinds=("topic",), method="with_topic")
    since = Day(label=_("From"), method="from_day")
    until = Day(label=_("To"), method="to_day")
    language = Words(label=_("Language"), validators=[LANGUAGE])

    def about(self, queryset: QuerySet, name: str, person: Any) -> QuerySet:  # noqa: ARG002
        """Keep the articles that mention or quote the person."""
        return with_person(queryset, person)

    def with_topic(self, queryset: QuerySet, name: str, topic: Any) -> QuerySet:  # noqa: ARG002
        return tagged(queryset, topic)

    def from_day(self, queryset: QuerySet, name: str, day: date) -> QuerySet:  # noqa: ARG002
        return queryset.filter(publish_at__gte=starts(day))

    def to_day(self, queryset: QuerySet, name: str, day: date) -> QuerySet:  # noqa: ARG002
        return queryset.filter(publish_at__lt=starts(day + timedelta(days=1)))


class QuoteFilter(ListFilter):
    q = Words(label=_("Words"), method="keep")
    speaker = Slug(label=_("Speaker"), kinds=("person", "source"), method="said_by")
    role = Words(label=_("Role"), method="keep")
    organisation = Slug(label=_("Organisation of the role"), kinds=("source",), method="keep")
    source = Slug(label=_("Source"), kinds=("source",), field_name="article__source")
    language = Words(label=_("Language"), field_name="article__language", validators=[LANGUAGE])
    kind = Kind(label=_("Kind"), choices=[("", _("any"))], field_name="kind")
    topic = Slug(label=_("Topic"), kinds=("topic",), method="with_topic")
    since = Day(label=_("From"), method="from_day")
    until = Day(label=_("To"), method="to_day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["kind"].extra["choices"] = [("", _("any")), *Quote.Kind.choices]

    def said_by(self, queryset: QuerySet, name: str, speaker: Any) -> QuerySet:  # noqa: ARG002
        return said_by(queryset, speaker)

    def with_topic(self, queryset: QuerySet, name: str, topic: Any) -> QuerySet:  # noqa: ARG002
        return tagged(queryset, topic, "article")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Filter by the other parameters, then by role and organisation, which are asked for together."""
        queryset = super().filter_queryset(queryset)
        words, organisation = (self.form.cleaned_data.get(name) for name in ("role", "organisation"))
        if not words and not organisation:
            return queryset
        roles = _with_title(words) if words else Role.objects.all()
        return in_role(queryset, roles.filter(organisation=organisation.pk) if organisation else roles)

    def from_day(self, queryset: QuerySet, name: str, day: date) -> QuerySet:  # noqa: ARG002
        return queryset.filter(article__publish_at__gte=starts(day))

    def to_day(self, queryset: QuerySet, name: str, day: date) -> QuerySet:  # noqa: ARG002
        return queryset.filter(article__publish_at__lt=starts(day + timedelta(days=1)))


def _with_title(words: str) -> QuerySet[Role]:
    """Return the roles whose title has all of these words."""
    said = Q()
    for word in fold(words).split():
        said &= Q(folded__contains=f" {word} ")
    return Role.objects.filter(said) if said else Role.objects.none()


class NameFilter(ListFilter):
    q = Words(label=_("Name"), method="keep")
