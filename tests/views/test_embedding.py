"""A quotation in the pages of others: a frame that may stand anywhere and does nothing, and oEmbed."""

import json
from html import escape
from xml.etree.ElementTree import fromstring

import pytest

from articles.models import Article
from tests import make

pytestmark = pytest.mark.django_db
HOSTILE = '</iframe><script>alert("1")</script> & \'quoted\' "words"'


@pytest.fixture
def quote():
    who = make.person("Ada Minister")
    article = make.article("A report is announced", publish_at=make.LONG_AGO, source=make.source("Agency"))
    return make.quote(article, speaker_person=who, role=make.role(who, "Minister"))


def oembed(client, quote, **parameters):
    return client.get("/oembed/", {"url": f"http://testserver{quote.get_absolute_url()}", **parameters})


def test_the_frame_alone_may_be_framed_and_runs_nothing(client, quote):
    response = client.get(f"/quotes/{quote.pk}/embed/")
    assert "X-Frame-Options" not in response
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "script-src" not in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    whole = client.get(quote.get_absolute_url())
    assert whole["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in whole["Content-Security-Policy"]


def test_the_frame_says_who_said_what_where_and_leads_to_the_record(client, quote):
    page = client.get(f"/quotes/{quote.pk}/embed/").content.decode()
    for said in (
        "We will publish the report",
        "Ada Minister",
        "Minister",
        quote.article.source.name,
        "27 December 2021",
    ):
        assert said in page
    address = f"http://testserver/quotes/{quote.pk}/"
    assert f'<link rel="canonical" href="{address}">' in page
    assert f'<a href="{address}" target="_blank" rel="noopener">' in page
    assert "<script" not in page


def test_the_page_of_a_quotation_tells_programs_of_oembed_and_people_of_the_code(client, quote):
    page = client.get(quote.get_absolute_url()).content.decode()
    asked = f"http://testserver/oembed/?url=http%3A%2F%2Ftestserver%2Fquotes%2F{quote.pk}%2F"
    assert 'type="application/json+oembed"' in page
    assert f'href="{asked}">' in page
    assert escape(f'<iframe src="http://testserver/quotes/{quote.pk}/embed/"', quote=True) in page
    assert client.get(asked).status_code == 200


def test_oembed_answers_in_json(client, quote):
    response = oembed(client, quote)
    answer = json.loads(response.content)
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert (answer["version"], answer["type"], answer["provider_name"]) == ("1.0", "rich", "On the Record")
    assert (answer["author_name"], answer["width"]) == ("Ada Minister", 600)
    assert answer["html"].startswith(f'<iframe src="http://testserver/quotes/{quote.pk}/embed/" width="600"')
    assert "We will publish the report" in answer["html"]


def test_oembed_answers_the_same_in_xml(client, quote):
    response = oembed(client, quote, format="xml")
    assert response["Content-Type"].startswith("text/xml")
    root = fromstring(response.content)
    assert root.tag == "oembed"
    assert {child.tag: child.text for child in root} == {
        name: str(value) for name, value in json.loads(oembed(client, quote).content).items()
    }


@pytest.mark.parametrize(("most", "width", "height"), [((300, 200), 300, 200), ((5000, 5000), 600, None)])
def test_the_frame_keeps_to_the_room_that_there_is(client, quote, most, width, height):
    answer = json.loads(oembed(client, quote, maxwidth=most[0], maxheight=most[1]).content)
    assert answer["width"] == width
    assert height is None or answer["height"] == height
    assert f'width="{answer["width"]}" height="{answer["height"]}"' in answer["html"]


@pytest.mark.parametrize("form", ["yaml", "jsonp", "JSON", "%00"])
def test_another_format_is_not_implemented(client, quote, form):
    assert oembed(client, quote, format=form).status_code == 501


@pytest.mark.parametrize(
    "wrong", [{"url": ""}, {"maxwidth": "0"}, {"maxwidth": "-1"}, {"maxheight": "wide"}, {"maxheight": "9" * 5000}]
)
def test_what_cannot_be_asked_is_refused(client, quote, wrong):
    response = oembed(client, quote, **wrong)
    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize(
    "url",
    [
        "http://elsewhere.example/quotes/{pk}/",
        "http://testserver/quotes/999999/",
        "http://testserver/quotes/99999999999999999999999999/",
        "http://testserver/articles/",
        "http://testserver@elsewhere.example/quotes/{pk}/",
        "http://testserver/quotes/{pk}",
        "ftp://testserver/quotes/{pk}/",
        "javascript:alert(1)",
        "http://[::1/quotes/{pk}/",
        "/quotes/{pk}/",
        "\0",
        "http://testserver/quotes/{pk}/" + "a" * 5000,
    ],
)
def test_what_is_no_quotation_here_is_not_found(client, quote, url):
    assert client.get("/oembed/", {"url": url.format(pk=quote.pk)}).status_code == 404


def test_words_stay_words_wherever_they_are_shown(client, quote):
    Article.objects.filter(pk=quote.article_id).update(body=HOSTILE, headline=HOSTILE)
    quote.article.refresh_from_db()
    hostile = make.quote(quote.article, HOSTILE, speaker_person=make.person(HOSTILE[:60]))
    html = json.loads(oembed(client, hostile).content)["html"]
    assert html.count("<iframe") == html.count("</iframe>") == 1
    assert html.endswith("</iframe>")
    for page in (html, *(client.get(f"/quotes/{hostile.pk}/{part}").content.decode() for part in ("", "embed/"))):
        assert "<script>" not in page
