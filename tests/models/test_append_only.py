"""What is written once stays: one by one, in bulk, and from the other side of a relation."""

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from articles.editorial.auditing import record
from articles.editorial.publishing import publish
from articles.models import AuditEntry, Edition
from tests import make

pytestmark = pytest.mark.django_db
WRITTEN_ONCE = [AuditEntry, Edition]


@pytest.fixture
def story():
    return publish(make.article(status="draft", publish_at=None), make.member(name="ines"))


@pytest.mark.parametrize("model", WRITTEN_ONCE)
@pytest.mark.parametrize(
    "act",
    [
        lambda rows: rows.update(user=None),
        lambda rows: rows.all().delete(),
        lambda rows: rows.bulk_update(list(rows.all()), ["user"]),
        lambda rows: rows.bulk_create(
            list(rows.all()), update_conflicts=True, unique_fields=["id"], update_fields=["user"]
        ),
        lambda rows: rows.update_or_create(pk=rows.get().pk, defaults={"user": None}),
        lambda rows: rows.get().save(),
        lambda rows: rows.get().delete(),
    ],
    ids=["update", "delete", "bulk_update", "upsert", "update_or_create", "save", "delete one"],
)
def test_no_row_is_changed_or_deleted(story, model, act):
    before = list(model.objects.values())
    with pytest.raises(TypeError, match="record"), transaction.atomic():
        act(model.objects)
    assert list(model.objects.values()) == before


def test_nor_by_way_of_the_story(story):
    for rows in (story.editions, story.audit):
        with pytest.raises(TypeError, match="record"):
            rows.update(user=None)
        with pytest.raises(TypeError, match="record"):
            rows.all().delete()


def test_what_somebody_did_stays_when_their_account_goes(story):
    User.objects.get(username="ines").delete()
    entry = AuditEntry.objects.get(verb="publish")
    assert (entry.user, entry.username) == (None, "ines")
    assert Edition.objects.get().user is None


def test_what_was_done_to_a_draft_stays_when_the_draft_goes():
    draft = make.article(status="draft")
    record(None, "save", draft)
    draft.delete()
    assert AuditEntry.objects.get().article is None
