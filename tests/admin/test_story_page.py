"""The story's page: text and quotations saved together, by one editor at a time, and nothing typed is lost."""

import pytest
from django.urls import reverse

from articles.editorial.publishing import publish, start_update
from articles.editorial.saving import save_article
from articles.models import Article, AuditEntry, Hop, Quote
from tests import make
from tests.admin.pages import errors_of, form_of, new_row, sent

pytestmark = pytest.mark.django_db

SAID = "We will publish the report"


@pytest.fixture
def draft():
    """A draft to which the desk checks have nothing to say."""
    dateline = {"dateline_place": "OSLO", "dateline_date": "2021-12-27"}
    return make.article(status="draft", publish_at=None, source=make.source(), **dateline)


@pytest.fixture
def story(draft, editor):
    make.mention(draft, make.quote(draft).speaker_person)
    return publish(Article.objects.get(pk=draft.pk), editor)


def page(article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def spans_of(quote) -> list:
    return Quote.objects.get(pk=quote.pk).spans


def saved_by_a_colleague(article, **changes) -> Article:
    row = Article.objects.get(pk=article.pk)
    for name, value in changes.items():
        setattr(row, name, value)
    return save_article(row, None)


def test_a_new_story_is_saved_with_a_quotation_made_from_its_words(desk, editor):
    who = make.person()
    data = form_of(desk, reverse("admin:articles_article_add"))
    data |= {"headline": "A vote is called", "body": make.BODY, "language": "en", "status": "draft"}
    data = new_row(data, "quotes", words=SAID, kind="direct", speaker=who.name, decision="confirm")
    sent(desk, reverse("admin:articles_article_add"), data)
    article, quote = Article.objects.get(), Quote.objects.get()
    assert (article.slug, article.version) == ("a-vote-is-called", 1)
    assert (quote.words, quote.state, quote.confirmed_by, quote.speaker) == (SAID, "confirmed", editor, who)
    assert make.BODY[quote.start : quote.end] == SAID
    assert set(AuditEntry.objects.values_list("verb", "model")) == {
        ("create", "articles.article"),
        ("create", "articles.quote"),
        ("confirm", "articles.quote"),
    }


def test_saving_untouched_changes_the_version_only(desk, draft):
    quote = make.quote(draft)
    before = Quote.objects.values().get()
    sent(desk, page(draft), form_of(desk, page(draft)))
    assert Quote.objects.values().get() == before
    assert Article.objects.get().version == 2
    assert quote.history.count() == 1


def test_untouched_spans_keep_the_place_to_which_the_text_carried_them(desk, draft):
    quote = make.quote(draft)
    data = form_of(desk, page(draft))
    data["body"] = "A new first sentence. " + data["body"]
    data["quotes-0-venue"] = "parliament"
    sent(desk, page(draft), data)
    quote.refresh_from_db()
    assert (quote.words_in(Article.objects.get().body), quote.venue, quote.state) == (SAID, "parliament", "confirmed")
    assert quote.spans != [[34, 60]] or quote.start == data["body"].index(SAID)


def test_touched_spans_are_taken_in_the_new_text(desk, draft):
    quote = make.quote(draft, state="suggested")
    data = form_of(desk, page(draft))
    data["body"] = "He said so. " + data["body"]
    data["quotes-0-spans"] = "3-7"
    sent(desk, page(draft), data)
    quote.refresh_from_db()
    assert (quote.words, quote.spans, quote.state) == ("said", [[3, 7]], "suggested")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"words": "We shall publish"}, "does not say"),
        ({"words": "the"}, "2 times, at 51-54, 64-67"),
        ({"words": "", "cue": "said"}, "Paste the words"),
        ({"words": SAID, "spans": "0-3"}, "stands “The”"),
        ({"spans": "0-9999"}, "beyond the end"),
        ({"spans": "9-3"}, "is empty, or begins before"),
        ({"spans": "seventeen"}, "is no span"),
        ({"words": SAID, "said_on": "yesterday"}, "is no date"),
        ({"words": SAID, "attribution": "the MP said"}, "does not say “the MP said”"),
        ({"words": SAID, "speaker": "Nobody Known"}, "Nobody of the name “Nobody Known” is on record"),
        ({"words": SAID, "role": "minister"}, "say first which person speaks"),
    ],
)
def test_a_quotation_that_cannot_be_placed_is_refused_and_nothing_is_saved(desk, draft, row, said):
    data = form_of(desk, page(draft)) | {"headline": "Another headline"}
    data = new_row(data, "quotes", kind="direct", decision="confirm", **row)
    response = desk.post(page(draft), data)
    assert said in errors_of(response)
    assert "Another headline" in response.content.decode()
    assert not Quote.objects.exists()
    assert Article.objects.get().headline == draft.headline
    assert Article.objects.get().version == 1


def test_altered_words_are_confirmed_with_a_reason_only(desk, draft):
    make.quote(draft)
    saved_by_a_colleague(draft, body=draft.body.replace("the report", "the whole report"))
    data = form_of(desk, page(draft)) | {"_confirm": Quote.objects.get().pk}
    assert "Say why" in errors_of(desk.post(page(draft), data))
    assert Quote.objects.get().state == "altered"
    sent(desk, page(draft), data | {"quotes-0-reason": "Checked with the recording"})
    assert (Quote.objects.get().state, Quote.objects.get().words) == ("confirmed", "We will publish the whole report")


def test_a_quotation_is_deleted_with_the_page(desk, draft):
    make.quote(draft)
    sent(desk, page(draft), form_of(desk, page(draft)) | {"quotes-0-DELETE": "on"})
    assert not Quote.objects.exists()
    assert AuditEntry.objects.filter(verb="delete", model="articles.quote").exists()


def test_steps_of_the_chain_change_places(desk, draft):
    first, second = make.hop(draft, make.source(), order=1), make.hop(draft, make.source(), order=2)
    data = form_of(desk, page(draft)) | {"hops-0-order": "2", "hops-1-order": "1"}
    sent(desk, page(draft), data)
    assert list(Hop.objects.order_by("order")) == [second, first]


def test_two_steps_at_one_place_are_refused(desk, draft):
    make.hop(draft, make.source(), order=1)
    data = new_row(form_of(desk, page(draft)), "hops", order="1", source=make.source().pk, how="speech")
    assert "duplicate" in errors_of(desk.post(page(draft), data))


def test_of_two_saves_from_one_version_the_second_shows_both_texts_and_saves_nothing(desk, draft):
    data = form_of(desk, page(draft)) | {"headline": "My headline", "body": "My own text.\nSecond line."}
    saved_by_a_colleague(draft, headline="Their headline", summary="Their summary")
    response = desk.post(page(draft), data)
    shown = response.content.decode()
    assert "Somebody else has saved this" in errors_of(response)
    assert all(words in shown for words in ("My headline", "My own text.", "Their headline", "Their summary"))
    assert (Article.objects.get().headline, Article.objects.get().version) == ("Their headline", 2)
    assert desk.post(page(draft), data).status_code == 200, "sending it again is refused again"


def test_saving_on_top_of_the_newer_version_takes_a_deliberate_tick(desk, draft):
    data = form_of(desk, page(draft)) | {"headline": "My headline"}
    saved_by_a_colleague(draft, headline="Their headline")
    assert 'name="over" value="2"' in desk.post(page(draft), data).content.decode()
    sent(desk, page(draft), data | {"over": "2"})
    assert (Article.objects.get().headline, Article.objects.get().version) == ("My headline", 3)
    assert Article.history.filter(headline="Their headline").exists()


def test_a_tick_for_a_version_that_is_old_again_is_refused(desk, draft):
    data = form_of(desk, page(draft)) | {"headline": "My headline", "over": "2"}
    saved_by_a_colleague(draft, headline="Their headline")
    saved_by_a_colleague(draft, headline="Their second headline")
    assert "Their second headline" in desk.post(page(draft), data).content.decode()
    assert Article.objects.get().version == 3


def test_saving_on_top_keeps_what_a_colleague_did_to_quotations_that_were_not_touched(desk, draft):
    quote = make.quote(draft)
    data = form_of(desk, page(draft)) | {"headline": "My headline"}
    saved_by_a_colleague(draft, body="They put this in front. " + draft.body)
    Quote.objects.filter(pk=quote.pk).update(venue="parliament")
    second = make.quote(Article.objects.get(), "The minister")
    data |= {"over": "2"}
    sent(desk, page(draft), data)
    quote.refresh_from_db()
    assert quote.venue == "parliament"
    assert quote.words_in(Article.objects.get().body) == SAID
    assert Quote.objects.filter(pk=second.pk).exists()


def test_a_quotation_that_a_colleague_deleted_meanwhile_is_made_anew_if_it_was_touched(desk, draft):
    quote = make.quote(draft)
    untouched = form_of(desk, page(draft)) | {"over": "2"}
    Quote.objects.all().delete()
    saved_by_a_colleague(draft)
    touched = untouched | {"quotes-0-venue": "parliament"}
    sent(desk, page(draft), touched)
    assert (Quote.objects.get().words, Quote.objects.get().venue) == (SAID, "parliament")
    assert Quote.objects.get().pk != quote.pk


def test_a_form_without_its_version_is_refused(desk, draft):
    data = form_of(desk, page(draft)) | {"opened": "", "headline": "My headline"}
    assert "Somebody else" in errors_of(desk.post(page(draft), data))
    assert Article.objects.get().headline == draft.headline


@pytest.mark.parametrize("version", ["-1", "9" * 40, "two", "1 OR 1=1"])
def test_a_version_that_is_none_is_refused(desk, draft, version):
    assert desk.post(page(draft), form_of(desk, page(draft)) | {"opened": version}).status_code == 200
    assert Article.objects.get().version == 1


def test_a_published_story_is_shown_and_not_edited(desk, story):
    shown = desk.get(page(story)).content.decode()
    assert "not edited in place" in shown
    assert "Start an update" in shown
    assert 'name="headline"' not in shown


def test_a_form_that_was_open_when_the_story_was_published_is_refused_with_its_text(desk, draft, editor):
    data = form_of(desk, page(draft)) | {"headline": "My headline"}
    publish(Article.objects.get(), editor)
    for over in ("", "2"):
        response = desk.post(page(draft), data | {"over": over})
        assert "My headline" in response.content.decode()
        assert errors_of(response)
    assert Article.objects.get().headline == draft.headline
    assert "Start an update" in response.content.decode()


@pytest.mark.parametrize("status", ["review", "approved", "spiked", "published", "retracted"])
def test_no_form_changes_the_status_which_the_verbs_do(desk, draft, status):
    sent(desk, page(draft), form_of(desk, page(draft)) | {"status": status, "summary": "Seen"})
    assert (Article.objects.get().status, Article.objects.get().summary) == ("draft", "Seen")


def test_saving_and_publishing_is_one_act(desk, draft):
    data = form_of(desk, page(draft)) | {"headline": "Out now", "_publish": "1"}
    sent(desk, page(draft), data)
    assert Article.objects.published().get().headline == "Out now"
    assert draft.editions.count() == 1


def test_a_refused_publication_keeps_the_text_in_the_form_and_saves_nothing(desk, draft):
    make.quote(draft)
    data = form_of(desk, page(draft)) | {"headline": "Out now", "_publish": "1"}
    data["body"] = data["body"].replace("the report", "the whole report")
    response = desk.post(page(draft), data)
    assert "1 quotation" in errors_of(response)
    assert "the whole report" in response.content.decode()
    assert (Article.objects.get().headline, Quote.objects.get().state) == (draft.headline, "confirmed")


def test_an_update_is_started_edited_and_published_and_keeps_quotations_and_address(desk, story):
    quote = story.quotes.get()
    started = desk.post(reverse("admin:articles_article_start_update", args=[story.pk]))
    copy = Article.objects.get(update_of=story)
    assert started.url == page(copy)
    assert desk.post(reverse("admin:articles_article_start_update", args=[story.pk])).url == page(copy)

    data = form_of(desk, page(copy)) | {
        "headline": "A report is published",
        "update_note": "Headline brought up to date",
    }
    response = sent(desk, page(copy), data | {"_publish": "1"})
    assert response.url == page(story)
    article = Article.objects.get()
    assert (article.pk, article.slug, article.headline) == (story.pk, story.slug, "A report is published")
    assert article.update_note == "Headline brought up to date"
    assert list(article.editions.order_by("number").values_list("number", "kind")) == [(1, "first"), (2, "update")]
    assert article.quotes.get() == quote


def test_an_update_is_discarded_after_a_question(desk, story, editor):
    copy = start_update(story, editor)
    address = reverse("admin:articles_article_discard_update", args=[copy.pk])
    assert "Readers keep the story" in desk.get(address).content.decode()
    assert Article.objects.filter(pk=copy.pk).exists()
    assert desk.post(address, {"reason": "Not needed"}).url == page(story)
    assert list(Article.objects.all()) == [story]
    assert AuditEntry.objects.get(verb="discard update").reason == "Not needed"


def test_only_who_may_change_stories_starts_and_discards_updates(client, viewer, story, editor):
    client.force_login(viewer)
    assert client.post(reverse("admin:articles_article_start_update", args=[story.pk])).status_code == 403
    copy = start_update(story, editor)
    assert client.post(reverse("admin:articles_article_discard_update", args=[copy.pk])).status_code == 403
    assert "/start-update/" not in client.get(page(story)).content.decode()
    assert client.get(reverse("admin:articles_article_start_update", args=[story.pk])).status_code in {403, 405}


@pytest.mark.parametrize("verb", ["start_update", "discard_update"])
def test_verbs_that_do_not_fit_are_refused_with_a_message(desk, draft, verb):
    response = desk.post(reverse(f"admin:articles_article_{verb}", args=[draft.pk]), follow=True)
    assert response.status_code == 200
    assert [m.level_tag for m in response.context["messages"]] == ["error"]


@pytest.mark.parametrize("key", ["0", "999999", "x", "9" * 30])
def test_verbs_on_stories_that_are_none_answer_404(desk, key):
    assert desk.post(f"/admin/articles/article/{key}/start-update/").status_code == 404


def test_a_published_story_is_not_deleted(desk, story):
    refused = desk.post(reverse("admin:articles_article_delete", args=[story.pk]), {"post": "yes"}, follow=True)
    assert "Readers have had this story" in refused.content.decode()
    chosen = {"action": "delete_selected", "_selected_action": [story.pk]}
    assert (
        "Readers have had this story"
        in desk.post(reverse("admin:articles_article_changelist"), chosen).content.decode()
    )
    desk.post(reverse("admin:articles_article_changelist"), chosen | {"post": "yes"})
    assert Article.objects.filter(pk=story.pk).exists()


def test_a_draft_is_deleted_and_leaves_a_trace(desk, draft):
    make.quote(draft)
    sent(desk, reverse("admin:articles_article_delete", args=[draft.pk]), {"post": "yes"})
    assert not Article.objects.exists()
    assert AuditEntry.objects.filter(verb="delete", model="articles.article").exists()


def test_an_old_revision_is_read_but_not_put_back_in_place(desk, story):
    revision = story.history.last()
    address = reverse("admin:articles_article_simple_history", args=[story.pk, revision.history_id])
    assert desk.get(address).status_code == 200
    assert desk.post(address, {"headline": "Other"}).status_code == 403
    assert Article.objects.get().headline == story.headline
