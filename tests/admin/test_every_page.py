"""Every table has its pages on the desk; they open for who may see them, and cost the same however full they are."""

import io

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from articles.editorial import presence
from articles.editorial.distinct import set_apart
from articles.editorial.merging import merge
from articles.editorial.publishing import publish
from articles.editorial.sharing import share
from articles.editorial.workflow import assign, comment
from articles.models import (
    Article,
    AuditEntry,
    Correction,
    Photo,
    Placement,
    Preference,
    Redirect,
    Rendition,
)
from tests import make
from tests.admin.pages import read

pytestmark = pytest.mark.django_db

MODELS = sorted(
    (m for m in admin.site._registry if m._meta.app_label == "articles"), key=lambda model: model._meta.model_name
)
WRITTEN_ONCE = "Assignment AuditEntry Comment Correction Distinct Edition Merge Moved Placement Presence Rendition"
READ_ONLY = {m for m in MODELS if m.__name__ in [*WRITTEN_ONCE.split(), "ShareLink"]}


def png(size=(40, 30)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def one_of_each(editor):
    """One row of every table, by model."""
    draft = make.article(status="draft", publish_at=None, source=make.source(), topics=[make.topic()])
    quote = make.quote(draft)
    make.mention(draft, quote.speaker_person, description="the minister")
    make.hop(draft, make.source())
    make.role(quote.speaker_person, organisation=make.source())
    assign(draft, editor, editor)
    comment(draft, editor, "Who is the minister?")
    presence.here(draft, editor)
    share(draft, editor, note="the minister's office")
    story = publish(Article.objects.get(pk=draft.pk), editor)
    photo = Photo.objects.create(alt="A hall", credit="A. Photographer", file=ContentFile(png(), "hall.png"))
    Rendition.objects.create(photo=photo, format="png", width=40, height=30, file=ContentFile(png(), "r.png"))
    Correction.objects.create(article=story, edition=story.editions.get(), note="A name", made=timezone.now())
    Redirect.objects.leave(story, "old-address")
    Placement.objects.create(article=story, sha256="0" * 64)
    set_apart(make.person(), make.person(), editor)
    merge(make.person(), quote.speaker_person, editor)
    return {model: model.objects.first() for model in MODELS}


def page(model, what, *args):
    return reverse(f"admin:articles_{model._meta.model_name}_{what}", args=args)


def test_every_table_is_on_the_desk_but_those_that_are_derived_and_what_each_user_sets_in_its_head():
    tables = {ct.model_class() for ct in ContentType.objects.filter(app_label="articles")} - {None}
    records = {m for m in tables if not m.__name__.startswith("Historical") and not getattr(m, "derived", False)}
    assert records - {Preference} == set(MODELS)


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_an_editor_opens_list_search_page_history_and_form(desk, one_of_each, model):
    assert desk.get(page(model, "changelist")).status_code == 200
    assert desk.get(page(model, "changelist"), {"q": "e é “\x00” 'x"}).status_code == 200
    key = one_of_each[model].pk
    assert desk.get(page(model, "change", key)).status_code == 200
    assert desk.get(page(model, "history", key)).status_code == 200
    assert desk.get(page(model, "add")).status_code == (403 if model in READ_ONLY else 200)
    if model not in READ_ONLY:
        assert desk.get(page(model, "delete", key)).status_code in {200, 302, 403}


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_who_may_look_looks_and_changes_nothing(client, viewer, one_of_each, model):
    client.force_login(viewer)
    key = one_of_each[model].pk
    assert client.get(page(model, "changelist")).status_code == 200
    assert client.get(page(model, "change", key)).status_code == 200
    assert client.get(page(model, "add")).status_code == 403
    assert client.post(page(model, "change", key), {}).status_code == 403
    assert client.post(page(model, "delete", key), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_readers_and_strangers_are_sent_to_the_login(client, reader, one_of_each, model):
    addresses = [page(model, "changelist"), page(model, "add"), page(model, "change", one_of_each[model].pk)]
    assert [client.get(a).status_code for a in addresses] == [302, 302, 302]
    client.force_login(reader)
    assert [client.get(a).status_code for a in addresses] == [302, 302, 302]


@pytest.mark.parametrize("model", sorted(READ_ONLY, key=lambda m: m.__name__), ids=lambda m: m.__name__)
def test_what_is_written_once_is_not_written_on_the_desk(desk, one_of_each, model):
    key = one_of_each[model].pk
    assert desk.post(page(model, "change", key), {"note": "other"}).status_code == 403
    assert desk.post(page(model, "delete", key), {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=key).exists()


def story_with(quotes: int) -> Article:
    """A draft with so many quotations, each by a speaker of its own in a role of their own."""
    body = " ".join(f"“Sentence number {n},” said speaker {n}." for n in range(quotes))
    article = make.article(body=body, status="draft", publish_at=None, source=make.source(), topics=[make.topic()])
    for n in range(quotes):
        who = make.person()
        role = make.role(who, organisation=make.source())
        make.quote(article, f"Sentence number {n},", speaker_person=who, role=role, via=make.source())
        make.mention(article, who)
        make.hop(article, make.source(), order=n + 1)
    return article


def queries(browser, address) -> int:
    browser.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


def test_a_storys_page_costs_the_same_with_5_and_with_40_quotations(desk):
    few, many = story_with(5), story_with(40)
    assert queries(desk, page(Article, "change", few.pk)) == queries(desk, page(Article, "change", many.pk)) <= 22


def test_a_persons_page_costs_the_same_with_many_roles(desk):
    one, other = make.person(), make.person()
    for n in range(12):
        make.role(other, f"minister {n}", organisation=make.source())
    make.role(one, organisation=make.source())
    address = "admin:articles_person_change"
    assert queries(desk, reverse(address, args=[one.pk])) == queries(desk, reverse(address, args=[other.pk]))


@pytest.mark.parametrize(
    "name", ["article", "quote", "person", "source", "topic", "role", "hop", "mention", "auditentry"]
)
def test_a_list_costs_the_same_with_5_and_with_50_rows(desk, editor, name):
    address = reverse(f"admin:articles_{name}_changelist")

    def fill(n):
        for _ in range(n):
            article = story_with(1)
            AuditEntry.objects.create(verb="save", model="articles.article", key="x", article=article, user=editor)

    fill(5)
    few = queries(desk, address)
    fill(45)
    assert queries(desk, address) == few <= 9


def test_no_drop_down_lists_a_whole_table(desk, one_of_each):
    for n in range(300):
        make.person(f"Person {n}")
        make.source(f"Source {n}")
    for model in MODELS:
        for address in [page(model, "change", one_of_each[model].pk), page(model, "changelist")]:
            options = read(desk.get(address)).options
            assert all(count <= 60 for count in options.values()), (address, options)


def test_a_list_counts_no_further_than_anybody_pages(desk, monkeypatch):
    monkeypatch.setattr("articles.admin.paging.LISTED_AT_MOST", 7)
    for _ in range(9):
        make.topic()
    shown = desk.get(reverse("admin:articles_topic_changelist")).content.decode()
    assert "the first 7" in shown
