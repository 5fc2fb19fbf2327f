"""`manage.py loaddata`, with the same arguments: a fixture that breaks a promise is refused whole.

Django's own command neither validates a row nor compares a quotation with its text. This one checks each row of the
app before it is saved, and all of them again, against each other, before the transaction ends.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializationError, DeserializedObject
from django.db import DatabaseError
from django.db.models import ForeignKey, Model

from articles.editorial import verifying
from articles.models import Article, Quote

SHOWN = 20


class Command(loaddata.Command):
    def loaddata(self, fixture_labels: Sequence[str]) -> None:
        self.origin: dict[tuple[type[Model], Any], str] = {}
        self.fixture = ""
        try:
            super().loaddata(fixture_labels)
        except CommandError:
            raise
        except (DeserializationError, DatabaseError, ObjectDoesNotExist, ValidationError, ValueError) as error:
            raise CommandError(_plain(self.fixture, error)) from error
        if refused := list(self._broken_promises()):
            more = f"\n… and {len(refused) - SHOWN} more" if len(refused) > SHOWN else ""
            raise CommandError("Nothing was loaded.\n" + "\n".join(refused[:SHOWN]) + more)

    def parse_name(self, fixture_name: str) -> Any:
        # Called with each file's name right before it is read, which is the only place that tells it.
        self.fixture = Path(fixture_name).name
        return super().parse_name(fixture_name)

    def save_obj(self, obj: DeserializedObject) -> bool:
        row = obj.object
        if isinstance(row, tuple(verifying.models())):
            self._check_alone(obj)
        try:
            saved: bool = super().save_obj(obj)
        except DatabaseError as error:
            raise _refusal(self.fixture, row, _constraint(row, error)) from error
        if saved:
            self.origin[type(row), row.pk] = self.fixture
        if obj.deferred_fields:
            self.objs_with_deferred_fields[-1] = _Deferred(self.fixture, obj)
        return saved

    def _check_alone(self, obj: DeserializedObject) -> None:
        row = obj.object
        for field, value in obj.deferred_fields.items():
            if not field.many_to_many and not field.null:
                raise _refusal(self.fixture, row, f"{field.name}: {_unknown(field, value)}")
        try:
            row.clean_fields(exclude=[f.name for f in row._meta.fields if isinstance(f, ForeignKey)])
        except ValidationError as error:
            reasons = [f"{name}: {' '.join(said)}" for name, said in error.message_dict.items()]
            raise _refusal(self.fixture, row, "; ".join(reasons)) from error

    def _broken_promises(self) -> Iterator[str]:
        for model, keys in self._loaded().items():
            for some in _batches(sorted(keys)):
                for row in verifying.read(model._default_manager.using(self.using).filter(pk__in=some)):
                    fixture = self.origin.get((model, row.pk), self.fixture)
                    yield from (f"{fixture}: {problem}" for problem in verifying.of_row(row))

    def _loaded(self) -> dict[type[Model], set[Any]]:
        """Return the keys of what was loaded by model, and of the quotations in articles whose text was."""
        promised = set(verifying.models())
        loaded: dict[type[Model], set[Any]] = {}
        for model, pk in self.origin:
            if model in promised:
                loaded.setdefault(model, set()).add(pk)
        for some in _batches(sorted(loaded.get(Article, ()))):
            inside = Quote.objects.using(self.using).filter(article__in=some).values_list("pk", flat=True)
            loaded.setdefault(Quote, set()).update(inside)
        return loaded


class _Deferred:
    """A row that refers to rows further on in the fixture; resolved at the end, with a word on where it stood."""

    def __init__(self, fixture: str, obj: DeserializedObject) -> None:
        self.fixture, self.obj = fixture, obj

    def save_deferred_fields(self, using: str | None = None) -> None:
        try:
            self.obj.save_deferred_fields(using=using)
        except (DeserializationError, ObjectDoesNotExist) as error:
            unknown = [f"{field.name}: {_unknown(field, value)}" for field, value in self.obj.deferred_fields.items()]
            raise _refusal(self.fixture, self.obj.object, "; ".join(unknown)) from error


def _unknown(field: Any, value: Any) -> str:
    known = field.related_model._meta.verbose_name
    return f"there is no {known} {value!r}, neither in the database nor in the fixture"


def _refusal(fixture: str, row: Any, reason: str) -> CommandError:
    return CommandError(f"Nothing was loaded.\n{fixture}: {row._meta.label_lower} {_key(row)}: {reason}")


def _batches(keys: list[Any], size: int = 500) -> Iterator[list[Any]]:
    return (keys[i : i + size] for i in range(0, len(keys), size))


def _key(row: Any) -> str:
    for name in ("guid", "slug", "pk"):
        if value := getattr(row, name, None):
            return str(value)
    try:
        return verifying.key_of(row)
    except (AttributeError, ObjectDoesNotExist):
        return "(no key)"


def _constraint(row: Any, error: DatabaseError) -> str:
    """Return what the constraint that the database named says to people, else the database's own words."""
    said = str(error).strip()
    for constraint in row._meta.constraints:
        if constraint.name in said:
            return str(constraint.get_violation_error_message())
    return said.splitlines()[0]


def _plain(fixture: str, error: Exception) -> str:
    said = str(error).strip() or type(error).__name__
    return f"Nothing was loaded.\n{fixture}: {said.splitlines()[0]}"
