"""Links to a story that readers do not have: who makes them, for how long they open, and when no longer."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.signing import Signer
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles.editorial.errors import Blocked, NotAllowed
from articles.editorial.publishing import discard_update, publish, start_update
from articles.editorial.sharing import opened, revoke, share, token
from articles.models import Article, AuditEntry, ShareLink
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db):
    return make.member("Editor", "ines")


@pytest.fixture
def draft(db):
    return make.article(status="draft", publish_at=None)


def test_a_link_opens_for_three_days_unless_told_otherwise(draft, editor):
    link = share(draft, editor, note="  the minister's office ")
    assert opened(token(link)) == link
    assert timedelta(hours=71) < link.expires - timezone.now() <= timedelta(hours=72)
    assert link.note == "the minister's office"
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.article, entry.username) == ("share", draft, "ines")


@pytest.mark.parametrize("lasting", [timedelta(0), -timedelta(hours=1), timedelta(days=30, seconds=5)])
def test_a_link_that_never_opens_or_lasts_too_long_is_refused(draft, editor, lasting):
    with pytest.raises(Blocked, match="30 days"):
        share(draft, editor, expires=timezone.now() + lasting)
    assert not ShareLink.objects.exists()


def test_a_note_that_is_too_long_is_refused_on_both_databases(draft, editor):
    with pytest.raises(ValidationError):
        share(draft, editor, note="x" * 201)
    assert not AuditEntry.objects.exists()


def test_reporters_do_not_share(draft):
    with pytest.raises(NotAllowed):
        share(draft, make.member("Reporter"))


def test_what_readers_have_or_what_was_retracted_is_not_shared(editor):
    with pytest.raises(Blocked, match="own address"):
        share(make.article(), editor)
    with pytest.raises(Blocked, match="retracted"):
        share(make.article(status="retracted"), editor)


def test_an_embargoed_story_is_shared_by_those_with_the_right_to_embargoes(editor):
    later = timezone.now() + timedelta(days=1)
    hidden = make.article(status="draft", embargo_until=later)
    assert opened(token(share(hidden, editor)))
    other = make.member("")
    other.user_permissions.set(Permission.objects.filter(codename__in=["share_article", "view_article"]))
    with pytest.raises(NotAllowed, match="embargo"):
        share(hidden, other)


class TestAnOpenLink:
    @pytest.fixture
    def link(self, draft, editor):
        return share(draft, editor)

    def test_is_closed_by_revoking_it_with_a_trace(self, link, editor):
        revoke(link, editor, reason="sent to the wrong address")
        assert opened(token(link)) is None
        assert (link.revoked_by, link.state) == (editor, "revoked")
        entry = AuditEntry.objects.get(verb="revoke link")
        assert (entry.reason, entry.article) == ("sent to the wrong address", link.article)

    def test_revoked_twice_keeps_who_revoked_it_first(self, link, editor):
        revoke(link, editor)
        first = link.revoked
        revoke(link, make.member("Chief editor"))
        assert (link.revoked, link.revoked_by) == (first, editor)
        assert AuditEntry.objects.filter(verb="revoke link").count() == 1

    def test_is_not_revoked_by_a_reporter(self, link):
        with pytest.raises(NotAllowed):
            revoke(link, make.member("Reporter"))
        assert opened(token(link))

    def test_is_over_at_its_time(self, link):
        ShareLink.objects.filter(pk=link.pk).update(
            created=timezone.now() - timedelta(days=2), expires=timezone.now() - timedelta(seconds=1)
        )
        assert opened(token(link)) is None

    def test_goes_with_its_story(self, link):
        given_token = token(link)
        link.article.delete()
        assert opened(given_token) is None

    def test_closes_when_its_story_is_retracted(self, link):
        Article.objects.update(status="retracted")
        assert opened(token(link)) is None

    def test_closes_when_who_made_it_may_no_longer_share(self, link, editor):
        editor.groups.clear()
        assert opened(token(link)) is None

    def test_closes_when_who_made_it_leaves(self, link, editor):
        type(editor).objects.update(is_active=False)
        assert opened(token(link)) is None

    def test_closes_when_an_embargo_is_set_that_who_made_it_may_not_pass(self, draft):
        other = make.member("")
        other.user_permissions.set(Permission.objects.filter(codename="share_article"))
        given_token = token(share(draft, other))
        Article.objects.update(embargo_until=timezone.now() + timedelta(days=1))
        assert opened(given_token) is None
        Article.objects.update(embargo_until=None)
        assert opened(given_token)

    def test_does_not_open_by_a_signature_for_something_else(self, link):
        assert opened(Signer(salt="other", sep=".").sign(link.key)) is None
        assert opened(link.key) is None

    def test_does_not_open_where_the_secret_is_another(self, link, settings):
        given_token = token(link)
        settings.SECRET_KEY = "another secret of more than thirty-two characters"
        assert opened(given_token) is None


def test_keys_hold_at_least_128_bits_and_never_repeat(draft, editor):
    keys = {ShareLink(article=draft, created_by=editor).key for _ in range(500)}
    assert len(keys) == 500
    assert all(len(key) * 6 >= 128 for key in keys)


@given(st.text(max_size=80))
def test_no_other_text_opens_anything_or_breaks(text):
    assert opened(text) is None


def test_a_link_to_a_working_copy_stays_with_the_story_when_the_update_is_out(editor):
    make.quote(story := make.article())
    chief = make.member()
    copy = start_update(story, chief)
    link = share(copy, editor)
    copy.headline = "Another headline"
    publish(copy, chief)
    assert opened(token(link)).article == story


def test_a_link_to_a_discarded_working_copy_leads_to_the_story(editor):
    story = make.article()
    copy = start_update(story, None)
    link = share(copy, editor)
    discard_update(copy, None)
    assert opened(token(link)).article == story
