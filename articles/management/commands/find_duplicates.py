"""`manage.py find_duplicates`: compare all names that are new or have changed since they were last compared."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles.editorial import duplicates
from articles.models import Bearer, Likeness, Person, Source

STEP = 1_000


class Command(BaseCommand):
    help = (
        "Compare the names of people and sources, for the desk's lists of likely duplicates. Goes on where it stopped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="compare all names anew")

    def handle(self, **options: Any) -> None:
        if options["again"]:
            Bearer.objects.all().delete()
        for model in (Person, Source):
            duplicates.forget(model)
            compared = 0
            while done := duplicates.compare(model, STEP):
                compared += done
                if options["verbosity"] > 1:
                    self.stderr.write(f"{compared} …")
            pairs = Likeness.objects.filter(kind=model.redirect_kind).count()
            self.stdout.write(f"{model._meta.verbose_name_plural}: {compared} compared, {pairs} pairs look alike")
