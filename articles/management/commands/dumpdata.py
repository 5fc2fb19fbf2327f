"""`manage.py dumpdata`, with the same arguments: a dump by natural keys leaves the history of revisions out.

A revision names its rows by their numbers, also rows that are long gone; a dump without numbers cannot carry that to
another database (D8). A dump with them has the history too.
"""

from typing import Any

from django.apps import apps
from django.core.management.commands import dumpdata
from simple_history.models import HistoricalChanges


class Command(dumpdata.Command):
    def handle(self, *app_labels: str, **options: Any) -> None:
        if options["use_natural_primary_keys"]:
            revisions = [m._meta.label for m in apps.get_models() if issubclass(m, HistoricalChanges)]
            options["exclude"] = [*options["exclude"], *revisions]
        super().handle(*app_labels, **options)
