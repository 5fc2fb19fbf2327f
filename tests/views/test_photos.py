"""Photos on the pages, and their files: the browser chooses, caches ask again, and without a photo nothing changes."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from articles.models import Article, Rendition
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return make.photo("A hall in use", caption="The hall at noon.", credit="A. Photographer/Agency")


@pytest.fixture
def story(hall):
    return make.article(lead_photo=hall)


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def figures(html: str) -> list[str]:
    return re.findall("<figure.*?</figure>", html, re.DOTALL)


def address(shape: str, kind: str, width: int) -> str:
    return Rendition.objects.get(shape=shape, format=kind, width=width).get_absolute_url()


def test_an_article_shows_its_lead_photo_whole_with_words_caption_and_credit(client, story):
    (figure,) = figures(page(client, story.get_absolute_url()))
    assert 'alt="A hall in use"' in figure
    assert "The hall at noon." in figure
    assert "A. Photographer/Agency" in figure
    assert f"{address('whole', 'avif', 320)} 320w, {address('whole', 'avif', 640)} 640w" in figure
    assert address("3:2", "avif", 320) not in figure


def test_the_browser_is_given_avif_then_webp_then_jpeg_and_the_size_before_it_has_come(client, story):
    (figure,) = figures(page(client, story.get_absolute_url()))
    assert re.findall('<source type="image/([a-z]+)"', figure) == ["avif", "webp"]
    plain = re.findall("<img.*?>", figure)[-1]
    assert f'src="{address("whole", "jpeg", 640)}"' in plain
    assert 'width="640" height="480"' in plain
    assert 'sizes="' in plain


def test_what_is_read_first_is_fetched_first_and_the_rest_when_it_is_near(client, story, hall):
    make.article(lead_photo=hall)
    lead, second = figures(page(client, "/"))
    assert 'fetchpriority="high"' in lead
    assert 'loading="lazy"' not in lead
    assert 'loading="lazy"' in second


def test_the_front_page_shows_the_crop_with_its_credit(client, story):
    (figure,) = figures(page(client, "/"))
    assert address("3:2", "webp", 640) in figure
    assert address("whole", "webp", 640) not in figure
    assert "A. Photographer/Agency" in figure


def test_a_few_pixels_stand_in_until_the_picture_has_come(client, story):
    (figure,) = figures(page(client, story.get_absolute_url()))
    assert '<img class="meanwhile" src="data:," alt=""' in figure
    assert "style=" not in figure


def test_a_person_is_shown_by_a_portrait(client, story, hall):
    quote = make.quote(story, speaker_person=make.person(portrait=hall))
    (figure,) = figures(page(client, quote.speaker_person.get_absolute_url()))
    assert address("1:1", "webp", 320) in figure
    assert "A. Photographer/Agency" in figure


def test_without_renditions_there_is_no_figure(client, story, hall):
    quote = make.quote(story, speaker_person=make.person(portrait=hall))
    hall.renditions.all().delete()
    for where in ("/", story.get_absolute_url(), quote.speaker_person.get_absolute_url()):
        assert figures(page(client, where)) == []


def test_text_in_a_photos_words_is_no_markup(client, story, hall):
    hall.alt = hall.caption = hall.credit = '"><script>alert(1)</script>'
    hall.save()
    for where in ("/", story.get_absolute_url()):
        assert "<script>alert" not in page(client, where)


def test_a_rendition_is_sent_with_its_kind_its_length_and_an_hour_of_caching(client, story):
    response = client.get(address("whole", "webp", 320))
    assert response.getvalue() == b"A hall in use"
    assert response["Content-Type"] == "image/webp"
    assert response["Content-Length"] == "13"
    assert response["Cache-Control"] == "public, max-age=3600"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert client.head(address("whole", "webp", 320)).status_code == 200


def test_who_has_it_already_is_not_sent_it_again_unless_the_story_is_gone(client, story):
    where = address("whole", "webp", 320)
    tag = client.get(where)["ETag"]
    again = client.get(where, headers={"If-None-Match": tag})
    assert (again.status_code, again["Cache-Control"]) == (304, "public, max-age=3600")
    Article.objects.update(status="retracted")
    assert client.get(where, headers={"If-None-Match": tag}).status_code == 404


def test_the_photo_of_a_scheduled_story_is_seen_when_its_time_has_come(client, story):
    where = address("whole", "webp", 320)
    Article.objects.update(publish_at=datetime.now(UTC) + timedelta(hours=1))
    assert client.get(where).status_code == 404
    Article.objects.update(publish_at=datetime.now(UTC) - timedelta(seconds=1))
    assert client.get(where).status_code == 200


@pytest.mark.parametrize("name", ["unknown.webp", "..%2F..%2Fdb.sqlite3", "%00", "a" * 300])
def test_a_name_that_is_none_finds_nothing(client, story, name):
    assert client.get(f"/photos/{name}").status_code == 404


def test_a_file_that_is_missing_from_its_store_is_not_found(client, story):
    rendition = Rendition.objects.get(shape="whole", format="webp", width=320)
    rendition.file.storage.delete(rendition.file.name)
    assert client.get(rendition.get_absolute_url()).status_code == 404


def test_the_original_has_no_address(client, story, hall):
    name = hall.file.name
    assert {client.get(f"/{where}{name}").status_code for where in ("", "media/", "originals/", "photos/")} == {404}
    assert hall.file.name not in page(client, story.get_absolute_url())
