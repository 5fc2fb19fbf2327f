"""`manage.py dumpdata`, with the same arguments: a dump by natural keys leaves out revisions and what is derived.

A revision names its rows by their numbers, also rows that are long gone; a dump without numbers cannot carry that to
another database (D8). A dump with them has the history too. Derived tables are made anew where they are needed.
"""

from typing import Any

from django.apps import apps
from django.core.management.commands import dumpdata
from simple_history.models import HistoricalChanges


class Command(dumpdata.Command):
    def handle(self, *app_labels: str, **options: Any) -> None:
        left_out = [m for m in apps.get_models() if getattr(m, "derived", False)]
        if options["use_natural_primary_keys"]:
            left_out += [m for m in apps.get_models() if issubclass(m, HistoricalChanges)]
        options["exclude"] = [*options["exclude"], *(m._meta.label for m in left_out)]
        super().handle(*app_labels, **options)
