"""The audit log on the desk: narrowed down, searched, read in words, taken along as a file."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles.admin.audit import harmless
from articles.editorial.auditing import record
from articles.editorial.parts import remove_part
from articles.editorial.saving import remove_article
from articles.editorial.workflow import submit
from articles.models import AuditEntry
from tests import make

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/auditentry/"
EXPORT = LIST + "export.csv"


@pytest.fixture
def acts(editor):
    """Three acts by two people on two stories and a person."""
    ines = make.member("Reporter", "ines")
    draft = make.article("The harbour fee", status="draft", publish_at=None)
    submit(draft, ines, reason="=cmd|' /C calc'!A1")
    record(editor, "confirm", make.quote(draft), article=draft)
    record(editor, "save", make.person("Ada Speaker", slug="ada-speaker"), fields=["name"])
    return draft


def rows(response) -> list[dict[str, str]]:
    assert response.status_code == 200, response
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def listed(desk, **given) -> set[str]:
    return {row["verb"] for row in rows(desk.get(EXPORT, given))}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, {"submit", "confirm", "save"}),
        ({"verb": "confirm"}, {"confirm"}),
        ({"username": "ines"}, {"submit"}),
        ({"model": "articles.person"}, {"save"}),
        ({"model": "articles.person", "username": "ines"}, set()),
        ({"q": "ada-speaker"}, {"save"}),
        ({"q": "harbour"}, {"submit", "confirm"}),
        ({"q": "nowhere to be found"}, set()),
        ({"since": "2020-01-01", "until": "2020-12-31"}, set()),
        ({"since": "2020-01-01"}, {"submit", "confirm", "save"}),
        ({"until": "2999-12-31"}, {"submit", "confirm", "save"}),
        ({"verb": "no such verb"}, set()),
    ],
)
def test_the_list_and_its_export_are_narrowed_down(desk, acts, given, found):
    assert listed(desk, **given) == found
    shown = desk.get(LIST, given).content.decode()
    assert ("sent it to review <" in shown) == ("submit" in found)
    assert ("confirmed a quotation <" in shown) == ("confirm" in found)


def test_both_days_are_included(desk, acts):
    today = f"{timezone.localdate():%Y-%m-%d}"
    assert listed(desk, since=today, until=today) == {"submit", "confirm", "save"}


@pytest.mark.parametrize("given", ["yesterday", "2026-02-30", "2026-13-01", "9999-12-31", "0001-01-01", "'; --"])
def test_a_day_that_is_none_finds_nothing_and_says_why(desk, acts, given):
    shown = desk.get(LIST, {"since": given}).content.decode()
    assert "is no day. Write it as 2026-05-31." in shown
    assert "sent it to review <" not in shown


@pytest.mark.parametrize("given", [{"verb__contains": "s"}, {"user__password": "x"}, {"p": "x"}, {"o": "1"}])
def test_what_is_not_declared_is_not_asked(desk, acts, given):
    assert desk.get(LIST, given, follow=True).status_code in {200, 400}
    assert desk.get(EXPORT, given, follow=True).status_code in {200, 400}


def test_a_day_is_chosen_without_losing_the_other_filters(desk, acts):
    shown = desk.get(LIST, {"verb": "confirm", "q": "harbour", "p": "1"}).content.decode()
    form = shown[shown.index('class="days"') :]
    assert '<input type="hidden" name="verb" value="confirm">' in form
    assert '<input type="hidden" name="q" value="harbour">' in form


def test_an_entry_is_told_in_words_with_a_link_to_its_story(desk, acts):
    entry = AuditEntry.objects.get(verb="submit")
    shown = desk.get(f"{LIST}{entry.pk}/change/").content.decode()
    assert "sent it to review" in shown
    assert f"/admin/articles/article/{acts.pk}/change/" in shown


class TestTheExport:
    def test_has_every_column_and_nothing_that_a_spreadsheet_runs(self, desk, acts):
        sent = next(row for row in rows(desk.get(EXPORT)) if row["verb"] == "submit")
        assert sent["reason"] == "'=cmd|' /C calc'!A1"
        assert (sent["user"], sent["what"], sent["record"]) == ("ines", "sent it to review", "articles.article")
        assert (sent["story"], sent["key"]) == ("The harbour fee", acts.guid)

    def test_is_a_file_that_nobody_keeps_between(self, desk, acts):
        response = desk.get(EXPORT)
        assert response["Content-Disposition"].startswith('attachment; filename="audit-')
        assert "no-store" in response["Cache-Control"]

    def test_is_refused_rather_than_cut_off(self, desk, acts, monkeypatch):
        monkeypatch.setattr("articles.admin.audit.EXPORTED_AT_MOST", 2)
        response = desk.get(EXPORT, {"since": "2020-01-01"})
        assert response["Location"] == f"{LIST}?since=2020-01-01"
        assert "Narrow the list down" in desk.get(response["Location"]).content.decode()
        assert len(rows(desk.get(EXPORT, {"verb": "submit"}))) == 1

    def test_is_for_those_with_the_right_to_the_log(self, client, acts):
        client.force_login(make.member(""))
        assert client.get(EXPORT).status_code == 403
        client.force_login(make.member("Reporter"))
        assert len(rows(client.get(EXPORT))) == 3

    def test_costs_the_same_with_many_entries(self, desk, acts, editor):
        def cost() -> int:
            with CaptureQueriesContext(connection) as captured:
                rows(desk.get(EXPORT))
            return len(captured)

        cost()
        few = cost()
        for _ in range(50):
            record(editor, "save", make.article(status="draft"))
        assert cost() == few


@given(st.text(max_size=30))
def test_no_cell_begins_as_a_formula_does(text):
    cell = harmless(text)
    assert cell.lstrip(" \u00a0")[:1] not in set("=+-@\t\r\n＝＋－＠")
    assert cell.removeprefix("'") == text.removeprefix("'")


class TestUnderEmbargo:
    @pytest.fixture
    def hidden(self, editor):
        hidden = make.article(
            "An embargoed headline", status="draft", embargo_until=timezone.now() + timedelta(hours=2)
        )
        remove_part(make.quote(hidden, speaker_person=make.person("Ada Secret")), editor)
        record(editor, "save", hidden)
        return hidden

    def told(self, client) -> str:
        export = b"".join(client.get(EXPORT).streaming_content).decode()
        pages = [client.get(f"{LIST}{pk}/change/").content for pk in AuditEntry.objects.values_list("pk", flat=True)]
        lists = [client.get(LIST, given).content for given in ({}, {"q": "embargoed"})]
        return export + b"".join([*pages, *lists]).decode()

    @pytest.mark.parametrize("gone", [False, True])
    def test_view_only_staff_read_nothing_of_it(self, client, viewer, editor, hidden, gone):
        if gone:
            remove_article(hidden, editor)
        client.force_login(viewer)
        told = self.told(client)
        assert "embargoed headline" not in told
        assert "Ada Secret" not in told

    def test_those_with_the_right_do(self, client, viewer, hidden):
        viewer.user_permissions.add(Permission.objects.get(codename="embargo_article"))
        client.force_login(viewer)
        told = self.told(client)
        assert "embargoed headline" in told
        assert "Ada Secret" in told


@pytest.mark.parametrize(
    "given", [{}, {"verb": "save"}, {"username": "editor"}, {"model": "articles.article"}, {"since": "2021-01-01"}]
)
def test_a_narrowed_list_costs_the_same_however_long_the_log_is(desk, editor, given, django_assert_max_num_queries):
    for _ in range(60):
        record(editor, "save", make.article(status="draft"))
    desk.get(LIST)
    with django_assert_max_num_queries(9):
        desk.get(LIST, given)
