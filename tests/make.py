"""Rows for tests, whole and valid; each function takes any field to set it otherwise."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile

from articles.models import Article, Hop, Mention, Person, Photo, Quote, Rendition, Role, Source, Topic

_number = count(1)
LONG_AGO = datetime(2021, 12, 27, 12, 4, tzinfo=UTC)
BODY = 'The minister spoke in parliament. "We will publish the report," the minister said.'


def source(name: str = "Agency", **fields: Any) -> Source:
    n = next(_number)
    return _save(Source(**{"name": f"{name} {n}", "slug": f"source-{n}", "kind": "agency"} | fields))


def person(name: str = "Ada Speaker", **fields: Any) -> Person:
    n = next(_number)
    return _save(Person(**{"name": name, "sort_name": name, "slug": f"person-{n}"} | fields))


def topic(name: str = "Parliament", **fields: Any) -> Topic:
    n = next(_number)
    return _save(Topic(**{"name": f"{name} {n}", "slug": f"topic-{n}"} | fields))


def role(who: Person, title: str = "minister", **fields: Any) -> Role:
    return _save(Role(**{"person": who, "title": title} | fields))


def article(headline: str = "A report is announced", **fields: Any) -> Article:
    """Return a published article of long ago, unless told otherwise."""
    n = next(_number)
    given = {
        "headline": headline,
        "slug": f"article-{n}",
        "body": BODY,
        "status": "published",
        "publish_at": LONG_AGO + timedelta(minutes=n),
    }
    topics = fields.pop("topics", [])
    row = _save(Article(**given | fields))
    row.topics.set(topics)
    return row


def quote(of: Article, words: str = "We will publish the report", **fields: Any) -> Quote:
    """Return a confirmed direct quotation of `words`, which must stand in the article's body, by a new person."""
    start = of.body.index(words)
    row = Quote(**{"article": of, "spans": [[start, start + len(words)]], "state": "confirmed"} | fields)
    if not {"speaker_person", "speaker_source"} & set(fields):
        row.speaker_person = person()
    row.anchor(of.body)
    return _save(row)


def mention(of: Article, who: Person, **fields: Any) -> Mention:
    return _save(Mention(**{"article": of, "person": who} | fields))


def hop(of: Article, through: Source, **fields: Any) -> Hop:
    return _save(Hop(**{"article": of, "source": through, "how": "statement"} | fields))


def photo(word: str = "A hall", **fields: Any) -> Photo:
    """Return a photo with renditions as if a story showed it; `word` is its text, and all that their files hold."""
    n = next(_number)
    given = {
        "alt": word,
        "caption": word,
        "credit": word,
        "file": ContentFile(b"", f"{n}.jpg"),
        "placeholder": "data:,",
    }
    row = Photo.objects.create(**given | fields)
    for shape, height in (("whole", 3), ("3:2", 2), ("1:1", 1)):
        for kind in ("avif", "webp", "jpeg"):
            for width in (320, 640):
                facts = {"shape": shape, "format": kind, "width": width, "height": width * height // 4}
                file = ContentFile(word.encode(), f"{n}-{height}-{width}.{kind}")
                Rendition.objects.create(photo=row, file=file, **facts)
    return row


def member(group: str = "Chief editor", name: str = "") -> User:
    """Return a new member of the staff, of one of the groups "Reporter", "Editor", "Chief editor", or of none ("")."""
    user = User.objects.create_user(name or f"user-{next(_number)}", is_staff=True)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def states_of_an_article() -> dict[str, Article]:
    """Return one article for each state in which readers may not see it, and one that they may."""
    later = datetime.now(UTC) + timedelta(days=1)
    seen = article("visible")
    return {
        "visible": seen,
        "draft": article("draft", status="draft", publish_at=None),
        "in review": article("in review", status="review"),
        "approved": article("approved", status="approved"),
        "scheduled": article("scheduled", publish_at=later),
        "embargoed": article("embargoed", embargo_until=later),
        "retracted": article("retracted", status="retracted"),
        "spiked": article("spiked", status="spiked"),
        "pending update": article("pending update", status="draft", update_of=seen, slug=seen.slug),
    }


def _save(row: Any) -> Any:
    row.full_clean()
    row.save()
    return row
