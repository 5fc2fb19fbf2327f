"""What several tables share: identity that survives a dump (D8), and addresses that never die."""

import uuid
from typing import Any, ClassVar, Self

from django.core.exceptions import ObjectDoesNotExist
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _


def new_guid() -> str:
    """Return a new globally unique identifier as a URI (RFC 9562, section 4)."""
    return uuid.uuid4().urn


check_guid = RegexValidator(
    r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+$",
    _("Give a URI (RFC 3986), such as urn:uuid:… or tag:agency.example,2021:story/1."),
)


class GuidField(models.CharField):
    """The identity of a record anywhere: a URI, the provider's own where it has one (RFC 3986, section 3)."""

    default_validators = [check_guid]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 255)
        kwargs.setdefault("unique", True)
        kwargs.setdefault("default", new_guid)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        # Said even where it is False, as in the tables of revisions, which hold a guid once per revision.
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "unique": self._unique}


class NaturalManager(models.Manager):
    """A manager that finds a row by its natural key, the values of the model's `natural_fields` in order."""

    def get_by_natural_key(self, *key: Any) -> models.Model:
        fields = self.model.natural_fields
        if len(key) != len(fields):
            label = self.model._meta.label_lower
            raise ValueError(f"the key of {label} has {len(fields)} values ({', '.join(fields)}), not {len(key)}")
        given = {name: value for name, value in zip(fields, key, strict=True) if value is not None}
        absent = {f"{name}__isnull": True for name in fields if name not in given}
        return self.get(**given, **absent)


class Natural(models.Model):
    """A row with a natural key, so that a dump loads into another database and dumps identically (D8)."""

    natural_fields: ClassVar[tuple[str, ...]] = ("guid",)

    objects = NaturalManager()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[Any, ...]:
        """Return the values of `natural_fields`; a path such as "article__guid" is followed."""
        return tuple(_follow(self, path) for path in self.natural_fields)


def _follow(row: Any, path: str) -> Any:
    for name in path.split("__"):
        if row is None:
            return None
        row = getattr(row, name)
    return row


def linked(row: models.Model, name: str) -> Any:
    """Return the record that `row` links to by `name`, or None; a revision may link to one that is gone by now."""
    try:
        return getattr(row, name)
    except ObjectDoesNotExist:
        return None


class Addressed(models.Model):
    """A row that has a page of its own at a slug, and whose old addresses lead to the new one for ever."""

    redirect_kind: ClassVar[str]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row; where its slug has changed, leave a redirect at the old one in the same transaction."""
        old = getattr(self, "_stored_slug", None)
        with transaction.atomic(using=kwargs.get("using")):
            super().save(*args, **kwargs)
            if old and old != self.slug:
                self.redirects.model.objects.leave(self, old)
        self._stored_slug = self.slug

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        row = super().from_db(*args, **kwargs)
        row._stored_slug = row.__dict__.get("slug")
        return row
