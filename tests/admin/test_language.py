"""The desk speaks the language of who works at it; the public site has one for all, by its setting."""

import pytest
from django.urls import reverse

from articles.models import Preference
from tests import make

pytestmark = pytest.mark.django_db
HEADINGS = {"az": "Qaralamalar", "en": "Drafts", "fr": "Brouillons", "ru": "Черновики"}


@pytest.fixture
def editor():
    return make.member("Editor", "ines")


def choose(client, language: str, back: str = "/admin/"):
    return client.post(reverse("desk:language"), {"language": language, "next": back})


def lang_of(client, address: str) -> str:
    return client.get(address).content.decode().partition('<html lang="')[2].partition('"')[0]


@pytest.mark.parametrize("language", HEADINGS)
def test_each_language_is_one_that_the_desk_can_be_read_in(client, editor, language):
    client.force_login(editor)
    assert choose(client, language).url == "/admin/"
    page = client.get("/admin/").content.decode()
    assert f'<html lang="{language}"' in page
    assert HEADINGS[language] in page
    assert f'<option value="{language}" lang="{language}" selected>' in page


def test_the_choice_is_the_accounts_and_comes_back_with_it(client, editor):
    client.force_login(editor)
    choose(client, "fr")
    client.logout()
    assert lang_of(client, "/admin/login/") == "en"
    client.force_login(make.member("Editor", "omar"))
    assert lang_of(client, "/admin/") == "en"
    client.force_login(editor)
    assert lang_of(client, "/admin/") == "fr"


def test_what_a_user_chose_for_the_desk_changes_nothing_for_readers(client, editor):
    before = client.get("/").content
    client.force_login(editor)
    choose(client, "ru")
    assert client.get("/").content == before


@pytest.mark.parametrize("language", ["", "de", "../fr", "x" * 300])
def test_a_language_that_there_is_not_is_refused(client, editor, language):
    client.force_login(editor)
    assert choose(client, language).status_code == 400
    assert not Preference.objects.exists()


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_it_leads_back_to_the_desk_and_nowhere_else(client, editor, back):
    client.force_login(editor)
    assert choose(client, "en", back).url == "/admin/"


def test_only_staff_choose(client):
    assert choose(client, "fr").url.startswith("/admin/login/")
    assert not Preference.objects.exists()


@pytest.mark.parametrize(("language", "heading"), [("az", "Sitatlar"), ("fr", "Citations"), ("ru", "Цитаты")])
def test_the_site_is_in_the_language_of_its_setting(client, seeds, settings, language, heading):
    settings.LANGUAGE_CODE = language
    assert lang_of(client, "/quotes/") == language
    assert f"<h1>{heading}</h1>" in client.get("/quotes/").content.decode()
