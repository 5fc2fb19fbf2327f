"""Find quotes on the desk: a button on the story, an action on the list, the engine's figures; and over the archive."""

import json

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import CommandError, call_command
from django.urls import reverse

from articles.editorial import quoting
from articles.models import Article, Person, Quote
from tests import make
from tests.admin.pages import form_of

pytestmark = pytest.mark.django_db
BODY = '"We will publish the report in May," Nora Field said.\n\nField added that schools would get the money first.'


@pytest.fixture
def draft():
    return make.article(body=BODY, status="draft", publish_at=None)


def button(article):
    return reverse("admin:articles_article_find_quotes", args=[article.pk])


def test_the_button_on_a_story_suggests_its_quotations_and_goes_to_them(admin_client, draft):
    address = reverse("admin:articles_article_change", args=[draft.pk])
    assert 'name="_find_quotes"' in admin_client.get(address).content.decode()
    answer = admin_client.post(address, form_of(admin_client, address) | {"_find_quotes": "1"}, follow=True)
    said = answer.content.decode()
    assert "2 quotations suggested" in said
    assert "Nora Field" in said
    assert draft.quotes.filter(state="suggested").count() == 2


def test_looking_at_the_address_of_the_button_changes_nothing(admin_client, draft):
    assert admin_client.get(button(draft)).status_code == 405
    assert not Quote.objects.exists()


def test_who_may_only_look_cannot_run_the_engine(client, draft):
    viewer = User.objects.create_user("viewer", is_staff=True)
    viewer.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(viewer)
    shown = client.get(reverse("admin:articles_article_change", args=[draft.pk])).content.decode()
    assert 'name="_find_quotes"' not in shown
    assert button(draft) not in shown
    assert client.post(button(draft)).status_code == 403
    assert not Quote.objects.exists()


def test_the_action_reads_the_stories_chosen_and_says_what_it_found_in_each(admin_client, draft):
    gone = make.article("Gone", status="retracted", publish_at=None, body=BODY)
    chosen = {"action": "find_quotes", "_selected_action": [draft.pk, gone.pk]}
    said = admin_client.post(reverse("admin:articles_article_changelist"), chosen, follow=True).content.decode()
    assert "2 quotations suggested" in said
    assert "Gone: This story was retracted" in said


def test_confirming_a_quotation_acknowledges_its_proposed_speaker(admin_user, draft):
    call_command("find_quotes", verbosity=0)
    assert Person.objects.get().proposed
    quoting.confirm(draft.quotes.order_by("start").first(), admin_user)
    assert not Person.objects.get().proposed


def test_the_desk_shows_how_good_the_engine_is_on_confirmed_quotations(admin_client, admin_user, draft):
    address = reverse("admin:articles_quote_figures")
    assert "nothing to measure" in admin_client.get(address).content.decode()
    call_command("find_quotes", verbosity=0)
    first, second = draft.quotes.order_by("start")
    quoting.confirm(first, admin_user)
    quoting.reject(second, admin_user)
    page = admin_client.get(address).content.decode()
    # One of the two that the engine finds was confirmed.
    assert "50.0 %" in page
    assert "100.0 %" in page


def test_the_archive_is_read_once_and_again_where_a_text_has_changed(draft, capsys):
    other = make.article(body='"It is over," Ida Lund said.')
    make.article(body='"C’est fini," Ida Lund said.', language="fr")
    call_command("find_quotes")
    assert "articles 2: quotations added 3" in capsys.readouterr().out
    call_command("find_quotes")
    assert "articles 0: quotations added 0" in capsys.readouterr().out
    Article.objects.filter(pk=other.pk).update(body='"It is over now," Ida Lund said.')
    call_command("find_quotes")
    assert "articles 1: quotations added 1, changed 0, unchanged 0, withdrawn 1" in capsys.readouterr().out


def test_the_archive_can_be_read_in_parts(draft, capsys):
    source = make.source()
    make.article(body='"It is over," Ida Lund said.', source=source)
    call_command("find_quotes", "--source", source.slug)
    assert "articles 1:" in capsys.readouterr().out
    call_command("find_quotes", "--since", "2030-01-01")
    assert "articles 0:" in capsys.readouterr().out
    call_command("find_quotes", "--limit", "5", "--status", "draft")
    assert "articles 1:" in capsys.readouterr().out


def test_a_source_or_a_date_that_is_none_is_said_so(draft):
    with pytest.raises(CommandError, match="there is no source “nowhere”"):
        call_command("find_quotes", "--source", "nowhere")
    with pytest.raises(CommandError, match="--since"):
        call_command("find_quotes", "--since", "yesterday")


def test_confirmed_quotations_are_written_as_data_for_the_scorer(seeds, capsys):
    call_command("confirmed_quotes")
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(records) == 2
    for record in records:
        for quote in record["quotes"]:
            assert all(record["text"][start:end] for start, end in quote["content"])
    speakers = {q["speaker"] for r in records for q in r["quotes"]}
    assert speakers == {"Soltan Mammadov", "Jerome Lambert", "Association of Azerbaijan’s Friends in France"}
