"""Quotations by themselves: decided on in the list, edited on their own page, under their story's version."""

import pytest
from django.urls import reverse

from articles.editorial.saving import save_article
from articles.models import Article, Quote
from tests import make
from tests.admin.pages import errors_of, form_of, sent

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/quote/"
SAID = "We will publish the report"


@pytest.fixture
def draft():
    return make.article(status="draft", publish_at=None)


def page(quote) -> str:
    return reverse("admin:articles_quote_change", args=[quote.pk])


def decide(desk, action, quotes, reason=""):
    chosen = {"action": action, "_selected_action": [q.pk for q in quotes], "reason": reason}
    response = desk.post(LIST, chosen, follow=True)
    return [(m.level_tag, str(m)) for m in response.context["messages"]]


def test_several_suggested_quotations_of_one_story_are_confirmed_at_once(desk, draft, editor):
    quotes = [make.quote(draft, words, state="suggested") for words in (SAID, "The minister")]
    assert decide(desk, "confirm", quotes) == [("success", "2 quotations confirmed.")]
    assert list(Quote.objects.values_list("state", "confirmed_by")) == [("confirmed", editor.pk)] * 2


def test_what_cannot_be_confirmed_is_named_and_the_others_are_confirmed(desk, draft):
    good = make.quote(draft, state="suggested")
    altered = make.quote(draft, "The minister", state="altered")
    lost = make.quote(draft, "parliament", state="lost")
    messages = decide(desk, "confirm", [good, altered, lost])
    assert [level for level, _text in messages] == ["error", "error", "success"]
    assert "Say why" in messages[0][1]
    assert "no longer in the text" in messages[1][1]
    assert set(Quote.objects.values_list("state", flat=True)) == {"confirmed", "altered", "lost"}


def test_an_altered_quotation_is_confirmed_with_a_reason(desk, draft):
    decide(desk, "confirm", [make.quote(draft, state="altered")], reason="Heard again")
    assert Quote.objects.get().state == "confirmed"


def test_quotations_are_rejected(desk, draft):
    assert decide(desk, "reject", [make.quote(draft)]) == [("success", "1 quotation rejected.")]
    assert Quote.objects.get().state == "rejected"


def test_quotations_of_a_published_story_are_not_decided_on_in_place(desk):
    messages = decide(desk, "reject", [make.quote(make.article())])
    assert "Start an update" in messages[0][1]
    assert Quote.objects.get().state == "confirmed"


def test_who_may_only_look_has_no_decisions(client, viewer, draft):
    client.force_login(viewer)
    quote = make.quote(draft, state="suggested")
    client.post(LIST, {"action": "confirm", "_selected_action": [quote.pk]})
    assert Quote.objects.get().state == "suggested"


def test_a_quotation_is_edited_on_its_own_page(desk, draft):
    quote = make.quote(draft)
    sent(desk, page(quote), form_of(desk, page(quote)) | {"venue": "parliament"})
    quote.refresh_from_db()
    assert (quote.venue, quote.words, quote.state) == ("parliament", SAID, "confirmed")
    assert Article.objects.get().version == 2


def test_a_quotation_is_made_on_its_own_page(desk, draft):
    data = form_of(desk, reverse("admin:articles_quote_add"))
    sent(desk, reverse("admin:articles_quote_add"), data | {"article": draft.pk, "words": SAID, "kind": "direct"})
    assert (Quote.objects.get().words, Quote.objects.get().state) == (SAID, "confirmed")


def test_a_quotation_whose_story_was_saved_meanwhile_is_not_saved_but_shown(desk, draft):
    quote = make.quote(draft)
    data = form_of(desk, page(quote)) | {"venue": "the lobby"}
    save_article(Article.objects.get(), None)
    response = desk.post(page(quote), data)
    assert "Somebody else has saved this" in errors_of(response)
    assert "the lobby" in response.content.decode()
    assert Quote.objects.get().venue == ""
    sent(desk, page(quote), data | {"over": "2"})
    assert Quote.objects.get().venue == "the lobby"


def test_confirmed_words_moved_elsewhere_need_a_reason(desk, draft):
    quote = make.quote(draft)
    data = form_of(desk, page(quote)) | {"words": "The minister", "decision": "confirm"}
    assert "Say why" in errors_of(desk.post(page(quote), data))
    assert Quote.objects.get().words == SAID
    sent(desk, page(quote), data | {"reason": "The wrong sentence was marked"})
    assert (Quote.objects.get().words, Quote.objects.get().state) == ("The minister", "confirmed")


def test_a_quotation_of_a_published_story_is_shown_and_says_why(desk):
    quote = make.quote(make.article())
    shown = desk.get(page(quote)).content.decode()
    assert 'name="words"' not in shown
    assert SAID in shown


def test_a_revision_of_a_quotation_is_not_put_back(desk, draft):
    quote = make.quote(draft)
    address = reverse("admin:articles_quote_simple_history", args=[quote.pk, quote.history.get().history_id])
    assert desk.get(address).status_code == 200
    assert desk.post(address, {"venue": "x"}).status_code == 403
