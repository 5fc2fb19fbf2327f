"""The card of a quotation on the web: when there is one, how long it is kept, and what pages say of it."""

import re
from io import BytesIO

import pytest
from django.core.cache import cache
from PIL import Image

from articles.imaging import card
from articles.models import Article
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def quote():
    return make.quote(make.article("A report is announced", source=make.source("Agency")))


def card_of(client, quote, **headers):
    return client.get(f"/quotes/{quote.pk}/card.png", headers=headers)


def tags(client, quote) -> dict[str, str]:
    page = client.get(f"/quotes/{quote.pk}/").content.decode()
    return dict(re.findall(r'<meta (?:property|name)="((?:og:image|twitter)[^"]*)" content="([^"]*)">', page))


def test_a_card_is_a_picture_that_may_be_kept_for_an_hour(client, quote):
    response = card_of(client, quote)
    assert Image.open(BytesIO(response.content)).size == (1200, 630)
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=3600"
    assert response["Last-Modified"]
    assert card_of(client, quote, **{"If-None-Match": response["ETag"]}).status_code == 304
    assert card_of(client, quote, **{"If-Modified-Since": response["Last-Modified"]}).status_code == 304


def test_a_card_is_drawn_once_and_anew_when_what_it_says_has_changed(client, quote, monkeypatch):
    drawn = []
    draw = card.draw
    monkeypatch.setattr(card, "draw", lambda what: drawn.append(what) or draw(what))
    first = card_of(client, quote)
    assert card_of(client, quote).content == first.content
    assert len(drawn) == 1
    quote.speaker_person.name = "Somebody Else"
    quote.speaker_person.save()
    assert card_of(client, quote)["ETag"] != first["ETag"]
    assert len(drawn) == 2


def test_a_cache_that_fails_is_one_that_has_nothing(client, quote, monkeypatch):
    def fail(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(type(cache), "get", fail, raising=False)
    monkeypatch.setattr("articles.views.cards.cache", type("Broken", (), {"get": fail, "set": fail})())
    assert card_of(client, quote).status_code == 200


def test_the_page_names_its_card_for_those_who_share_it(client, quote):
    said = tags(client, quote)
    assert said["og:image"] == f"http://testserver/quotes/{quote.pk}/card.png"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert "We will publish the report" in said["og:image:alt"]
    assert said["twitter:card"] == "summary_large_image"


@pytest.mark.parametrize("words", ["我们将公布报告", "We agree 👍"])
def test_what_no_font_draws_has_no_card_and_its_page_names_none(client, words):
    quote = make.quote(make.article(body=words), words)
    assert card_of(client, quote).status_code == 404
    assert tags(client, quote) == {"twitter:card": "summary"}


def test_without_a_card_the_photo_of_the_article_stands_in(client):
    photo = make.photo("A hall")
    quote = make.quote(make.article(body="我们将公布报告", lead_photo=photo), "我们将公布报告")
    said = tags(client, quote)
    assert said["og:image"].startswith("http://testserver/photos/")
    assert said["og:image:type"] == "image/jpeg"
    assert (said["og:image:width"], said["og:image:height"]) == ("640", "320")
    assert said["og:image:alt"] == "A hall"


@pytest.mark.parametrize(
    ("language", "marks"),
    [("en", ("“", "”")), ("az", ("“", "”")), ("de", ("„", "“")), ("zh-Hant", ("“", "”")), ("ru", ("«", "»"))],
)
def test_the_marks_are_those_of_the_language(quote, language, marks):
    from articles.models import Quote
    from articles.views.cards import card_of, with_voices

    Article.objects.filter(pk=quote.article_id).update(language=language)
    assert card_of(with_voices(Quote.objects.all()).get()).marks == marks


def test_words_that_were_reported_have_no_marks_and_say_so():
    from articles.models import Quote
    from articles.views.cards import card_of, with_voices

    make.quote(make.article(), "spoke in parliament", kind="indirect")
    said = card_of(with_voices(Quote.objects.all()).get())
    assert said.marks == ("", "")
    assert said.facts.startswith("Reported · ")


def test_the_day_stands_before_the_source_whose_name_may_be_too_long_for_the_line():
    from articles.models import Quote
    from articles.views.cards import card_of, with_voices

    quote = make.quote(make.article(source=make.source("Agency"), publish_at=make.LONG_AGO))
    said = card_of(with_voices(Quote.objects.all()).get())
    assert said.facts == f"Verbatim · 27 December 2021 · {quote.article.source.name}"


def test_the_hue_is_the_one_that_the_speaker_has_in_the_article(client):
    from articles.models import Quote
    from articles.views.cards import hue, with_voices

    article = make.article()
    make.quote(article, "The minister")
    second = make.quote(article)
    page = client.get(article.get_absolute_url()).content.decode()
    assert hue(with_voices(Quote.objects.all()).get(pk=second.pk)) == 2
    assert f'hue-2" id="note-{second.pk}"' in page
