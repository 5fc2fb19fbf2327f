"""The workflow on a story's page: its buttons are there for who may press them, and what they do is kept."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Comment
from tests import make
from tests.admin.pages import form_of, read, sent

pytestmark = pytest.mark.django_db


def page(article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def act(article) -> str:
    return reverse("admin:articles_article_workflow", args=[article.pk])


@pytest.fixture
def draft():
    return make.article(status="draft", publish_at=None)


def as_a(client, group):
    user = make.member(group)
    client.force_login(user)
    return user


def test_a_reporter_sends_the_text_just_typed_to_review_in_one_act(client, draft):
    as_a(client, "Reporter")
    data = form_of(client, page(draft)) | {"headline": "Typed last", "_submit": "1", "remark": "Second quotation?"}
    sent(client, page(draft), data)
    article = Article.objects.get()
    assert (article.headline, article.status, Comment.objects.get().text) == (
        "Typed last",
        "review",
        "Second quotation?",
    )


def test_what_is_in_review_is_for_a_reporter_to_read_and_to_take_back(client, draft):
    as_a(client, "Reporter")
    Article.objects.update(status="review")
    response = client.get(page(draft))
    shown = response.content.decode()
    assert "headline" not in read(response).values
    assert 'name="_take_back"' in shown
    assert 'name="_approve"' not in shown
    assert 'name="_publish"' not in shown
    assert client.post(act(draft), {"_take_back": "1", "opened": draft.version}).status_code == 302
    assert Article.objects.get().status == "draft"


def test_a_reporter_who_sends_an_old_form_of_a_story_in_review_gets_the_text_back_and_changes_nothing(client, draft):
    as_a(client, "Reporter")
    data = form_of(client, page(draft)) | {"headline": "Too late"}
    Article.objects.update(status="review")
    response = client.post(page(draft), data)
    assert "Too late" in response.content.decode()
    assert "Ask for it to be sent back" in response.content.decode()
    assert Article.objects.get().headline == draft.headline


@pytest.mark.parametrize("name", ["_approve", "_send_back", "_spike", "_unspike"])
def test_a_reporter_who_sends_what_has_no_button_for_reporters_is_refused(client, draft, name):
    as_a(client, "Reporter")
    Article.objects.update(status="spiked" if name == "_unspike" else "review")
    before = Article.objects.values().get()
    client.post(act(draft), {name: "1", "remark": "because"})
    assert Article.objects.values().get() == before
    assert not Comment.objects.exists()


def test_an_editor_approves_what_was_looked_at_and_no_newer_version(client, draft):
    as_a(client, "Editor")
    Article.objects.update(status="review", version=7)
    client.post(act(draft), {"_approve": "1", "opened": "6"})
    assert Article.objects.get().status == "review"
    client.post(act(draft), {"_approve": "1", "opened": "7"})
    assert Article.objects.get().status == "approved"


def test_an_editor_sends_back_with_a_reason_and_not_without(client, draft):
    as_a(client, "Editor")
    Article.objects.update(status="review")
    data = form_of(client, page(draft))
    response = client.post(page(draft), data | {"_send_back": "1", "remark": ""})
    assert "Say what is to be changed" in response.content.decode()
    sent(client, page(draft), data | {"_send_back": "1", "remark": "Who is the minister?"})
    assert Article.objects.get().status == "draft"
    assert "Who is the minister?" in client.get(page(draft)).content.decode()


def test_a_story_is_assigned_by_user_name(client, draft):
    as_a(client, "Editor")
    colleague = make.member("Reporter", "ines")
    sent(client, page(draft), form_of(client, page(draft)) | {"assignee": "ines", "_assign": "1"})
    assert Article.objects.get().assignment.user == colleague
    response = client.post(page(draft), form_of(client, page(draft)) | {"assignee": "nobody", "_assign": "1"})
    assert "Nobody with the user name “nobody” works here." in response.content.decode()


def test_a_remark_typed_beside_a_plain_save_is_kept_as_a_comment(client, draft):
    as_a(client, "Reporter")
    sent(client, page(draft), form_of(client, page(draft)) | {"remark": "I will call them", "_continue": "1"})
    assert Comment.objects.get().text == "I will call them"


def test_who_may_only_look_has_no_buttons_and_is_refused(client, viewer, draft):
    client.force_login(viewer)
    shown = client.get(page(draft)).content.decode()
    assert 'class="act' not in shown
    for name in ("_submit", "_comment", "_assign"):
        client.post(act(draft), {name: "1", "remark": "x", "assignee": "viewer"})
    assert (Article.objects.get().status, Comment.objects.count()) == ("draft", 0)


class TestEmbargoOnTheDesk:
    """What is under embargo is seen by those who write and those with the right to it, on every page of the desk."""

    @pytest.fixture
    def hidden(self):
        article = make.article("An embargoed headline", embargo_until=timezone.now() + timedelta(hours=2))
        quote = make.quote(article)
        make.hop(article, make.source())
        make.mention(article, quote.speaker_person)
        return article

    def addresses(self, article):
        quote = article.quotes.get()
        names = ["article", "quote", "hop", "mention"]
        lists = [reverse(f"admin:articles_{name}_changelist") for name in names]
        field = "app_label=articles&model_name=hop&field_name=article&term=embargoed"
        inner = f"app_label=articles&model_name=quote&field_name=within&term=report&article={article.pk}"
        return [
            *lists,
            f"{reverse('admin:autocomplete')}?{field}",
            f"{reverse('admin:autocomplete')}?{inner}",
            page(article),
            reverse("admin:articles_article_history", args=[article.pk]),
            reverse("admin:articles_quote_change", args=[quote.pk]),
            reverse("admin:articles_quote_history", args=[quote.pk]),
        ]

    def shown(self, client, article):
        answers = [client.get(address, follow=True).content.decode() for address in self.addresses(article)]
        return ["embargoed headline" in text or "We will publish the report" in text for text in answers]

    def test_view_only_staff_see_nothing_of_it(self, client, viewer, hidden):
        client.force_login(viewer)
        assert self.shown(client, hidden) == [False] * 10

    def test_those_with_the_right_see_it(self, client, viewer, hidden):
        viewer.user_permissions.add(Permission.objects.get(codename="embargo_article"))
        client.force_login(viewer)
        shown = self.shown(client, hidden)
        assert shown[0]
        assert shown[1]
        assert shown[6]
        assert shown[8]


def test_staff_without_the_right_to_stories_see_none_in_autocompletes_and_histories(client, draft):
    user = make.member("")
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_person", "change_person"]))
    client.force_login(user)
    base = f"{reverse('admin:autocomplete')}?app_label=articles&model_name=hop&field_name=article&term=report"
    assert client.get(base).status_code == 403
    assert client.get(page(draft)).status_code == 403
    assert client.get(reverse("admin:articles_article_history", args=[draft.pk])).status_code == 403
    assert client.post(act(draft), {"_comment": "1", "remark": "x"}).status_code == 403
