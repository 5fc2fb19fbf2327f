"""Photos on their way to readers: what readers get of one is made when a story shows it, and goes with the last (D12).

Made and removed after the commit of the act, outside its transaction: the work takes seconds, and no writer waits
for it. It can be asked for any number of times; what is right already stays.
"""

import hashlib
import logging
import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from articles.imaging import apart
from articles.imaging.bounds import UnfitPicture
from articles.imaging.metadata import Words
from articles.imaging.renditions import RECIPE, Made
from articles.models import Article, Person, Photo, Quote, Rendition

from . import auditing

logger = logging.getLogger(__name__)
# When all that is scheduled has been published and every embargo has ended.
_EVENTUALLY = datetime(9999, 12, 31, tzinfo=UTC)


class _Overtaken(Exception):
    """Somebody else made the renditions meanwhile, or they are no longer needed."""


def why(unfit: UnfitPicture) -> str:
    """Return in words, for an editor, why a file is not taken as a picture and what to do."""
    texts = {
        "bytes": _("The file has %(megabytes)d MB; at most %(most)d MB are taken. Save it smaller."),
        "pixels": _("The picture has too many pixels; at most %(most)d megapixels are taken. Save it smaller."),
        "stretched": _(
            "The picture has %(width)d × %(height)d pixels: one side is more than %(most)d times the other. Crop it."
        ),
        "costly": _("Reading this picture takes too much time or memory. Save it anew, as a JPEG of fewer pixels."),
        "broken": _(
            "This is no whole picture in JPEG, PNG, WebP, GIF, TIFF or AVIF. Open it in a picture editor and save it "
            "as JPEG."
        ),
    }
    return texts[unfit.reason] % unfit.facts


def prefill(photo: Photo, words: Words) -> list[str]:
    """Fill what a photo does not say of itself from the words in its file; return the names of the fields filled."""
    taken = datetime.fromisoformat(words.taken).date() if words.taken else None
    found = {
        "alt": words.alt,
        "caption": words.caption or words.headline,
        "credit": words.credit or words.byline,
        "rights": words.rights,
        "taken": taken,
    }
    filled = [name for name, value in found.items() if value and not getattr(photo, name)]
    for name in filled:
        value, most = found[name], Photo._meta.get_field(name).max_length
        setattr(photo, name, value[:most] if isinstance(value, str) else value)
    return filled


def settle(*records: models.Model | None) -> None:
    """Once the transaction commits, make or remove the renditions of the photos that `records` show.

    A record is a story, a person or a photo. Call it in the transaction, and where a story or person gets another
    photo both before and after.
    """
    for key in {photo.pk for record in records for photo in _photos(record)}:
        transaction.on_commit(partial(settle_photo, key), robust=True)


def _photos(record: models.Model | None) -> Iterator[Photo]:
    if isinstance(record, Photo):
        yield record
    elif isinstance(record, Person):
        yield from Photo.objects.filter(pk=record.portrait_id)
    elif isinstance(record, Article):
        quoted = Quote.objects.filter(article=record).order_by().values("speaker_person")
        people = Person.objects.filter(models.Q(mentions__article=record) | models.Q(pk__in=quoted)).order_by()
        shown = models.Q(pk=record.lead_photo_id) | models.Q(pk__in=people.values("portrait"))
        yield from Photo.objects.filter(shown)


def settle_photo(key: int) -> None:
    """Make the renditions of the photo with this key if a published or scheduled story shows it, else remove them.

    What fails is logged, and found by `verify`: a picture is no reason to hold back the news.
    """
    photo = Photo.objects.filter(pk=key).first()
    if photo is None:
        return
    try:
        if _wanted(photo):
            make_renditions(photo)
        else:
            remove_renditions(photo)
    except UnfitPicture as unfit:
        logger.error("%s: no renditions were made: %s", photo.guid, why(unfit))
    except OSError:
        logger.exception("%s: no renditions were made: the store of pictures does not answer as it should", photo.guid)


def _wanted(photo: Photo) -> bool:
    return Photo.objects.public(at=_EVENTUALLY).filter(pk=photo.pk).exists()


def make_renditions(photo: Photo) -> None:
    """Make what readers get of a photo, in place of what was made before; nothing where that is still right.

    Files are stored before their rows; those of a failed attempt are removed. Raises UnfitPicture or OSError where
    the original cannot be read.
    """
    recipe = _recipe(photo)
    if photo.rendered == recipe:
        return
    with photo.file.open("rb") as file:
        made, placeholder = apart.render(file, (photo.focal_x, photo.focal_y))
    rows: list[Rendition] = []
    try:
        for one in made:
            rows.append(_stored(photo, one))  # noqa: PERF401  those stored so far are known where one fails
        with transaction.atomic():
            _replace(photo, recipe, rows, placeholder)
    except BaseException as error:
        _drop(row.file for row in rows)
        if not isinstance(error, _Overtaken):
            raise


def _recipe(photo: Photo) -> str:
    """Return what the renditions of a photo follow from: the file, the focal point, and the way they are made."""
    facts = (RECIPE, photo.file.name, photo.focal_x, photo.focal_y)
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def _stored(photo: Photo, one: Made) -> Rendition:
    store = Rendition._meta.get_field("file").storage
    name = store.save(f"renditions/{secrets.token_hex(16)}.{one.format}", ContentFile(one.data))
    return Rendition(photo=photo, shape=one.shape, format=one.format, width=one.width, height=one.height, file=name)


def _replace(photo: Photo, recipe: str, rows: list[Rendition], placeholder: str) -> None:
    now = Photo.objects.select_for_update().filter(pk=photo.pk).first()
    if now is None or _recipe(now) != recipe or now.rendered == recipe or not _wanted(now):
        raise _Overtaken
    _remove_rows(now)
    Rendition.objects.bulk_create(rows)
    Photo.objects.filter(pk=now.pk).update(rendered=recipe, placeholder=placeholder)
    auditing.record(None, "make renditions", now, files=len(rows))


def remove_renditions(photo: Photo) -> None:
    """Remove what was made of a photo: the rows at once, the files after the commit."""
    with transaction.atomic():
        now = Photo.objects.select_for_update().filter(pk=photo.pk).first()
        if now is None or _wanted(now) or not (now.rendered or now.renditions.exists()):
            return
        auditing.record(None, "remove renditions", now, files=_remove_rows(now))
        Photo.objects.filter(pk=now.pk).update(rendered="", placeholder="")


def _remove_rows(photo: Photo) -> int:
    files = files_of(photo)
    photo.renditions.all().delete()
    transaction.on_commit(partial(_drop, files))
    return len(files)


def files_of(record: models.Model) -> list[FieldFile]:
    """Return the files made of a record; none for what is no photo."""
    return [row.file for row in record.renditions.all()] if isinstance(record, Photo) else []


def _drop(files: Iterable[FieldFile]) -> None:
    for file in files:
        file.storage.delete(file.name)


def unsettled() -> Iterator[str]:
    """Yield in words each photo that readers should see and cannot, and each that keeps what nobody shows."""
    shown: Any = Photo.objects.public(at=_EVENTUALLY)
    for photo in shown.iterator():
        if photo.rendered != _recipe(photo):
            yield _("articles.photo %s: a published story shows it, and its renditions are missing or outdated") % (
                photo.guid
            )
    for guid in Photo.objects.exclude(rendered="").exclude(pk__in=shown.values("pk")).values_list("guid", flat=True):
        yield _("articles.photo %s: no published story shows it, and its renditions are still there") % guid
