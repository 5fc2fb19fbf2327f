"""What readers get of a photo is made when a story shows it and goes with the last; nothing is left behind."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile

from articles.editorial import merging, pictures, unmerging
from articles.editorial.publishing import publish, start_update, unschedule
from articles.editorial.records import remove_record, save_record
from articles.editorial.saving import save_article
from articles.editorial.verifying import everything
from articles.imaging import apart
from articles.imaging.metadata import Words
from articles.models import Article, AuditEntry, Photo, Rendition
from tests import make
from tests.imaging import pictures as drawn

pytestmark = pytest.mark.django_db
LATER = datetime.now(UTC) + timedelta(days=1)


@pytest.fixture
def done(django_capture_on_commit_callbacks) -> Callable:
    """Do something, and what it has left for after the commit."""

    def do(act: Callable, *args, **options):
        with django_capture_on_commit_callbacks(execute=True):
            return act(*args, **options)

    return do


def photo(size=(400, 300), **fields) -> Photo:
    given = {"alt": "A hall", "credit": "A. Photographer", "file": ContentFile(drawn.jpeg(size), "hall.jpg")}
    return save_record(Photo(**given | fields), None)


def draft(of: Photo | None, **fields) -> Article:
    return make.article(**{"status": "draft", "publish_at": None, "lead_photo": of} | fields)


def stored() -> set[str]:
    """The names of all files in the store of renditions."""
    store = Rendition._meta.get_field("file").storage
    if not store.exists("renditions"):
        return set()
    return {f"renditions/{name}" for name in store.listdir("renditions")[1]}


def listed() -> set[str]:
    return set(Rendition.objects.values_list("file", flat=True))


def test_an_unpublished_photo_has_no_renditions(done):
    hall = done(photo)
    done(save_article, draft(hall), None)
    assert stored() == listed() == set()


def test_publishing_makes_the_renditions_of_the_lead_photo(done):
    hall = photo()
    done(publish, draft(hall), None)
    rows = Rendition.objects.filter(photo=hall)
    assert {(row.shape, row.width, row.height) for row in rows} == {
        ("whole", 320, 240),
        ("whole", 400, 300),
        ("3:2", 320, 213),
        ("3:2", 400, 267),
        ("1:1", 160, 160),
        ("1:1", 300, 300),
    }
    assert {row.format for row in rows} == {"avif", "webp", "jpeg"}
    assert stored() == listed()
    hall.refresh_from_db()
    assert hall.placeholder.startswith("data:image/webp;base64,")
    assert AuditEntry.objects.get(verb="make renditions").data == {"files": 18}


def test_names_cannot_be_guessed_and_differ_every_time(done):
    hall = photo()
    done(publish, draft(hall), None)
    first = listed()
    assert all(len(name) >= len("renditions/") + 32 and "hall" not in name for name in first)
    hall.focal_x = 0.1
    done(save_record, hall, None)
    assert not first & listed()


def test_publishing_again_with_the_same_photo_makes_nothing_anew(done, monkeypatch):
    hall = photo()
    story = done(publish, draft(hall), None)
    before = stored()
    monkeypatch.setattr(apart, "render", lambda *args: pytest.fail("made anew"))
    copy = start_update(story, None)
    done(publish, copy, None)
    done(publish, draft(hall), None)
    assert stored() == before


def test_a_photo_that_an_update_replaces_keeps_nothing(done):
    old, new = photo(), photo()
    story = done(publish, draft(old), None)
    copy = start_update(story, None)
    copy.lead_photo = new
    save_article(copy, None)
    assert {row.photo for row in Rendition.objects.all()} == {old}
    done(publish, copy, None)
    assert {row.photo for row in Rendition.objects.all()} == {new}
    assert stored() == listed()
    old.refresh_from_db()
    assert (old.rendered, old.placeholder) == ("", "")


def test_a_photo_that_another_story_shows_stays(done):
    hall = photo()
    story = done(publish, draft(hall), None)
    done(publish, draft(hall), None)
    copy = start_update(story, None)
    copy.lead_photo = None
    save_article(copy, None)
    done(publish, copy, None)
    assert Rendition.objects.filter(photo=hall).count() == 18


def test_a_scheduled_storys_photo_is_ready_and_goes_when_it_is_taken_off_the_schedule(done):
    story = done(publish, draft(photo()), None, at=LATER)
    assert stored() == listed() != set()
    done(unschedule, Article.objects.get(pk=story.pk), None)
    assert stored() == listed() == set()


def test_a_portrait_is_made_when_a_published_story_quotes_or_mentions_its_person(done):
    face, other = photo(), photo()
    story = draft(None)
    done(save_record, make.person(portrait=other), None)
    make.quote(story, speaker_person=make.person(portrait=face))
    assert listed() == set()
    done(publish, story, None)
    assert {row.photo for row in Rendition.objects.all()} == {face}


def test_a_new_portrait_of_somebody_in_a_published_story_takes_the_place_of_the_old(done):
    old, new = photo(), photo()
    who = make.person(portrait=old)
    story = draft(None)
    make.mention(story, who)
    done(publish, story, None)
    who.portrait = new
    done(save_record, who, None)
    assert {row.photo for row in Rendition.objects.all()} == {new}
    assert stored() == listed()


@pytest.mark.parametrize("change", [{"focal_y": 0.9}, {"file": ContentFile(drawn.jpeg((900, 300)), "other.jpg")}])
def test_another_focal_point_or_file_makes_the_renditions_anew(done, change):
    hall = photo()
    done(publish, draft(hall), None)
    before = listed()
    for name, value in change.items():
        setattr(hall, name, value)
    done(save_record, hall, None)
    assert not before & listed()
    assert stored() == listed()


def test_other_words_make_nothing_anew(done, monkeypatch):
    hall = photo()
    done(publish, draft(hall), None)
    monkeypatch.setattr(apart, "render", lambda *args: pytest.fail("made anew"))
    hall.refresh_from_db()
    hall.caption = "The hall."
    done(save_record, hall, None)


def test_a_deleted_photo_leaves_no_file(done):
    hall = photo()
    done(publish, draft(hall), None)
    done(remove_record, Photo.objects.get(pk=hall.pk), None)
    assert stored() == listed() == set()
    assert not hall.file.storage.exists(hall.file.name)


def test_a_store_that_fails_half_way_keeps_nothing_and_the_story_is_published_all_the_same(done, monkeypatch, caplog):
    hall = photo()
    store = Rendition._meta.get_field("file").storage
    save, count = store.save, iter(range(100))

    def failing(name, content, **options):
        if next(count) == 7:
            raise OSError("the store is full")
        return save(name, content, **options)

    monkeypatch.setattr(store, "save", failing)
    story = done(publish, draft(hall), None)
    assert Article.objects.published().get() == story
    assert stored() == listed() == set()
    assert hall.guid in caplog.text


def test_an_original_that_is_gone_or_broken_is_told_in_the_log_and_by_verify(done, caplog):
    hall, wreck = photo(), photo()
    hall.file.storage.delete(hall.file.name)
    wreck.file.storage.delete(wreck.file.name)
    wreck.file.storage.save(wreck.file.name, ContentFile(b"GIF89a"))
    for lead in (hall, wreck):
        done(publish, draft(lead), None)
    assert stored() == listed() == set()
    assert "no whole picture" in caplog.text
    told = "\n".join(everything())
    assert told.count("renditions are missing") == 2


def test_verify_finds_renditions_that_nobody_shows(done):
    hall = photo()
    done(publish, draft(hall), None)
    assert list(everything()) == []
    Article.objects.update(lead_photo=None)
    assert [line for line in everything() if "no published story shows it" in line]
    done(pictures.settle, hall)
    assert list(pictures.unsettled()) == []


def test_a_photo_that_is_changed_while_its_renditions_are_made_gets_those_of_the_last(done, monkeypatch):
    hall = photo()
    story = draft(hall)
    make_them = apart.render

    def meanwhile(file, focus):
        made = make_them(file, focus)
        Photo.objects.filter(pk=hall.pk).update(focal_x=0.9)
        return made

    monkeypatch.setattr(apart, "render", meanwhile)
    done(publish, story, None)
    assert stored() == listed() == set()
    monkeypatch.setattr(apart, "render", make_them)
    done(pictures.settle, Photo.objects.get())
    assert stored() == listed() != set()


def test_a_story_that_is_taken_back_while_renditions_are_made_gets_none(done, monkeypatch):
    hall = photo()
    make_them = apart.render

    def meanwhile(file, focus):
        Article.objects.update(status="retracted")
        return make_them(file, focus)

    monkeypatch.setattr(apart, "render", meanwhile)
    done(publish, draft(hall), None)
    assert stored() == listed() == set()


def test_a_photo_that_cannot_be_saved_leaves_no_file(monkeypatch):
    store = Photo._meta.get_field("file").storage
    monkeypatch.setattr(AuditEntry.objects, "create", lambda **fields: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        photo()
    assert not Photo.objects.exists()
    assert not store.exists("photos") or store.listdir("photos")[1] == []


WORDS = Words(
    alt="A hall", headline="In session", caption="A hall in use.", byline="A. P.", credit="Agency", taken="2021-12-27"
)


def test_what_is_empty_is_filled_from_the_file_and_what_is_written_stays():
    hall = Photo(credit="Ours")
    assert pictures.prefill(hall, WORDS) == ["alt", "caption", "taken"]
    assert (hall.alt, hall.caption, hall.credit, hall.rights) == ("A hall", "A hall in use.", "Ours", "")
    assert hall.taken.isoformat() == "2021-12-27"


def test_a_headline_stands_in_for_a_caption_and_a_photographer_for_a_credit():
    hall = Photo()
    pictures.prefill(hall, Words(headline="In session", byline="A. P.", rights="x" * 2000))
    assert (hall.caption, hall.credit, len(hall.rights)) == ("In session", "A. P.", 500)


def test_a_portrait_that_a_merge_brings_to_who_is_quoted_is_made_for_readers_and_goes_with_the_undoing(done):
    kept, other = make.person("Ada Kept"), make.person("A. Kept", portrait=done(photo))
    make.quote(make.article(), speaker_person=kept)
    assert stored() == set()
    merge = done(merging.merge, kept, other, None)
    assert stored() == listed() != set()
    done(unmerging.unmerge, merge, None)
    assert stored() == listed() == set()
