"""The pages of people and organisations: what they said, on what, beside whom, and when."""

import re
from datetime import datetime

import pytest

from articles.views import speaking
from tests import make

pytestmark = pytest.mark.django_db


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


@pytest.fixture
def who():
    return make.person("Ada Speaker", slug="ada")


def said(who, day="2021-12-27", topics=(), **fields):
    article = make.article(publish_at=datetime.fromisoformat(f"{day}T22:30:00+00:00"), topics=list(topics))
    return make.quote(article, speaker_person=who, **fields)


def section(shown, name):
    found = re.search(rf'<section aria-labelledby="{name}">(.*?)</section>', shown, re.S)
    return found[1] if found else ""


def table(shown):
    return re.findall(r'<th scope="row">([^<]*)</th><td>(\d+)</td>', shown)


def test_a_role_that_lasts_goes_before_a_later_one_that_has_ended(client, who):
    said(who)
    make.role(who, "mayor", start="2001")
    make.role(who, "minister", start="2010", end="2012")
    assert "mayor, since 2001" in page(client, "/people/ada/")


def test_a_role_of_which_only_copy_tells_is_attested(client, who):
    said(who)
    make.role(who, "mayor", as_of="2021-12")
    shown = page(client, "/people/ada/")
    assert "mayor, attested December 2021" in shown
    assert "<svg" not in section(shown, "roles")


def test_roles_with_terms_are_drawn_with_their_gaps(client, who):
    said(who)
    make.role(who, "mayor", start="2001", end="2005-03")
    make.role(who, "minister", start="2007-05-02", end="2009")
    roles = section(page(client, "/people/ada/"), "roles")
    assert roles.count("<svg") == 3
    assert "nothing on record from 1 April 2005 to 1 May 2007" in roles


def test_an_identifier_elsewhere_is_linked(client):
    who = make.person(wikidata="Q42")
    said(who)
    assert 'href="https://www.wikidata.org/wiki/Q42"' in page(client, who.get_absolute_url())


def test_quotations_are_kept_by_topic_and_the_topics_are_counted(client, who):
    harbour, budget = make.topic("Harbour", slug="harbour"), make.topic("Budget", slug="budget")
    said(who, topics=[harbour, budget])
    said(who, topics=[harbour])
    shown = page(client, "/people/ada/")
    assert re.findall(r'\?topic=(\w+)">[^<]* <span class="number-of">(\d)', shown) == [
        ("harbour", "2"),
        ("budget", "1"),
    ]
    kept = page(client, "/people/ada/?topic=budget")
    assert (shown.count("<blockquote"), kept.count("<blockquote")) == (2, 1)
    assert re.search(r'topic=budget" aria-current="true"', kept)


def test_pages_of_one_topic_stay_with_it(client, who):
    topic = make.topic(slug="harbour")
    for _ in range(31):
        said(who, topics=[topic])
    assert "?topic=harbour&amp;after=" in page(client, "/people/ada/?topic=harbour")


def test_a_topic_that_does_not_exist_is_a_clear_error(client, who):
    said(who)
    assert "No topic has the address “nix”." in page(client, "/people/ada/?topic=nix", 400)


def test_who_is_quoted_in_the_same_articles_is_listed_by_their_number(client, who):
    other, agency = make.person("Bo Other"), make.source("Harbour Office")
    for number in range(2):
        article = said(who).article
        make.quote(article, speaker_person=other)
        if number:
            make.quote(article, speaker_source=agency)
    make.quote(make.article(), speaker_person=make.person("Far Away"))
    beside = section(page(client, "/people/ada/"), "neighbours")
    assert re.findall(r">([^<]+)</a> <span class=\"facts\">(\d) article", beside) == [
        ("Bo Other", "2"),
        (agency.name, "1"),
    ]
    assert "Ada Speaker" in page(client, agency.get_absolute_url())


def test_nobody_is_beside_who_is_quoted_only_in_hidden_stories(client, who):
    said(who)
    draft = make.article(status="draft", publish_at=None)
    make.quote(draft, speaker_person=who)
    make.quote(draft, speaker_person=make.person("Secret Other"))
    assert "Secret Other" not in page(client, "/people/ada/")


def test_a_quotation_counts_on_the_day_it_was_said_else_on_that_of_publication_in_the_newsrooms_time_zone(
    client, who, settings
):
    settings.TIME_ZONE = "Asia/Baku"
    said(who, "2021-12-27")  # 22:30 in UTC, the next day in Baku
    said(who, "2021-12-29", said_on="2021-12-26")
    shown = page(client, "/people/ada/")
    assert table(shown) == [("26 December 2021", "1"), ("28 December 2021", "1")]
    assert re.findall(r"<title>(2\d December 2021: \d)</title>", shown) == [
        "26 December 2021: 1",
        "28 December 2021: 1",
    ]


def test_one_day_needs_no_chart(client, who):
    said(who)
    assert "over-time" not in page(client, "/people/ada/")


def test_what_is_drawn_from_the_last_quotations_only_says_so(client, who, monkeypatch):
    monkeypatch.setattr(speaking, "GATHERED_AT_MOST", 2)
    for day in ("2021-12-01", "2021-12-02", "2021-12-03"):
        said(who, day)
    shown = page(client, "/people/ada/")
    assert "drawn from the 2 quotations that were recorded last" in shown
    assert [day for day, _number in table(shown)] == ["2 December 2021", "3 December 2021"]
    assert shown.count("<blockquote") == 3


def test_an_organisation_lists_who_held_roles_in_it_and_how_often_they_were_quoted_there(client, who):
    office = make.source("Harbour Office")
    role = make.role(who, "harbour master", organisation=office, start="2001")
    make.role(make.person("Nobody Public"), "porter", organisation=office)
    said(who, role=role)
    said(who)
    held = section(page(client, office.get_absolute_url()), "held")
    assert "Ada Speaker" in held
    assert "Nobody Public" not in held
    [(address, number)] = re.findall(r'href="(/quotes/[^"]*)">(\d) quotation', held)
    assert number == "1"
    assert page(client, address.replace("&amp;", "&")).count("<blockquote") == 1


def test_a_source_is_not_named_beside_each_of_its_own_articles(client):
    own, other = make.source("Agency"), make.source("Gazette")
    make.article("Of its own", source=own)
    make.hop(make.article("Passed on", source=other), own)
    page = client.get(own.get_absolute_url()).content.decode()
    assert re.search(r"Of its own</a>\s*<span class=\"facts\">[^·]*</span>", page)
    assert f"· {other.name}</span>" in page


def test_a_former_address_leads_on_with_its_topic(client, who):
    said(who)
    who.slug = "ada-lovelace"
    who.save()
    assert client.get("/people/ada/?topic=harbour").url == "/people/ada-lovelace/?topic=harbour"


def test_the_pages_name_their_feeds(client, who):
    quote = said(who)
    make.quote(quote.article, speaker_source=make.source(slug="office"))
    for address in ("/people/ada/", "/sources/office/"):
        shown = page(client, address)
        for form in ("atom", "rss"):
            assert f'href="{address}feed.{form}"' in shown
            assert client.get(f"{address}feed.{form}").status_code == 200
