"""Saving the records that stories refer to: people, roles, sources, topics, photos, redirects."""

from collections.abc import Iterator

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.db.models.fields.files import FieldFile

from . import auditing, pictures


def save_record(row: models.Model, user: AbstractBaseUser | None) -> models.Model:
    """Validate and save a record, new or changed, and return it; a file that was replaced goes after the commit.

    Raises ValidationError with messages by field; nothing is changed then, and no file is left behind.
    """
    new = [file for file in _files(row) if not file._committed]
    try:
        with transaction.atomic():
            before = type(row)._base_manager.filter(pk=row.pk).first() if row.pk else None
            row.full_clean()
            row.save()
            if before:
                _drop_files(set(_files(before)) - set(_files(row)))
            pictures.settle(before, row)
            told = {"fields": auditing.changed(before, row)} if before else {}
            auditing.record(user, "save" if before else "create", row, **told)
    except BaseException:
        for file in new:
            if file._committed:
                file.storage.delete(file.name)
        raise
    return row


def remove_record(row: models.Model, user: AbstractBaseUser | None, *, reason: str = "") -> None:
    """Delete a record, and its files after the commit; raises ProtectedError where others refer to it."""
    with transaction.atomic():
        auditing.record(user, "delete", row, reason=reason, was=str(row))
        files = {*_files(row), *pictures.files_of(row)}
        pictures.settle(row)
        row.delete()
        _drop_files(files)


def _files(row: models.Model) -> Iterator[FieldFile]:
    for field in row._meta.fields:
        if isinstance(field, models.FileField) and (file := getattr(row, field.name)):
            yield file


def _drop_files(files: set[FieldFile]) -> None:
    for file in files:
        transaction.on_commit(lambda file=file: file.storage.delete(file.name))
