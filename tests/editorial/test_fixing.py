"""What a verb can mend of a finding: another spelling on record, a person linked."""

import pytest
from django.contrib.auth.models import Permission

from articles.editorial.checks import AddAlias, Finding, LinkMention, run
from articles.editorial.errors import Blocked, NotAllowed
from articles.editorial.fixing import fix, may_fix
from articles.editorial.publishing import publish
from articles.models import Article, AuditEntry, Mention, Person
from tests import make
from tests.editorial.checks.stories import SAID, draft, field

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make.member(name="editor")


@pytest.fixture
def story():
    """A draft with two findings that can be mended: a spelling, and a speaker who is not linked."""
    story = draft("“We will publish the report in May,” minister Nora Field said. Nora Feild left.")
    make.quote(story, SAID, speaker_person=field())
    return story


def finding(story, code):
    return next(f for f in run(story) if f.code == code)


def test_a_spelling_is_added_to_the_record_and_the_finding_is_gone(story, editor):
    fix(story, finding(story, "name-spelled-otherwise"), editor)
    person = Person.objects.get()
    assert person.aliases == ["Nora Feild"]
    assert person.history.count() == 2
    assert AuditEntry.objects.get().model == "articles.person"
    assert [f.code for f in run(story)] == ["quoted-not-linked"]


def test_a_speaker_is_linked_in_the_words_of_the_story_and_the_finding_is_gone(story, editor):
    fix(story, finding(story, "quoted-not-linked"), editor)
    mention = Mention.objects.get()
    assert (mention.person, mention.article, mention.description) == (Person.objects.get(), story, "minister")
    assert Article.objects.get().version == 2
    assert [f.code for f in run(story)] == ["name-spelled-otherwise"]


@pytest.mark.parametrize("code", ["name-spelled-otherwise", "quoted-not-linked"])
def test_mending_twice_changes_nothing_more(story, editor, code):
    found = finding(story, code)
    fix(story, found, editor)
    fix(story, found, editor)
    assert AuditEntry.objects.count() == 1
    assert Person.objects.get().aliases in ([], ["Nora Feild"])


def test_a_finding_without_a_fix_is_mended_by_hand(story, editor):
    with pytest.raises(Blocked, match="by hand"):
        fix(story, Finding("a", "warning", ""), editor)


@pytest.mark.parametrize("made", [lambda key: AddAlias(key, "N. Field"), LinkMention])
def test_a_person_who_is_gone_is_said_so(story, editor, made):
    with pytest.raises(Blocked, match="is gone"):
        fix(story, Finding("a", "warning", "", fix=made(0)), editor)


def test_a_record_that_takes_no_more_names_is_said_so_and_stays(story, editor):
    Person.objects.update(aliases=[f"Name {n}" for n in range(100)])
    with pytest.raises(Blocked, match="Nora Field was not changed: Give at most 100"):
        fix(story, finding(story, "name-spelled-otherwise"), editor)
    assert len(Person.objects.get().aliases) == 100


def test_it_takes_the_right_to_the_story_and_to_the_record(story):
    writer = make.member("", name="writer")
    with pytest.raises(NotAllowed):
        fix(story, finding(story, "quoted-not-linked"), writer)
    writer.user_permissions.add(Permission.objects.get(codename="change_article"))
    writer = type(writer).objects.get(pk=writer.pk)
    fix(story, finding(story, "quoted-not-linked"), writer)
    spelling = finding(story, "name-spelled-otherwise")
    assert not may_fix(spelling, writer)
    with pytest.raises(NotAllowed, match="records of people"):
        fix(story, spelling, writer)
    assert Person.objects.get().aliases == []


def test_nothing_of_a_published_story_is_mended_in_place(story, editor):
    found = finding(story, "quoted-not-linked")
    published = publish(story, editor)
    with pytest.raises(Blocked, match="Start an update"):
        fix(published, found, editor)
    assert not Mention.objects.exists()
