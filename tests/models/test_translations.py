"""One story in several languages: what may be said to be a translation of what."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from articles.editorial import publishing
from articles.editorial.errors import Blocked
from articles.editorial.saving import remove_article
from articles.models import Article
from articles.models.languages import endonym
from articles.models.translations import other_languages
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def original():
    return make.article("An original", language="az")


def names(article) -> set[str]:
    return set(Article.objects.filter(other_languages(article)).values_list("headline", flat=True))


def test_each_version_is_found_from_each_other_whatever_its_state(original):
    english = make.article("English", language="en", translation_of=original)
    french = make.article("French", language="fr", translation_of=original, status="draft", publish_at=None)
    make.article("Of another story", language="fr", translation_of=make.article(language="en"))
    assert names(original) == {"English", "French"}
    assert names(english) == {"An original", "French"}
    assert names(french) == {"An original", "English"}


def test_a_working_copy_stands_for_its_story_and_is_no_version_itself(original):
    english = make.article("English", language="en", translation_of=original)
    copies = [publishing.start_update(story, None) for story in (original, english)]
    assert [names(copy) for copy in copies] == [{"English"}, {"An original"}]
    assert names(original) == {"English"}


@pytest.mark.parametrize("what", ["itself", "a working copy", "a translation", "one in the same language"])
def test_what_cannot_be_the_original_is_refused_at_its_field(original, what):
    english = make.article("English", language="en", translation_of=original)
    story = make.article("A story", language="fr")
    field, said, story.translation_of = {
        "itself": ("translation_of", "Choose another story", story),
        "a working copy": ("translation_of", "Choose another story", publishing.start_update(original, None)),
        "a translation": ("translation_of", "Choose its original: “An original”", english),
        "one in the same language": ("language", "“An original” is this story", original),
    }[what]
    if what == "one in the same language":
        story.language = "az"
    with pytest.raises(ValidationError, match=said) as refused:
        story.full_clean()
    assert field in refused.value.message_dict


def test_a_story_that_has_translations_is_none_itself(original):
    make.article("English", language="en", translation_of=original)
    original.translation_of = make.article(language="ru")
    with pytest.raises(ValidationError, match="Other stories are translations of this one"):
        original.full_clean()


def test_one_story_stands_for_a_language_until_it_is_given_up(original):
    first = make.article("First", language="en", translation_of=original)
    with pytest.raises(ValidationError, match="“First” is this story in the language “en” already"):
        make.article("Second", language="en", translation_of=original)
    Article.objects.filter(pk=first.pk).update(status="retracted")
    assert make.article("Second", language="en", translation_of=original).pk
    Article.objects.get(pk=first.pk).full_clean()  # what was given up may be kept as it is


def test_the_database_refuses_a_story_that_is_its_own_original(original):
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=original.pk).update(translation_of=original)


def test_an_original_is_not_deleted_from_under_its_translations(original):
    make.article("English", language="en", translation_of=original)
    draft = make.article("A draft", status="draft", publish_at=None, language="ru")
    french = make.article("French", language="fr", translation_of=draft, status="draft", publish_at=None)
    with pytest.raises(Blocked, match="Other stories are translations of this one"):
        remove_article(draft, None)
    with pytest.raises(IntegrityError):
        original.delete()
    Article.objects.filter(pk__in=[draft.pk, french.pk]).delete()
    assert set(Article.objects.values_list("language", flat=True)) == {"az", "en"}


def test_the_relation_goes_with_an_update_and_into_its_edition(original):
    story = make.article("English", language="en", body="Words of its own.")
    copy = publishing.start_update(story, None)
    copy.translation_of = original
    copy.save()
    publishing.publish(copy, None, note="Linked")
    story.refresh_from_db()
    assert story.translation_of == original
    assert f'"translation_of":"{original.guid}"' in story.editions.order_by("number").last().content


def test_a_dump_tells_it_in_any_order_and_loads_back(original, tmp_path):
    english = make.article("English", language="en", translation_of=original)
    dump = tmp_path / "dump.json"
    Article.objects.filter(pk=original.pk).update(publish_at=None, status="draft")  # it comes last in the dump
    call_command("dumpdata", "articles.article", natural_primary=True, natural_foreign=True, output=str(dump))
    english.delete()
    original.delete()
    call_command("loaddata", str(dump), verbosity=0)
    assert Article.objects.get(guid=english.guid).translation_of.guid == original.guid


@pytest.mark.parametrize(
    ("tag", "name"),
    [("az", "Azərbaycanca"), ("fr", "Français"), ("fr-CA", "Français (CA)"), ("zh-Hant", "繁體中文"), ("sux", "sux")],
)
def test_a_language_is_called_what_it_calls_itself(tag, name):
    assert endonym(tag) == name
