"""The two seed stories: everything in the texts has its record, and every record is in the texts."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from articles.models import Article, Hop, Mention, Person, Quote, Role, Source, Topic

FIXTURES = Path(__file__).parents[1] / "fixtures"
PARLIAMENT_STORY = "tag:on-the-record.example,2021:seeds/000_94c613e070d8c258"
STATEMENT_STORY = "tag:on-the-record.example,2021:seeds/001_f70b8106aead1299"
WIRE = {guid: FIXTURES / "wire" / f"{guid.rsplit('/')[-1]}.txt" for guid in (PARLIAMENT_STORY, STATEMENT_STORY)}
ASSOCIATION = "Association of Azerbaijan’s Friends in France"

# Read off the texts by hand: the opening and closing words of each stretch between quotation marks, and who says it.
DIRECT = [
    ("This political provocation", "stability in the region", "Soltan Mammadov", "Mammadov said"),
    ("We have recently witnessed", "trust in the relationship", "Soltan Mammadov", "Mammadov added"),
    ("The French government has announced", "from the Armenian occupation.", "Soltan Mammadov", "Mammadov added"),
    ("These steps are regarded", "in the South Caucasus", "Soltan Mammadov", "Mammadov said"),
    ("By the way, I would", "secret and illegal visit", "Soltan Mammadov", "Mammadov said"),
    ("While making a special", "commit the biased actions", "Soltan Mammadov", "the MP said"),
    ("We can understand certain", "element of this campaign", "Soltan Mammadov", "MP said"),
    ("The whole world admits", "security has been changed", "Soltan Mammadov", "the MP said"),
    ("A very good basis", "Azerbaijan-France relations", "Soltan Mammadov", "the MP said"),
    ("Proceeding from this", "prosperity in the region.", "Soltan Mammadov", "the MP said"),
    ("Azerbaijan is a secular", "peace and tranquillity", ASSOCIATION, "the statement reads"),
    ("Over the course of 30", "by the military way", ASSOCIATION, "the association underlined"),
    ("France and its representatives must", "a sustainable peace", ASSOCIATION, "the association stated"),
]
# Opening and closing words, speaker, cue, attribution.
INDIRECT = [
    ("The illegal visit to", "correspond to France’s policy", "Soltan Mammadov", "said", "MP Soltan Mammadov said"),
    ("the position taken by", "OSCE Minsk Group", "Soltan Mammadov", "stressed", "The MP stressed"),
    ("an informal meeting was", "President Emmanuel Macron", "Soltan Mammadov", "stressed", "The MP stressed"),
    ("however, Pécresse’s illegal", "declared by France", "Soltan Mammadov", "said", "The MP said"),
    ("this is disrespect of", "for international law", "Soltan Mammadov", "said", "Mammadov said"),
    ("the leading countries", "cultural ties", "Soltan Mammadov", "said", "Mammadov said"),
    ("France and its representatives to", "the biased actions", "Jerome Lambert", "called on", "Lambert called on"),
    ("the provocative visit of", "Khankandi city", ASSOCIATION, "condemned", "The Association of Azerbaijan’s Friends"),
    ("Khankandi city is", "Azerbaijan's territory", ASSOCIATION, "underlined", "The Association underlined"),
    ("visits to these lands", "are unacceptable", ASSOCIATION, "stressing", "The Association"),
    ("by the visit to Karabakh", "peacekeeping activities", ASSOCIATION, "stressed", "They stressed"),
    ("the Karabakh conflict", "territorial nature", ASSOCIATION, "recalled", "The Association recalled"),
    ("the legal liberation", "occupation in 1918", ASSOCIATION, "noted", "The statement noted"),
]  # fmt: skip

pytestmark = pytest.mark.usefixtures("seeds")


def stretches(kind):
    """Return each stretch of the quotations of one kind, in order, with its record."""
    rows = Quote.objects.filter(kind=kind).order_by("-article__publish_at", "start")
    return [(row.article.body[start:end], row) for row in rows for start, end in row.spans]


def wire(article):
    return WIRE[article.guid].read_text(encoding="utf-8")


def test_the_bodies_are_the_wire_texts_after_their_headers():
    first, second = Article.objects.order_by("-publish_at")
    header = " date 2021-12-27 Details added (first version posted on 12:04)\n\nBAKU, Azerbaijan, Dec. 27\n\nTrend:\n\n"
    assert wire(first) == header + first.body
    assert wire(second) == " date 2021-12-26 " + second.body


def test_what_the_headers_say_is_in_the_records():
    first, second = Article.objects.order_by("-publish_at")
    assert (first.update_note, first.credit_line) == ("Details added (first version posted on 12:04)", "Trend")
    assert (first.dateline_place, str(first.dateline_date)) == ("BAKU, Azerbaijan", "2021-12-27")
    assert first.first_posted.isoformat() == first.publish_at.isoformat() == "2021-12-27T12:04:00+00:00"
    assert second.publish_at.isoformat() == "2021-12-26T00:00:00+00:00"
    assert second.first_posted is first.modified is second.modified is None
    assert {a.source.name for a in (first, second)} == {"Trend"}
    assert not second.update_note


def test_readers_may_see_both_stories_and_every_quotation():
    assert Article.objects.published().count() == 2
    assert Quote.objects.public().count() == Quote.objects.count() == 24


def test_every_direct_quotation_of_the_texts_is_recorded():
    found = stretches("direct")
    assert len(found) == len(DIRECT)
    for (words, row), (opening, closing, speaker, attribution) in zip(found, DIRECT, strict=True):
        assert words.startswith(opening)
        assert words.endswith(closing)
        assert (row.speaker.name, row.attribution) == (speaker, attribution)
        assert row.cue in attribution


def test_every_indirect_quotation_of_the_texts_is_recorded():
    left = dict(stretches("indirect"))
    assert len(left) == len(INDIRECT)
    for opening, closing, speaker, cue, attribution in INDIRECT:
        [words] = [w for w in left if w.startswith(opening)]
        row = left.pop(words)
        assert words.endswith(closing)
        assert (row.speaker.name, row.cue) == (speaker, cue)
        assert attribution in row.attribution


def test_what_stands_between_quotation_marks_is_recorded_and_nothing_less():
    """A second count, by the marks themselves: what is between them, without the comma before the attribution."""
    for article in Article.objects.all():
        printed = [words.removesuffix(",") for words in re.findall(r'"([^"]+)"', wire(article))]
        assert [words for words, row in stretches("direct") if row.article == article] == printed


def test_the_words_of_each_quotation_stand_in_the_wire_text_with_their_context():
    for quote in Quote.objects.select_related("article"):
        text = wire(quote.article)
        for stretch in quote.words.split(" … "):
            assert stretch in text
        assert quote.prefix + quote.words.split(" … ")[0] in text
        assert quote.words.split(" … ")[-1] + quote.suffix in text
        assert quote.attribution in text


def test_spans_words_and_context_are_what_the_body_gives():
    for quote in Quote.objects.select_related("article"):
        stored = (quote.words, quote.prefix, quote.suffix)
        quote.anchor(quote.article.body)
        assert (quote.words, quote.prefix, quote.suffix) == stored


def test_a_speech_that_its_attribution_breaks_in_two_is_one_quotation():
    broken = [q for q in Quote.objects.order_by("start") if len(q.spans) > 1]
    assert [q.words.split()[0] for q in broken] == ["We", "A"]
    assert all(q.article.body[q.spans[0][1] :].startswith(',"') for q in broken)


def test_the_words_of_lambert_stand_inside_those_of_mammadov():
    [nested] = Quote.objects.exclude(within=None)
    assert (nested.speaker.name, nested.within.speaker.name) == ("Jerome Lambert", "Soltan Mammadov")
    assert (nested.kind, nested.within.kind) == ("indirect", "direct")
    assert nested.venue.startswith("National Assembly")
    assert str(nested.role) == "Vice-President, Azerbaijan-France Friendship Group"


def test_quotations_are_numbered_in_the_order_of_the_text():
    for article in Article.objects.all():
        guids = [q.guid for q in article.quotes.order_by("start")]
        assert guids == [f"{article.guid}/q{n:02d}" for n in range(1, len(guids) + 1)]


def test_each_speaker_has_the_role_that_the_text_gives():
    assert {str(q.role) for q in Person.objects.get(slug="soltan-mammadov").quotes.all()} == {
        "MP, Azerbaijani parliament"
    }
    assert {q.role for q in Source.objects.get(name=ASSOCIATION).quotes.all()} == {None}
    assert {(r.person.slug, str(r), r.start, r.end, r.as_of) for r in Role.objects.all()} == {
        ("soltan-mammadov", "MP, Azerbaijani parliament", "", "", "2021-12-27"),
        ("valerie-pecresse", "head, Ile-de-France region", "", "", "2021-12-26"),
        ("valerie-pecresse", "candidate in the upcoming presidential election, Republican Party", "", "", "2021-12-26"),
        ("emmanuel-macron", "President of France", "", "", "2021-12-27"),
        ("jerome-lambert", "Vice-President, Azerbaijan-France Friendship Group", "", "", "2021-12-27"),
        ("jerome-lambert", "President, Association of Friends of Azerbaijan", "", "", "2021-12-27"),
    }  # fmt: skip


def test_each_story_has_its_chain_of_sources_nearest_to_the_event_first():
    chains = {a.guid: [(h.order, h.source.slug, h.how) for h in a.hops.all()] for a in Article.objects.all()}
    assert chains == {
        PARLIAMENT_STORY: [(1, "azerbaijani-parliament", "speech"), (2, "trend", "agency report")],
        STATEMENT_STORY: [
            (1, "association-of-azerbaijans-friends-in-france", "statement"),
            (2, "trend", "agency report"),
        ],
    }
    assert {q.via.slug for q in Quote.objects.all()} == {"trend"}
    assert Hop.objects.count() == 4


def test_everyone_named_is_listed_and_described_in_the_words_of_the_text():
    listed = {(m.article.guid, m.person.slug) for m in Mention.objects.all()}
    in_parliament = {"soltan-mammadov", "valerie-pecresse", "emmanuel-macron", "jerome-lambert"}
    assert listed == {(PARLIAMENT_STORY, slug) for slug in in_parliament} | {(STATEMENT_STORY, "valerie-pecresse")}
    for mention in Mention.objects.all():
        assert mention.description
        assert mention.description in mention.article.body


def test_every_name_and_other_name_of_a_person_is_printed_in_a_text():
    texts = "".join(path.read_text(encoding="utf-8") for path in WIRE.values())
    assert all(name in texts for p in Person.objects.all() for name in [p.name, *p.aliases])
    variants = {"Valerie Pécresse", "Valerie Pecresse", "Pécresse", "Pecresse"}
    assert set(Person.objects.get(name="Valérie Pécresse").aliases) == variants
    assert all(name in texts for s in Source.objects.all() for name in [s.name, *s.aliases])


def test_the_two_associations_stay_two():
    assert Source.objects.filter(name__startswith="Association of").count() == 2


def test_both_stories_share_the_event():
    [event] = Topic.objects.filter(kind="event")
    assert event.articles.count() == 2
    assert {t.code for t in Topic.objects.exclude(code="")} == {"medtop:11000000"}


def test_our_own_words_take_no_side():
    own = [text for a in Article.objects.all() for text in (a.headline, a.slug, a.summary)]
    own += [text for t in Topic.objects.all() for text in (t.name, t.slug)]
    own += [p.bio for p in Person.objects.all()] + [s.description for s in Source.objects.all()]
    contested = (
        "illegal provocat occup liberat biased disrespect violat condemn sovereign secret regime separatist aggress "
        "unacceptable victory threat"
    ).split()
    assert not [(word, text) for text in own for word in contested if word in text.casefold()]


def test_every_record_is_valid():
    rows = [row for model in apps.get_app_config("articles").get_models() for row in model._default_manager.all()]
    assert len(rows) == len(fixture())
    for row in rows:
        row.full_clean()


def fixture():
    return json.loads((FIXTURES / "seeds.json").read_text(encoding="utf-8"))


def dump():
    out = StringIO()
    call_command("dumpdata", "articles", natural_foreign=True, natural_primary=True, indent=2, stdout=out)
    return out.getvalue()


def test_a_dump_is_the_fixture_and_loads_into_an_empty_database_as_the_same(tmp_path):
    dumped = dump()
    assert json.loads(dumped) == fixture()
    call_command("flush", interactive=False, verbosity=0)
    assert json.loads(dump()) == []
    path = tmp_path / "dump.json"
    path.write_text(dumped, encoding="utf-8")
    call_command("loaddata", str(path), verbosity=0)
    assert dump() == dumped


def test_to_load_the_seeds_again_changes_nothing():
    call_command("loaddata", "seeds", verbosity=0)
    assert json.loads(dump()) == fixture()
