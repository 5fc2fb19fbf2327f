"""Making, copying and revoking share links on the desk; and the way to preview and timeline from the story's page."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.editorial.publishing import publish
from articles.editorial.sharing import share
from articles.models import Article, AuditEntry, ShareLink
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make.article("A draft headline", status="draft", publish_at=None)


def page(article, name="share") -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def test_a_link_is_made_copied_opened_and_revoked(desk, client, draft):
    desk.post(page(draft), {"_share": "1", "hours": "168", "note": "the lawyer"})
    link = ShareLink.objects.get()
    assert timedelta(days=6) < link.expires - timezone.now() <= timedelta(days=7)
    shown = desk.get(page(draft)).content.decode()
    address = re.search(r'readonly value="(http://testserver[^"]+)"', shown)[1]
    assert "the lawyer" in shown
    assert "never opened" in shown
    client.logout()
    assert "A draft headline" in client.get(address).content.decode()
    client.force_login(link.created_by)
    assert "last opened" in client.get(page(draft)).content.decode()
    desk.post(page(draft), {"_revoke": link.pk})
    assert "revoked by editor" in desk.get(page(draft)).content.decode()
    assert client.get(address).status_code == 404
    assert list(AuditEntry.objects.values_list("verb", flat=True)) == ["revoke link", "share"]


@pytest.mark.parametrize("given", [{"hours": "9999"}, {"hours": ""}, {"hours": "24", "note": "x" * 201}])
def test_what_cannot_be_is_refused_at_its_field(desk, draft, given):
    response = desk.post(page(draft), {"_share": "1"} | given)
    assert response.context["form"].errors
    assert not ShareLink.objects.exists()


@pytest.mark.parametrize("given", ["x", "7", "99999999999999999999"])
def test_a_link_of_another_story_is_not_revoked_here(desk, draft, editor, given):
    link = share(make.article(status="draft"), editor)
    assert desk.post(page(draft), {"_revoke": given if given != "7" else link.pk}).status_code == 404
    link.refresh_from_db()
    assert link.revoked is None


def test_a_reporter_neither_shares_nor_revokes_nor_sees_links(client, draft, editor):
    link = share(draft, editor)
    client.force_login(make.member("Reporter"))
    assert client.get(page(draft)).status_code == 403
    assert client.post(page(draft), {"_share": "1", "hours": "24"}).status_code == 403
    assert client.post(page(draft), {"_revoke": link.pk}).status_code == 403
    assert client.get("/admin/articles/sharelink/").status_code == 403
    assert ShareLink.objects.filter(revoked=None).count() == 1
    story = client.get(reverse("admin:articles_article_change", args=[draft.pk])).content.decode()
    assert page(draft) not in story
    assert page(draft, "preview") in story


def test_what_readers_have_is_not_shared_but_sent_by_its_address(desk, draft, editor):
    article = publish(draft, editor)
    assert article.get_absolute_url() in desk.get(page(article)).content.decode()
    desk.post(page(article), {"_share": "1", "hours": "24"})
    assert not ShareLink.objects.exists()


def test_the_desks_address_of_a_preview_leads_to_it(desk, draft):
    shown = desk.get(page(draft, "preview"), follow=True)
    assert "Preview: not published." in shown.content.decode()


def test_the_timeline_stands_on_the_storys_page_and_on_one_of_its_own(desk, draft, editor):
    share(draft, editor, note="the lawyer")
    for address in (page(draft, "change"), page(draft, "timeline")):
        shown = desk.get(address).content.decode()
        assert "made a share link" in shown
        assert "the lawyer" in shown


@pytest.mark.parametrize("given", ["x", "2026-13-45T00:00:00Z", "2026-05-01", "2026-05-01T00:00:00", "\x00"])
def test_a_moment_that_is_none_shows_the_newest(desk, draft, editor, given):
    share(draft, editor)
    response = desk.get(page(draft, "timeline"), {"before": given})
    assert "made a share link" in response.content.decode()


def test_the_timeline_goes_on_page_by_page(desk, draft, editor):
    for n in range(60):
        share(draft, editor, note=f"for {n}.")
    shown = desk.get(page(draft, "timeline")).content.decode()
    assert "for 59." in shown
    assert "for 9." not in shown
    earlier = re.search(r'rel="next" href="([^"]+)"', shown)[1]
    older = desk.get(page(draft, "timeline") + earlier).content.decode()
    assert "for 9." in older
    assert "for 10." not in older


class TestTheTableOfLinks:
    def test_lists_them_and_revokes_several(self, desk, draft, editor):
        links = [share(draft, editor, note=f"for {n}") for n in range(3)]
        chosen = {"action": "revoke", "_selected_action": [link.pk for link in links[:2]]}
        shown = desk.post("/admin/articles/sharelink/", chosen, follow=True).content.decode()
        assert "2 links revoked." in shown
        assert ShareLink.objects.filter(revoked=None).get() == links[2]
        assert "for 0" not in desk.get("/admin/articles/sharelink/", {"link": "open"}).content.decode()

    def test_never_shows_what_opens_them(self, desk, draft, editor):
        link = share(draft, editor)
        for address in ("/admin/articles/sharelink/", f"/admin/articles/sharelink/{link.pk}/change/"):
            assert link.key not in desk.get(address).content.decode()

    def test_costs_the_same_with_many(self, desk, editor, django_assert_max_num_queries):
        for _ in range(30):
            share(make.article(status="draft"), editor)
        Article.objects.update(status="draft")
        desk.get("/admin/articles/sharelink/")
        with django_assert_max_num_queries(8):
            desk.get("/admin/articles/sharelink/")
        one = Article.objects.first()
        for _ in range(30):
            share(one, editor)
        with django_assert_max_num_queries(10):
            desk.get(page(one))
