"""`manage.py verify`: prove that the data keeps every promise."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.editorial import verifying


class Command(BaseCommand):
    help = (
        "Check every promise that data can break: quotations verbatim, editions' hashes, files, derived columns, index."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, default=100, help="how many problems to print (default 100)")

    def handle(self, **options: Any) -> None:
        rows = sum(model._default_manager.count() for model in verifying.models())
        found = 0
        for problem in verifying.everything():
            found += 1
            if found <= options["limit"]:
                self.stderr.write(problem)
        if found:
            raise CommandError(f"{found} broken promises in {rows} rows.")
        self.stdout.write(f"All promises kept: {rows} rows checked.")
