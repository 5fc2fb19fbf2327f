"""Rows that are written once: neither one by one nor in bulk are they changed or deleted."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import QuerySet


class AppendOnlyQuerySet(QuerySet):
    """Refuses the bulk writes that pass by a model's own methods.

    What Django does by itself when a user or an article is deleted (SET_NULL) goes by the model's base manager, and
    works; so do fixtures.
    """

    def update(self, **kwargs: Any) -> NoReturn:  # noqa: ARG002
        raise TypeError(f"{self.model._meta.verbose_name_plural} are a record: they are written once, never changed.")

    def delete(self) -> NoReturn:
        raise TypeError(f"{self.model._meta.verbose_name_plural} are a record: they are written once, never deleted.")

    update.alters_data = delete.alters_data = True
    delete.queryset_only = True

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        """Add rows; those that would replace a row are refused."""
        if kwargs.get("update_conflicts") or len(args) > 2:
            raise TypeError(f"{self.model._meta.verbose_name_plural} are a record: none replaces another.")
        return super().bulk_create(objs, *args, **kwargs)


class AppendOnly(models.Model):
    """A row that is written once. Changing or deleting one raises TypeError; its manager is to refuse it in bulk."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(f"{self._meta.verbose_name} {self.pk} is a record: it is written once and never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:  # noqa: ARG002
        raise TypeError(f"{self._meta.verbose_name} {self.pk} is a record: it is written once and never deleted.")
