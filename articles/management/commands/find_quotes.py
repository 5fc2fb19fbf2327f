"""`manage.py find_quotes`: run the quotation engine over the archive. Stop it at any time; it goes on where it was."""

import sys
import time
from collections import Counter
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet

from articles.editorial.errors import EditorialError
from articles.editorial.suggesting import sought, suggest
from articles.models import Article, Source


class Command(BaseCommand):
    help = "Find the quotations of articles and record them as suggestions; articles read before are passed over."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--source", metavar="SLUG", help="only articles of this source")
        parser.add_argument("--since", type=_day, metavar="DATE", help="only published on or after YYYY-MM-DD")
        parser.add_argument("--until", type=_day, metavar="DATE", help="only published on or before YYYY-MM-DD")
        parser.add_argument("--status", choices=Article.Status.values, help="only with this status")
        parser.add_argument(
            "--language", default="en", help="only in this language (default en, which the engine reads)"
        )
        parser.add_argument("--limit", type=int, help="stop after so many articles")
        parser.add_argument("--again", action="store_true", help="also those that this engine has read already")

    def handle(self, **options: Any) -> None:
        done, began = Counter[str](), time.monotonic()
        try:
            for article in self._articles(options):
                if options["limit"] is not None and done["articles"] >= options["limit"]:
                    break
                if options["again"] or article.quotes_sought != sought(article.body):
                    self._one(article, done)
                    self._progress(done, began)
        except KeyboardInterrupt:
            raise CommandError(f"Stopped. {_said(done)}. Run it again to go on.", returncode=130) from None
        self.stdout.write(_said(done))
        if done["failed"]:
            raise CommandError(f"{done['failed']} articles failed.")

    def _articles(self, options: dict[str, Any]) -> QuerySet[Article]:
        rows = Article.objects.filter(update_of=None, language=options["language"]).exclude(status="retracted")
        if options["source"]:
            if not Source.objects.filter(slug=options["source"]).exists():
                raise CommandError(f"--source: there is no source “{options['source']}”.")
            rows = rows.filter(source__slug=options["source"])
        if options["since"]:
            rows = rows.filter(publish_at__date__gte=options["since"])
        if options["until"]:
            rows = rows.filter(publish_at__date__lte=options["until"])
        if options["status"]:
            rows = rows.filter(status=options["status"])
        return rows.order_by("pk").iterator(chunk_size=200)

    def _one(self, article: Article, done: Counter[str]) -> None:
        done["articles"] += 1
        try:
            done.update(vars(suggest(article)))
        except (EditorialError, ValidationError) as error:
            done["failed"] += 1
            self.stderr.write(f"{article.guid}: {error}")

    def _progress(self, done: Counter[str], began: float) -> None:
        if sys.stderr.isatty() and done["articles"] % 20 == 0:
            rate = done["articles"] / max(0.001, time.monotonic() - began)
            self.stderr.write(f"\r{done['articles']} articles, {rate:.0f} a second", ending="")


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _said(done: Counter[str]) -> str:
    names = ("added", "changed", "unchanged", "withdrawn")
    found = ", ".join(f"{name} {done[name]}" for name in names)
    return f"articles {done['articles']}: quotations {found}; people and sources proposed {done['proposed']}"
