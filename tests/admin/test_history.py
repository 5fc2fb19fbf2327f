"""The revisions of a record on the desk: who changed what, any two compared, and the way back."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.editorial import autosaving
from articles.editorial.publishing import discard_update, publish, start_update
from articles.editorial.quoting import confirm
from articles.editorial.revisions import quotes_at
from articles.editorial.saving import remove_article, save_article
from articles.models import Article, AuditEntry, Quote
from tests import make
from tests.admin.pages import form_of, sent

pytestmark = pytest.mark.django_db


def at(name, *args) -> str:
    return reverse(f"admin:articles_{name}", args=args)


def text(response) -> str:
    assert response.status_code == 200, response
    return response.content.decode()


def changes_in(page: str) -> str:
    return page[page.index('<div class="record">') : page.index('id="footer"')]


@pytest.fixture
def draft():
    return make.article(
        "First headline", status="draft", publish_at=None, body='"We will publish the report," the minister said.'
    )


@pytest.fixture
def rewritten(draft, editor):
    quote = make.quote(draft, "We will publish the report", state="suggested")
    draft.headline, draft.source = "Second headline", make.source("Agency")
    draft.body += " It is long and was late."
    save_article(draft, editor)
    confirm(Quote.objects.get(pk=quote.pk), editor)
    draft.refresh_from_db()
    return draft


class TestTheList:
    def test_tells_who_changed_what_and_why(self, desk, rewritten, editor):
        row = Article.objects.get()
        row._change_reason, row.summary, row._history_user = "asked by the source", "In short.", editor
        row.save()
        page = text(desk.get(at("article_history", rewritten.pk)))
        assert "headline: First headline → Second headline" in page
        assert "body (6 words more)" in page
        assert "source: – → Agency" in page
        assert "asked by the source" in page
        assert "made" in page

    def test_greys_what_was_saved_by_itself(self, desk, draft):
        draft._change_reason = autosaving.REASON
        draft.save()
        page = text(desk.get(at("article_history", draft.pk)))
        assert 'class="by-itself"' in page
        assert "saved by itself" in page

    def test_goes_on_page_by_page_and_costs_the_same(self, desk, draft):
        def cost(address) -> int:
            with CaptureQueriesContext(connection) as captured:
                text(desk.get(address))
            return len(captured)

        address = at("article_history", draft.pk)
        desk.get(address)
        few = cost(address)
        for n in range(60):
            draft.headline = f"Headline {n}"
            draft.source = make.source()
            draft.save()
        assert cost(address) <= few + 1  # the names of the sources
        assert "page 1 of 3" in text(desk.get(address))
        last = text(desk.get(address, {"p": "3"}))
        assert "First headline → Headline 0" in last
        assert "the first on record" not in last
        assert cost(address + "?p=3") <= few + 1

    def test_of_what_was_loaded_and_never_saved_is_empty(self, desk, seeds):
        page = text(desk.get(at("article_history", Article.objects.first().pk)))
        assert "No revision is on record yet" in page

    @pytest.mark.parametrize("given", ["x", "-1", "99999999999999999999", "0"])
    def test_of_what_never_was_is_not_there(self, desk, given):
        assert desk.get(at("article_history", given)).status_code == 404


class TestTwoRevisions:
    def test_are_compared_with_their_words_marked(self, desk, rewritten):
        new, old = rewritten.history.order_by("-history_id")
        page = text(desk.get(at("article_compare", rewritten.pk), {"from": old.history_id, "to": new.history_id}))
        assert "First headline</del>" in page
        assert "Second headline</ins>" in page
        assert " It is long and was late.</ins>" in page
        assert "the minister said." in page

    def test_are_compared_the_older_one_first_whichever_is_named_first(self, desk, rewritten):
        new, old = rewritten.history.order_by("-history_id")
        one, other = ({"from": a.history_id, "to": b.history_id} for a, b in ((old, new), (new, old)))
        address = at("article_compare", rewritten.pk)
        assert changes_in(text(desk.get(address, one))) == changes_in(text(desk.get(address, other)))

    def test_tell_what_happened_to_the_quotations(self, desk, rewritten, editor):
        rewritten.body = rewritten.body.replace("publish", "print") + ' "A new one," she said.'
        save_article(rewritten, editor)
        make.quote(rewritten, "A new one")
        new, old = list(rewritten.history.order_by("-history_id"))[:2]
        page = text(desk.get(at("article_compare", rewritten.pk), {"from": old.history_id, "to": new.history_id}))
        assert "State: confirmed → altered" in page
        assert 'class="quote-added"' in page

    def test_of_which_one_is_missing_lead_back_to_the_list(self, desk, rewritten):
        for given in ({}, {"from": "x", "to": "y"}, {"from": rewritten.history.first().pk, "to": 10**20}):
            response = desk.get(at("article_compare", rewritten.pk), given)
            assert response["Location"] == at("article_history", rewritten.pk)

    def test_of_two_stories_are_not_compared(self, desk, rewritten):
        other = make.article().history.get()
        mine = rewritten.history.first()
        response = desk.get(at("article_compare", rewritten.pk), {"from": mine.pk, "to": other.pk})
        assert response.status_code == 302


def test_the_quotations_of_a_revision_are_those_until_the_next_one(rewritten):
    new, old = rewritten.history.order_by("-history_id")
    assert [quote.state for quote in quotes_at(old)] == ["suggested"]
    assert [quote.state for quote in quotes_at(new)] == ["confirmed"]
    rewritten.quotes.get().delete()
    assert quotes_at(rewritten.history.latest()) == []


class TestRestoring:
    def restore(self, desk, article, revision, **data):
        address = at("article_restore", article.pk, revision.history_id)
        return desk.post(address, {"opened": article.version} | data, follow=True)

    def test_an_old_text_comes_back_and_the_present_one_stays_in_the_history(self, desk, rewritten):
        old = rewritten.history.order_by("history_id").first()
        page = text(desk.get(at("article_simple_history", rewritten.pk, old.history_id)))
        assert "Restore this text" in page
        assert "Quotations as they stood then" in page
        shown = text(self.restore(desk, rewritten, old, reason="the first was right"))
        assert "The text of then is back" in shown
        assert Article.objects.get().headline == "First headline"
        assert rewritten.history.filter(headline="Second headline").exists()
        assert Quote.objects.get().state == "confirmed"

    def test_a_text_saved_meanwhile_is_not_replaced(self, desk, rewritten):
        old = rewritten.history.order_by("history_id").first()
        Article.objects.update(version=99)
        assert "Somebody else has saved this story" in text(self.restore(desk, rewritten, old))
        assert Article.objects.get().headline == "Second headline"

    def test_what_readers_have_is_restored_into_an_update(self, desk, rewritten, editor):
        old = rewritten.history.order_by("history_id").first()
        story = publish(Article.objects.get(), editor)
        address = at("article_simple_history", story.pk, old.history_id)
        assert "Start an update to put this text back." in text(desk.get(address))
        assert "Start an update" in text(self.restore(desk, story, old))
        copy = start_update(story, editor)
        assert "Restore this text into the open update" in text(desk.get(address))
        desk.post(at("article_restore", story.pk, old.history_id), {"opened": copy.version})
        assert Article.objects.get(pk=copy.pk).headline == "First headline"
        assert Article.objects.get(pk=story.pk).headline == "Second headline"

    def test_is_not_for_who_may_only_look(self, client, viewer, rewritten):
        client.force_login(viewer)
        old = rewritten.history.order_by("history_id").first()
        assert "Restore" not in text(client.get(at("article_simple_history", rewritten.pk, old.history_id)))
        self.restore(client, rewritten, old)
        assert Article.objects.get().headline == "Second headline"

    def test_is_asked_for_by_sending_a_form(self, desk, rewritten):
        old = rewritten.history.order_by("history_id").first()
        assert desk.get(at("article_restore", rewritten.pk, old.history_id)).status_code == 405


class TestWhatWasDeleted:
    def test_is_listed_and_comes_back(self, desk, draft, editor):
        remove_article(draft, editor, reason="a duplicate")
        page = text(desk.get(at("article_deleted")))
        assert "First headline" in page
        assert "a duplicate" in page
        entry = AuditEntry.objects.get(verb="delete")
        shown = text(desk.post(at("article_restore_deleted", entry.pk), follow=True))
        assert "It is back on the desk" in shown
        assert Article.objects.get().headline == "First headline"
        assert "It is on the desk again." in text(desk.get(at("article_deleted")))
        again = text(desk.post(at("article_restore_deleted", entry.pk), follow=True))
        assert "on the desk already" in again

    def test_has_its_history_still(self, desk, rewritten, editor):
        quote = rewritten.quotes.get()
        remove_article(Article.objects.get(), editor)
        page = text(desk.get(at("article_history", rewritten.pk)))
        assert "This record was deleted." in page
        assert "Second headline" in page
        last, first = rewritten.history.first(), rewritten.history.last()
        assert "It is long" in text(desk.get(at("article_simple_history", rewritten.pk, last.history_id)))
        both = {"from": first.history_id, "to": last.history_id}
        assert "Second headline" in text(desk.get(at("article_compare", rewritten.pk), both))
        assert "We will publish" in text(desk.get(at("quote_history", quote.pk)))
        assert desk.post(at("article_restore", rewritten.pk, last.history_id)).status_code == 404

    def test_a_discarded_update_comes_back_as_an_update(self, desk, editor):
        story = make.article("Readers' headline")
        copy = start_update(story, editor)
        discard_update(copy, editor)
        assert "working copy" in text(desk.get(at("article_deleted")))
        desk.post(at("article_restore_deleted", AuditEntry.objects.get(verb="discard update").pk))
        assert story.updates.count() == 1

    def test_is_for_those_who_may_delete(self, client, draft, editor):
        remove_article(draft, editor)
        entry = AuditEntry.objects.get()
        for group in ("Reporter", "Editor", ""):
            client.force_login(make.member(group))
            assert client.get(at("article_deleted")).status_code == 403
            assert client.post(at("article_restore_deleted", entry.pk)).status_code == 403
        assert not Article.objects.exists()
        client.force_login(make.member("Chief editor"))
        assert "First headline" in text(client.get(at("article_deleted")))

    def test_costs_the_same_however_much_it_is(self, desk, editor, django_assert_max_num_queries):
        for n in range(40):
            remove_article(make.article(f"Deleted {n}", status="draft", publish_at=None), editor)
        desk.get(at("article_deleted"))
        with django_assert_max_num_queries(8):
            page = text(desk.get(at("article_deleted")))
        assert page.count("Restore as a draft") == 25


class TestWhatWasUnderEmbargo:
    """View-only staff read nothing of it in any page of its history, also when it is gone."""

    @pytest.fixture
    def hidden(self):
        article = make.article(
            "An embargoed headline", status="draft", embargo_until=timezone.now() + timedelta(hours=2)
        )
        make.quote(article)
        article.save()
        return article

    def addresses(self, article, quote):
        new, old = article.history.order_by("-history_id")[:2]
        both = f"?from={old.history_id}&to={new.history_id}"
        return [
            at("article_history", article.pk),
            at("article_simple_history", article.pk, old.history_id),
            at("article_compare", article.pk) + both,
            at("quote_history", quote.pk),
            at("quote_simple_history", quote.pk, quote.history.first().history_id),
            at("quote_compare", quote.pk),
        ]

    def test_while_it_is_there(self, client, viewer, hidden):
        client.force_login(viewer)
        addresses = [*self.addresses(hidden, hidden.quotes.get()), at("article_timeline", hidden.pk)]
        addresses += [at("article_share", hidden.pk), at("article_preview", hidden.pk)]
        assert {client.get(address).status_code for address in addresses} <= {403, 404}

    def test_when_it_is_gone(self, client, viewer, hidden, editor):
        quote = hidden.quotes.get()
        remove_article(Article.objects.get(), editor)
        addresses = self.addresses(hidden, quote)
        client.force_login(viewer)
        assert {client.get(address).status_code for address in addresses} <= {403, 404}
        viewer.user_permissions.add(Permission.objects.get(codename="embargo_article"))
        client.force_login(viewer)
        assert [client.get(address).status_code for address in addresses[:5]] == [200] * 5

    def test_in_the_list_of_what_was_deleted(self, client, viewer, hidden, editor):
        remove_article(hidden, editor)
        viewer.user_permissions.add(Permission.objects.get(codename="delete_article"))
        client.force_login(viewer)
        assert "embargoed headline" not in text(client.get(at("article_deleted")))
        entry = AuditEntry.objects.get(verb="delete")
        assert client.post(at("article_restore_deleted", entry.pk)).status_code == 403


@pytest.mark.parametrize("name", ["article", "quote", "person", "source", "role"])
def test_revisions_are_for_those_with_the_right_to_the_record(client, draft, name):
    quote = make.quote(draft)
    role = make.role(quote.speaker_person, organisation=make.source())
    rows = {"article": draft, "quote": quote, "person": quote.speaker_person, "role": role}
    row = (rows | {"source": role.organisation})[name]
    first = type(row).history.filter(id=row.pk).first()
    addresses = [
        at(f"{name}_history", row.pk),
        at(f"{name}_simple_history", row.pk, first.history_id),
        at(f"{name}_compare", row.pk),
    ]
    client.force_login(make.member(""))
    assert {client.get(address).status_code for address in addresses} <= {403, 404}
    viewer = make.member("")
    viewer.user_permissions.set(Permission.objects.filter(codename=f"view_{name}"))
    client.force_login(viewer)
    assert [client.get(address).status_code for address in addresses] == [200, 200, 302]
    assert client.post(addresses[1], {}).status_code == 403


@pytest.mark.parametrize("make_row", [make.person, make.source], ids=["person", "source"])
def test_an_old_revision_of_a_record_is_put_back_by_saving_it(desk, make_row):
    row = make_row("First name")
    name, first = row._meta.model_name, row.history.get()
    address = at(f"{name}_change", row.pk)
    sent(desk, address, form_of(desk, address) | {"name": "Second name"})
    page = text(desk.get(at(f"{name}_history", row.pk)))
    assert f"name: {first.name} → Second name" in page
    old = at(f"{name}_simple_history", row.pk, first.history_id)
    sent(desk, old, form_of(desk, old))
    row.refresh_from_db()
    assert row.name == first.name
    assert AuditEntry.objects.filter(verb="save", data__fields=["name"]).count() == 2


def test_an_old_revision_of_a_role_is_put_back_by_saving_it(desk):
    role = make.role(make.person(), "minister", start="2020")
    first = role.history.get()
    address = at("role_change", role.pk)
    sent(desk, address, form_of(desk, address) | {"title": "prime minister"})
    old = at("role_simple_history", role.pk, first.history_id)
    sent(desk, old, form_of(desk, old))
    role.refresh_from_db()
    assert (role.title, role.start) == ("minister", "2020")


def test_a_quotation_is_not_put_back_past_its_text(desk, rewritten):
    quote = rewritten.quotes.get()
    first = quote.history.last()
    address = at("quote_simple_history", quote.pk, first.history_id)
    assert "suggested" in text(desk.get(address))
    assert desk.post(address, {}).status_code == 403
    quote.refresh_from_db()
    assert quote.state == "confirmed"
