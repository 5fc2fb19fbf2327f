"""The two seed stories, as their editors left them, cause no false alarm; what is taken from them is missed."""

import pytest

from articles.editorial.checks import run
from articles.models import Article, Mention, Person

pytestmark = pytest.mark.django_db


def findings(guid):
    return {f.code: f for f in run(Article.objects.get(guid__endswith=guid))}


def test_a_whole_seed_has_no_finding_and_the_other_misses_its_dateline_only(seeds):
    assert findings("000_94c613e070d8c258") == {}
    assert set(findings("001_f70b8106aead1299")) == {"no-dateline"}


def test_spellings_and_links_that_are_taken_away_are_missed(seeds):
    Person.objects.filter(slug="valerie-pecresse").update(aliases=[])
    Mention.objects.filter(person__slug="jerome-lambert").delete()
    first, second = findings("000_94c613e070d8c258"), findings("001_f70b8106aead1299")
    assert first["name-spelled-otherwise"].fix.alias == "Valerie Pécresse"
    assert first["quoted-not-linked"].fix.description == "President of the Association of Friends of Azerbaijan"
    assert second["name-spelled-otherwise"].message.startswith("“Pecresse”")


def test_headlines_in_the_words_of_one_side_are_asked_about(seeds):
    story = Article.objects.get(guid__endswith="001_f70b8106aead1299")
    story.headline = "Visits without permission of Azerbaijani authorities unacceptable"
    (finding,) = (f for f in run(story) if f.field == "headline")
    assert (finding.code, finding.level) == ("claim-in-our-voice", "warning")
    story.headline = "Association in France: visits without permission unacceptable"
    assert [f.code for f in run(story) if f.field == "headline"] == []
