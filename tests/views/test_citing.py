"""Citations on the page of a quotation and as files, and the way to them from the article."""

import json

import pytest

from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote():
    who = make.person("Valérie Pécresse", sort_name="Pécresse, Valérie")
    return make.quote(make.article(publish_at=make.LONG_AGO, source=make.source("Trend")), speaker_person=who)


@pytest.mark.parametrize(
    ("form", "kind", "part"),
    [
        ("bib", "application/x-bibtex", "author = {Pécresse, Valérie}"),
        ("ris", "application/x-research-info-systems", "AU  - Pécresse, Valérie\r\n"),
        ("json", "application/vnd.citationstyles.csl+json", '"family": "Pécresse"'),
    ],
)
def test_a_citation_is_a_file_for_programs(client, quote, form, kind, part):
    response = client.get(f"/quotes/{quote.pk}/cite.{form}")
    assert response["Content-Type"] == f"{kind}; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="quotation-{quote.pk}.{form}"'
    assert part in response.content.decode()
    assert f"http://testserver/quotes/{quote.pk}/" in response.content.decode()


@pytest.mark.parametrize("path", ["cite.doc", "cite", "cite.bib/", "cite.BIB"])
def test_there_are_no_other_files(client, quote, path):
    assert client.get(f"/quotes/{quote.pk}/{path}").status_code == 404


def test_the_page_has_every_form_to_copy_without_a_script(client, quote):
    page = client.get(quote.get_absolute_url()).content.decode()
    assert 'id="cite"' in page
    for part in (
        "“We will publish the report”, Valérie Pécresse, in “A report is announced”, Trend ",
        "Pécresse, Valérie. “We will publish the report.” Quoted in",
        "Pécresse, V. (2021, December 27).",
        "{{cite web |last=Pécresse |first=Valérie ",
        f"@misc{{quotation-{quote.pk},",
        f'href="/quotes/{quote.pk}/cite.bib"',
    ):
        assert part in page


def test_a_note_in_the_margin_leads_to_the_citation(client, quote):
    page = client.get(quote.article.get_absolute_url()).content.decode()
    assert f'<a href="/quotes/{quote.pk}/#cite">' in page


def test_a_quotation_without_a_speaker_or_a_source_is_cited_all_the_same(client):
    quote = make.quote(make.article(), speaker_source=None)
    [item] = json.loads(client.get(f"/quotes/{quote.pk}/cite.json").content)
    assert "author" not in item
    assert client.get(quote.get_absolute_url()).status_code == 200
