"""Parameters of the public lists: what they keep, and what they answer to what cannot be."""

from datetime import UTC, datetime

import pytest

from articles.models import Redirect
from tests import make

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("/articles/?source=x", "No source has the address “x”."),
        ("/articles/?person=x", "No person has the address “x”."),
        ("/articles/?topic=x", "No topic has the address “x”."),
        ("/quotes/?speaker=x", "No person and no organisation has the address “x”."),
        ("/articles/?since=2021-13-45", "“2021-13-45” is no date."),
        ("/articles/?until=yesterday", "“yesterday” is no date."),
        ("/articles/?since=0001-01-01", "is no date."),
        ("/articles/?until=9999-12-31", "is no date."),
        ("/articles/?since=2021-12-27%00", "is no date."),
        ("/articles/?since=2022-01-02&until=2022-01-01", "The last day lies before the first"),
        ("/articles/?language=english", "Write a language tag"),
        ("/articles/?q=a%00b", "null character"),
        ("/articles/?source=a%00b", "null character"),
        ("/articles/?q=" + "a" * 501, "longer than 500 characters"),
        ("/articles/?since=" + "2" * 501, "is no date."),
        ("/articles/?after=x", "damaged"),
        ("/articles/?before=x", "damaged"),
        ("/articles/?after=x&before=x", "not by both"),
        ("/quotes/?kind=shouted", "no such kind of quotation"),
        ("/quotes/?kind=" + "a" * 600, "no such kind of quotation"),
        ("/quotes/?role=a%00b", "null character"),
        ("/people/?q=a%00b", "null character"),
        ("/people/?after=x", "damaged"),
        ("/sources/?before=%F0", "damaged"),
        ("/topics/?after=%00", "damaged"),
    ],
)
def test_bad_input_is_refused_in_words_and_nothing_is_listed(client, address, message):
    make.quote(make.article("Shown to nobody"))
    response = client.get(address)
    assert response.status_code == 400
    assert message in text(response)
    assert "Shown to nobody" not in text(response)
    assert "<h1>" in text(response)


def test_a_message_stands_beside_its_field_and_in_the_summary(client):
    page = text(client.get("/articles/?source=x"))
    assert '<a href="#id_source">No source has the address “x”.</a>' in page
    assert '<p class="error" id="id_source_error">No source has the address “x”.</p>' in page
    assert 'value="x"' in page


def test_what_a_reader_typed_comes_back_escaped(client):
    page = text(client.get("/articles/", {"source": "<script>alert(1)</script>"}))
    assert "<script>" not in page


@pytest.mark.parametrize("address", ["/articles/?q=&source=&since=&language=", "/articles/?colour=red&after="])
def test_empty_and_unknown_parameters_filter_nothing(client, address):
    make.article("A report is announced")
    response = client.get(address)
    assert response.status_code == 200
    assert "A report is announced" in text(response)
    assert "colour" not in text(response)


def test_a_source_keeps_its_articles_only(client):
    agency = make.source()
    make.article("From the agency", source=agency)
    make.article("From elsewhere", source=make.source())
    page = text(client.get(f"/articles/?source={agency.slug}"))
    assert "From the agency" in page
    assert "From elsewhere" not in page
    assert agency.name in page


@pytest.mark.parametrize("kind", ["source", "person", "topic"])
def test_a_former_slug_filters_as_the_present_one(client, kind):
    row, article = getattr(make, kind)(), make.article("Found by its old name")
    if kind == "source":
        article.source = row
        article.save()
    elif kind == "person":
        make.mention(article, row)
    else:
        article.topics.add(row)
    Redirect.objects.leave(row, "once-called")
    page = text(client.get(f"/articles/?{kind}=once-called"))
    assert "Found by its old name" in page
    assert row.name in page


def test_a_person_is_found_where_mentioned_and_where_quoted(client):
    who = make.person("Ada Speaker")
    make.mention(make.article("Mentions her"), who)
    make.quote(make.article("Quotes her"), speaker_person=who)
    make.article("Says nothing of her")
    page = text(client.get(f"/articles/?person={who.slug}"))
    assert "Mentions her" in page
    assert "Quotes her" in page
    assert "Says nothing of her" not in page


def test_since_and_until_include_their_days_in_the_time_zone_of_the_newsroom(client, settings):
    settings.TIME_ZONE = "Asia/Baku"
    make.article("Late evening in UTC", publish_at=datetime(2021, 12, 26, 21, 0, tzinfo=UTC))
    make.article("The day after", publish_at=datetime(2021, 12, 27, 20, 0, tzinfo=UTC))
    page = text(client.get("/articles/?since=2021-12-27&until=2021-12-27"))
    assert "Late evening in UTC" in page
    assert "The day after" not in page


def test_a_language_keeps_what_is_written_in_it(client):
    make.article("Une dépêche", language="fr")
    make.article("A dispatch")
    page = text(client.get("/articles/?language=fr"))
    assert "Une dépêche" in page
    assert "A dispatch" not in page
    assert client.get("/articles/?language=az").status_code == 200


def test_quotations_are_kept_by_speaker_role_kind_and_topic(client):
    article, topic, who = make.article(), make.topic(), make.person("Bo")
    article.topics.add(topic)
    mp = make.role(who, "Azerbaijani MP")
    make.quote(article, "We will publish the report", speaker_person=who, role=mp, kind="direct")
    make.quote(article, "spoke in parliament", speaker_source=make.source("Guild", slug="guild"), kind="indirect")
    make.quote(make.article(), "The minister", kind="mixed")
    for query, words in {
        f"speaker={who.slug}": "We will publish",
        "speaker=guild": "spoke in parliament",
        "role=mp": "We will publish",
        "role=MP+azerbaijani": "We will publish",
        "kind=indirect": "spoke in parliament",
        f"topic={topic.slug}&kind=direct": "We will publish",
    }.items():
        page = text(client.get(f"/quotes/?{query}"))
        assert words in page
        assert page.count("<blockquote") == 1
    assert "<blockquote" not in text(client.get("/quotes/?role=implement"))
    assert "<blockquote" not in text(client.get("/quotes/?role=!!"))


def test_an_applied_filter_is_a_chip_with_the_address_that_takes_it_away(client):
    agency = make.source("Agency")
    make.article(source=agency)
    page = text(client.get(f"/articles/?source={agency.slug}&since=2021-01-01&colour=red"))
    assert '<a href="/articles/?since=2021-01-01" aria-label="Remove Source:' in page
    assert f'<a href="/articles/?source={agency.slug}" aria-label="Remove From: 1 January 2021"' in page


def test_the_pages_of_a_filtered_list_keep_the_filter(client):
    agency = make.source()
    for _ in range(31):
        make.article(source=agency)
    page = text(client.get(f"/articles/?source={agency.slug}"))
    assert page.count('<li class="story"') == 30
    assert f'<link rel="next" href="/articles/?source={agency.slug}&amp;after=' in page
    assert f'<a rel="next" href="/articles/?source={agency.slug}&amp;after=' in page
    assert 'rel="prev"' not in page


@pytest.mark.parametrize("words", ["Valérie", "valerie", "PECRESSE", "Pécresse valérie"])
def test_people_are_found_by_any_spelling(client, words):
    who = make.person("Valérie Pécresse")
    make.mention(make.article(), who)
    assert f'href="/people/{who.slug}/"' in text(client.get("/people/", {"q": words}))
