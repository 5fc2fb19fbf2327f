"""`manage.py confirmed_quotes`: the quotations that editors confirmed, as data to measure an engine on."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles.editorial.measuring import confirmed


class Command(BaseCommand):
    help = (
        "Write the decided texts with their confirmed quotations as JSON lines, for tests/benchmarks/quotes_score.py."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, help="only the latest so many texts")

    def handle(self, **options: Any) -> None:
        for record in confirmed(options["limit"]):
            self.stdout.write(json.dumps(record, ensure_ascii=False))
