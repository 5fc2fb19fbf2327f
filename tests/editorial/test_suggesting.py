"""The engine proposes, editors decide: what a run over an article records, and what it leaves alone (D5, D6)."""

import sys
from pathlib import Path

import pytest

from articles.editorial import quoting
from articles.editorial.errors import Blocked
from articles.editorial.publishing import publish, start_update
from articles.editorial.saving import save_article
from articles.editorial.suggesting import suggest
from articles.formats import wire
from articles.models import Article, AuditEntry, Person, Quote, Source
from tests import make

pytestmark = pytest.mark.django_db

WIRE = Path(__file__).resolve().parents[2] / "fixtures" / "wire"
BODY = (
    "Education Minister Nora Field presented the plan on Monday.\n\n"
    '"We will publish the report in May," Field said.\n\n'
    "Field added that schools would get the money first.\n\n"
    '"The money is not enough," the Teachers Association said in a statement.'
)


@pytest.fixture
def editor():
    return make.member(name="editor")


@pytest.fixture
def draft():
    return make.article(body=BODY, status="draft", publish_at=None)


def records(article):
    return [(q.words, q.kind, q.speaker.name if q.speaker else None) for q in article.quotes.order_by("start")]


def test_what_the_engine_finds_is_suggested_with_speaker_cue_and_reason_and_is_not_public(draft):
    done = suggest(draft)
    assert records(draft) == [
        ("We will publish the report in May", "direct", "Nora Field"),
        ("schools would get the money first", "indirect", "Nora Field"),
        ("The money is not enough", "direct", "Teachers Association"),
    ]
    assert (done.added, done.proposed) == (3, 2)
    first = draft.quotes.order_by("start").first()
    assert (first.state, first.attribution, first.cue) == ("suggested", "Field said", "said")
    assert 0 < first.confidence <= 1
    assert first.why
    assert Person.objects.get().proposed
    assert not Quote.objects.public().exists()
    assert not Person.objects.public().exists()


def test_a_second_run_changes_nothing(draft):
    suggest(draft)
    before, version = list(Quote.objects.values()), Article.objects.get().version
    done = suggest(draft)
    assert (done.added, done.changed, done.unchanged, done.withdrawn, done.proposed) == (0, 0, 3, 0, 0)
    assert list(Quote.objects.values()) == before
    assert Article.objects.get().version == version
    assert AuditEntry.objects.filter(verb="find quotes").count() == 1


def test_what_was_confirmed_or_rejected_is_not_touched_and_never_proposed_again(draft, editor):
    suggest(draft)
    first, second, _third = draft.quotes.order_by("start")
    first.speaker_person = corrected = make.person("Someone Else")
    first.role = None
    quoting.confirm(first, editor)
    quoting.reject(second, editor, reason="background")
    suggest(Article.objects.get())
    assert Quote.objects.get(pk=first.pk).speaker_person == corrected
    assert Quote.objects.get(pk=second.pk).state == "rejected"
    assert draft.quotes.count() == 3


def test_rejected_words_are_not_proposed_again_where_the_text_has_moved(draft, editor):
    suggest(draft)
    quoting.reject(draft.quotes.order_by("start")[1], editor)
    article = Article.objects.get()
    article.body = "A new first paragraph.\n\n" + article.body
    save_article(article, editor)
    suggest(article)
    assert list(article.quotes.filter(state="rejected").values_list("words", flat=True)) == [
        "schools would get the money first"
    ]
    assert article.quotes.count() == 3


def test_a_suggestion_that_the_text_no_longer_bears_is_withdrawn(draft, editor):
    suggest(draft)
    article = Article.objects.get()
    article.body = BODY.replace("Field added that schools would get the money first.\n\n", "")
    save_article(article, editor)
    suggest(article)
    assert [words for words, _kind, _who in records(article) if "schools" in words] in (
        [],
        ["schools would get the money first"],
    )
    assert not article.quotes.filter(state="suggested", words__contains="schools").exists()


def test_a_person_is_found_by_an_alias_whatever_its_accents_and_the_role_held_that_day_is_taken(draft):
    known = make.person("Nóra Field-Berg", aliases=["Nóra Field"])
    ended = make.role(known, "Minister", end="2019")
    held = make.role(known, "Education Minister", start="2020-05")
    draft.dateline_date = "2021-12-27"
    draft.save()
    suggest(Article.objects.get())
    quote = draft.quotes.order_by("start").first()
    assert (quote.speaker_person, quote.role) == (known, held)
    assert ended != held
    assert Person.objects.count() == 1


def test_two_people_of_one_name_are_never_guessed_between(draft):
    make.person("Nora Field")
    make.person("Nora Field")
    suggest(draft)
    quote = draft.quotes.order_by("start").first()
    assert quote.speaker is None
    assert quote.attribution == "Field said"
    assert Person.objects.count() == 2


def test_a_surname_alone_means_only_somebody_whom_the_article_mentions():
    article = make.article(body='"It is done," Field said.', status="draft", publish_at=None)
    known = make.person("Nora Field", aliases=["Field"])
    suggest(article)
    assert article.quotes.get().speaker is None
    make.mention(article, known)
    suggest(article)
    assert article.quotes.get().speaker == known
    assert Person.objects.count() == 1


def test_suggestions_for_a_published_story_are_unseen_and_go_to_its_open_update(draft, editor):
    story = publish(draft, editor)
    suggest(story)
    assert story.quotes.count() == 3
    assert not Quote.objects.public().exists()
    copy = start_update(Article.objects.get(pk=story.pk), editor)
    copy.quotes.all().delete()
    suggest(Article.objects.get(pk=story.pk))
    assert copy.quotes.count() == 3


def test_a_retracted_story_is_closed():
    with pytest.raises(Blocked, match="retracted"):
        suggest(make.article(status="retracted"))


@pytest.mark.parametrize(("name", "stretches"), [("000_94c613e070d8c258.txt", 10), ("001_f70b8106aead1299.txt", 3)])
def test_raw_wire_text_gives_what_the_fixture_holds_with_no_correction(seeds, name, stretches, capsys):
    """Compare a run over the raw text with the hand-made record, and print both."""
    raw = (WIRE / name).read_text(encoding="utf-8")
    truth = Article.objects.get(guid__endswith=name.removesuffix(".txt"))
    fresh = make.article(body=wire.read_wire(raw).body, status="draft", publish_at=None)
    assert fresh.body == truth.body
    suggest(fresh)

    wanted, found = said_in(truth), said_in(fresh)
    with capsys.disabled():
        report(name, wanted, found)
    direct = {key for key in wanted if key[2] == "direct"}
    assert len(direct) == stretches
    assert direct <= set(found)
    indirect = {key for key in wanted if key[2] == "indirect"}
    assert len([key for key in indirect if key in found]) >= len(indirect) - 1
    assert set(found.values()) <= {"Soltan Mammadov", "Jerome Lambert", "Association of Azerbaijan’s Friends in France"}


def said_in(article):
    """Return {(start, end, kind): speaker} for every stretch."""
    return {(s, e, q.kind): q.speaker and q.speaker.name for q in article.quotes.all() for s, e in q.spans}


def report(name, wanted, found):
    lines = [f"{name}: on record {len(wanted)} stretches, found {len(found)}"]
    differing = [key for key in sorted(wanted.keys() | found.keys()) if wanted.get(key) != found.get(key)]
    lines += [f"  {key} on record: {wanted.get(key, '-')} | found: {found.get(key, '-')}" for key in differing]
    sys.stdout.write("\n" + "\n".join(lines) + "\n")


def test_a_quotation_inside_another_is_suggested_inside_it_without_a_speaker():
    body = "\"She told me, 'I will never sign this paper,' and then she left,\" Nora Field said."
    article = make.article(body=body, status="draft", publish_at=None)
    suggest(article)
    inner = article.quotes.get(within__isnull=False)
    assert (inner.words.rstrip(","), inner.speaker) == ("I will never sign this paper", None)
    assert inner.within.speaker.name == "Nora Field"
    suggest(article)
    assert article.quotes.count() == 2


def test_nothing_is_proposed_for_speakers_without_a_name():
    article = make.article(body='"Stay away from the bridge," police said.', status="draft", publish_at=None)
    suggest(article)
    quote = article.quotes.get()
    assert (quote.speaker, quote.attribution) == (None, "police said")
    assert not Person.objects.exists()
    assert not Source.objects.filter(proposed=True).exists()
