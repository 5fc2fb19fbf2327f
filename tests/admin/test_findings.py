"""Publishing from a story's page: findings are listed with what points at their words, accepted or mended there."""

import re

import pytest
from django.urls import reverse

from articles.editorial.checks import run
from articles.models import Article, AuditEntry, Mention, Person, Quote
from tests import make
from tests.admin.pages import errors_of, form_of, new_row, sent
from tests.editorial.checks.stories import SAID, draft, field

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    """A draft with two warnings: no source, and an unclosed mark."""
    return draft("It rained.\n\n“We stay, she said.", source=None)


def page(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def ticks(response):
    """Return the keys that can be ticked, each with whether it is."""
    boxes = re.findall(
        r'<input type="checkbox" name="accept" value="(\w+)"[^>]*?( checked)?>', response.content.decode()
    )
    return {key: bool(checked) for key, checked in boxes}


def publishing(desk, article, **changes):
    return desk.post(page(article), form_of(desk, page(article)) | {"_publish": "1"} | changes)


def test_warnings_come_back_with_a_box_each_and_nothing_that_was_typed_is_lost(desk, story):
    response = publishing(desk, story, headline="The headline as typed")
    shown = response.content.decode()
    assert "there are 2 warnings" in errors_of(response)
    assert list(ticks(response).values()) == [False, False]
    assert "No source is given" in shown
    assert "The headline as typed" in shown
    assert (Article.objects.get().headline, Article.objects.get().version) == (story.headline, 1)


def test_a_finding_points_at_its_words_and_fields(desk, story):
    shown = publishing(desk, story).content.decode()
    start = story.body.index("“")
    assert f'href="#id_body" data-field="body" data-start="{start}" data-end="{start + 1}"' in shown
    assert 'href="#id_source" data-field="source"' in shown


def test_ticked_off_they_are_published_and_kept_in_the_audit_log(desk, story):
    keys = list(ticks(publishing(desk, story)))
    response = publishing(desk, story, headline="Out now", accept=keys)
    assert response.status_code == 302
    assert Article.objects.published().get().headline == "Out now"
    entry = AuditEntry.objects.get(verb="publish")
    assert [warning["key"] for warning in entry.data["accepted"]] == keys


def test_one_tick_of_two_is_not_enough_and_stays_ticked(desk, story):
    one, other = ticks(publishing(desk, story))
    response = publishing(desk, story, accept=[one])
    assert "there is 1 warning" in errors_of(response)
    assert ticks(response) == {one: True, other: False}


def test_ticks_hold_for_the_words_they_were_given_for(desk, story):
    keys = list(ticks(publishing(desk, story)))
    moved = "A new first line.\n\n" + story.body
    other = moved.replace("We stay", "We leave")
    assert "there is 1 warning" in errors_of(publishing(desk, story, body=other, accept=keys))
    assert publishing(desk, story, body=moved, accept=keys).status_code == 302


def test_errors_have_no_box_and_are_listed_with_the_warnings(desk, story):
    quote = make.quote(story, "It rained", speaker_person=None)
    response = publishing(desk, story, accept=[finding.key for finding in run(story)])
    shown = response.content.decode()
    assert "has no speaker" in errors_of(response)
    assert "finding-error" in shown
    assert "finding-warning" in shown
    assert list(ticks(response).values()) == [True, True]
    assert Quote.objects.get() == quote
    assert Article.objects.get().status == "draft"


def test_a_new_story_is_asked_about_too_and_made_once_it_is_accepted(desk):
    address = reverse("admin:articles_article_add")
    data = form_of(desk, address) | {"headline": "A vote is called", "body": make.BODY, "language": "en"}
    data = new_row(data, "quotes", words="We will publish", kind="direct", speaker=field().name, decision="confirm")
    response = desk.post(address, data | {"_publish": "1"})
    assert "3 warnings" in errors_of(response)
    assert not Article.objects.exists()
    sent(desk, address, data | {"_publish": "1", "accept": list(ticks(response))})
    assert Article.objects.published().get().headline == "A vote is called"


class TestMending:
    @pytest.fixture
    def story(self):
        story = draft(f"“{SAID},” minister Nora Field said. Nora Feild left.")
        make.quote(story, SAID, speaker_person=field())
        return story

    def key(self, story, code):
        return next(f.key for f in run(story) if f.code == code)

    def test_a_button_saves_what_was_typed_mends_it_and_lists_what_is_left(self, desk, story):
        spelling, link = self.key(story, "name-spelled-otherwise"), self.key(story, "quoted-not-linked")
        assert f'name="_fix" value="{spelling}"' in publishing(desk, story).content.decode()
        data = form_of(desk, page(story)) | {"summary": "Typed.", "_fix": spelling, "accept": [link]}
        response = desk.post(page(story), data, follow=True)
        assert Person.objects.get().aliases == ["Nora Feild"]
        assert Article.objects.get().summary == "Typed."
        assert "Add “Nora Feild” to the other names" in response.content.decode()
        assert ticks(response) == {link: True}

    def test_a_speaker_is_linked(self, desk, story):
        sent(desk, page(story), form_of(desk, page(story)) | {"_fix": self.key(story, "quoted-not-linked")})
        assert Mention.objects.get().description == "minister"

    def test_what_is_settled_already_is_said_so_and_the_story_saved(self, desk, story):
        data = form_of(desk, page(story)) | {"summary": "Typed.", "_fix": "0123456789abcdef"}
        response = desk.post(page(story), data, follow=True)
        assert "settled already" in response.content.decode()
        assert Article.objects.get().summary == "Typed."

    def test_a_record_that_takes_no_more_names_leaves_the_form_with_its_text(self, desk, story):
        Person.objects.update(aliases=[f"Name {n}" for n in range(100)])
        data = form_of(desk, page(story)) | {"summary": "Typed.", "_fix": self.key(story, "name-spelled-otherwise")}
        response = desk.post(page(story), data)
        assert "was not changed" in errors_of(response)
        assert "Typed." in response.content.decode()
        assert Article.objects.get().summary == ""

    def test_who_may_not_change_people_has_no_button_for_it(self, client, story):
        reporter = make.member("Reporter")
        reporter.groups.get().permissions.remove(*reporter.groups.get().permissions.filter(codename="change_person"))
        client.force_login(reporter)
        shown = client.get(page(story) + "?findings=1").content.decode()
        assert self.key(story, "name-spelled-otherwise") in shown
        assert f'name="_fix" value="{self.key(story, "name-spelled-otherwise")}"' not in shown
        assert f'name="_fix" value="{self.key(story, "quoted-not-linked")}"' in shown


class TestChecking:
    def test_the_checks_are_run_when_asked_for_and_change_nothing(self, desk, story):
        assert "What the desk checks found" not in desk.get(page(story)).content.decode()
        response = desk.get(page(story) + "?findings=1")
        assert len(ticks(response)) == 2
        assert Article.objects.get().version == 1

    def test_a_story_without_findings_is_said_so(self, desk):
        assert "Nothing: the story can be published." in desk.get(page(draft()) + "?findings=1").content.decode()

    def test_who_only_looks_is_not_asked(self, client, viewer, story):
        client.force_login(viewer)
        response = client.get(page(story) + "?findings=1")
        assert response.status_code == 200
        assert "What the desk checks found" not in response.content.decode()

    def test_what_was_accepted_at_an_earlier_publication_is_ticked(self, desk, story, editor):
        publishing(desk, story, accept=list(ticks(publishing(desk, story))))
        desk.post(reverse("admin:articles_article_start_update", args=[story.pk]))
        copy = Article.objects.get(update_of=story)
        assert list(ticks(desk.get(page(copy) + "?findings=1")).values()) == [True, True]
        assert publishing(desk, copy).status_code == 302

    def test_enter_in_a_field_saves_and_presses_no_button_of_a_finding(self, desk, story):
        shown = desk.get(page(story) + "?findings=1").content.decode()
        form = shown[shown.index('id="article_form"') :]
        assert re.search(r'<(?:input type="submit"|button(?! type="button"))[^>]*name="(\w+)"', form)[1] == "_continue"
