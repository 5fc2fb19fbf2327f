"""A correction says what was wrong, word for word, at the words it changes; nothing is corrected in silence."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.editorial import editions, quoting
from articles.editorial.correcting import correct, corrections
from articles.editorial.errors import Blocked, Conflict, NotAllowed
from articles.editorial.publishing import discard_update, publish, start_update
from articles.editorial.saving import save_article
from articles.editorial.workflow import comment
from articles.models import Article, AuditEntry, Correction, Edition, Quote
from tests import make

pytestmark = pytest.mark.django_db

BODY = 'The minister spoke on Monday. "We will publish the report," she said. "It is long," she added.'


@pytest.fixture
def editor():
    return make.member("Editor", name="editor")


@pytest.fixture
def story(editor):
    """A published story with two quotations by one minister."""
    article = make.article(body=BODY, status="draft", publish_at=None, source=make.source("Trend"))
    first = make.quote(article)
    make.quote(article, "It is long,", speaker_person=first.speaker_person)
    return publish(Article.objects.get(pk=article.pk), editor)


def changed(story, **fields) -> Article:
    """Return a saved working copy of the story with these fields."""
    copy = start_update(story, None)
    for name, value in fields.items():
        setattr(copy, name, value)
    return save_article(copy, None)


def rows() -> list[tuple[str, str]]:
    return list(Correction.objects.order_by("pk").values_list("before", "after"))


def test_a_changed_word_is_told_with_its_sentence_note_and_edition(story, editor):
    copy = changed(story, body=BODY.replace("Monday", "Tuesday"))
    corrected = correct(copy, editor, note="The speech was on  Tuesday.")
    row = Correction.objects.get()
    assert corrected == story
    assert (row.before, row.after) == ("The minister spoke on Monday.", "The minister spoke on Tuesday.")
    assert (row.note, row.quote, row.article) == ("The speech was on Tuesday.", None, story)
    assert (row.edition.number, row.edition.kind, row.edition.note) == (2, "correction", row.note)
    assert row.made == row.edition.published == corrected.modified
    shown = Article.objects.published().get()
    assert (shown.body, shown.slug, shown.pk) == (copy.body, story.slug, story.pk)
    entry = AuditEntry.objects.get(verb="correct")
    assert (entry.user, entry.article, entry.data["note"], entry.data["corrections"]) == (editor, story, row.note, 1)


def test_the_correction_is_not_the_note_of_an_update(story, editor):
    publish(changed(story, summary="More is known."), editor, note="Summary added")
    correct(changed(story, headline="A plan is announced"), editor, note="It is a plan.")
    assert Article.objects.get().update_note == "Summary added"


def test_headline_summary_and_each_passage_of_the_body_have_a_row_of_their_own(story, editor):
    body = BODY.replace("on Monday", "on Tuesday").replace('"It is long," she added.', "She left.")
    correct(changed(story, headline="A plan is announced", summary="New.", body=body), editor, note="Three slips.")
    assert rows() == [
        ("A report is announced", "A plan is announced"),
        ("", "New."),
        ("The minister spoke on Monday.", "The minister spoke on Tuesday."),
        ('"It is long," she added.', "She left."),
    ]


def test_words_of_a_quotation_are_corrected_through_the_quote_lock_and_keep_its_address(story, editor):
    quote = Quote.objects.get(words__startswith="We will")
    copy = changed(story, body=BODY.replace("the report", "the whole report"))
    with pytest.raises(Blocked, match="1 quotation"):
        correct(copy, editor, note="A word was missing.")
    assert not Correction.objects.exists()
    quoting.confirm(copy.quotes.get(state="altered"), editor, reason="Checked with the recording")
    correct(Article.objects.get(pk=copy.pk), editor, note="A word was missing.")
    row = Correction.objects.get()
    assert row.quote == quote
    assert (row.before, row.after) == (
        '"We will publish the report," she said.',
        '"We will publish the whole report," she said.',
    )
    assert Quote.objects.get(pk=quote.pk).words == "We will publish the whole report"


def test_of_nested_quotations_the_inner_one_is_named(editor):
    article = make.article(body='She said: "He told me he would come on Monday."', status="draft", publish_at=None)
    outer = make.quote(article, "He told me he would come on Monday.")
    inner = make.quote(article, "he would come on Monday", kind="indirect", within=outer)
    story = publish(Article.objects.get(pk=article.pk), editor)
    copy = changed(story, body=article.body.replace("Monday", "Tuesday"))
    for quote in copy.quotes.filter(state="altered"):
        quoting.confirm(Quote.objects.get(pk=quote.pk), editor, reason="Heard again")
    correct(Article.objects.get(pk=copy.pk), editor, note="Wrong day.")
    assert Correction.objects.get().quote == inner


def test_a_change_beside_a_quotation_is_not_put_down_to_it(story, editor):
    correct(changed(story, body=BODY.replace("she said", "she told parliament")), editor, note="Where she said it.")
    assert Correction.objects.get().quote is None


def test_another_speaker_or_role_is_told_at_the_quotation_though_no_word_of_the_text_changes(story, editor):
    copy = start_update(story, editor)
    who = make.person("Bo Other")
    first, second = copy.quotes.order_by("start")
    first.speaker_person, first.role = who, make.role(who, "spokesman")
    first.save()
    second.kind, second.venue = "mixed", "parliament"
    second.save()
    correct(copy, editor, note="It was the spokesman.")
    one, other = Correction.objects.order_by("pk")
    assert (one.before, one.after) == ("Attributed to Ada Speaker", "Attributed to Bo Other, spokesman")
    assert (other.before, other.after) == ("Given verbatim", "Given partly verbatim; Where: parliament")
    assert [one.quote, other.quote] == list(story.quotes.order_by("start"))


def test_words_that_are_no_quotation_after_all_are_told(story, editor):
    copy = start_update(story, editor)
    quoting.reject(copy.quotes.get(words__startswith="It is"), editor)
    correct(Article.objects.get(pk=copy.pk), editor, note="A heading of the report, not her words.")
    assert rows() == [("Given as the words of Ada Speaker: “It is long,”", "Not a quotation")]


def test_source_dateline_and_chain_are_told_in_words(story, editor):
    copy = changed(story, source=make.source("Wire"), dateline_place="BAKU", credit_line="Wire")
    step = make.hop(copy, make.source("Guild"))
    correct(Article.objects.get(pk=copy.pk), editor, note="Wrong source.")
    assert rows() == [
        ("", "Dateline: BAKU"),
        (f"Source: {story.source.name}", f"Source: {copy.source.name}"),
        ("", "Credit line: Wire"),
        ("", f"Source chain: {step.source.name}"),
    ]


@pytest.mark.parametrize("fields", [{}, {"body": BODY.replace(". ", ".\n")}, {"external_url": "https://a.example/"}])
def test_a_correction_that_changes_nothing_for_readers_is_refused_and_the_copy_kept(story, editor, fields):
    copy = changed(story, **fields)
    before = Article.objects.filter(pk=story.pk).values().get()
    with pytest.raises(Blocked, match="Nothing that readers read"):
        correct(copy, editor, note="Nothing.")
    assert Article.objects.filter(pk=story.pk).values().get() == before
    assert (story.editions.count(), Correction.objects.count(), story.hops.count()) == (1, 0, 0)
    assert copy.pk is not None
    assert Article.objects.get(pk=copy.pk).version == copy.version
    discard_update(copy, editor)


@pytest.mark.parametrize("note", ["", "  \n", "\u200b"])
def test_a_correction_without_a_note_to_readers_is_refused(story, editor, note):
    copy = changed(story, headline="A plan is announced")
    with pytest.raises(Blocked, match="Tell readers"):
        correct(copy, editor, note=note)
    assert Article.objects.published().get().headline == story.headline


def test_a_note_that_is_too_long_is_refused_whole(story, editor):
    copy = changed(story, headline="A plan is announced")
    with pytest.raises(ValidationError, match="500"):
        correct(copy, editor, note="x" * 501)
    assert Article.objects.published().get().headline == story.headline
    assert copy.pk


def test_only_a_working_copy_of_what_readers_have_is_published_as_a_correction(editor):
    with pytest.raises(Blocked, match="Only a published story"):
        correct(make.article(status="draft"), editor, note="x")
    ahead = publish(make.article(status="draft"), editor, at=timezone.now() + timedelta(hours=1))
    with pytest.raises(Blocked, match="do not have this story yet"):
        correct(changed(ahead, headline="Another"), editor, note="x")


def test_reporters_prepare_a_correction_and_editors_publish_it(story, editor):
    copy = changed(story, headline="A plan is announced")
    with pytest.raises(NotAllowed):
        correct(copy, make.member("Reporter"), note="It is a plan.")
    correct(copy, editor, note="It is a plan.")


def test_a_copy_that_a_colleague_has_saved_since_is_not_published(story, editor):
    copy = changed(story, headline="A plan is announced")
    save_article(Article.objects.get(pk=copy.pk), editor)
    with pytest.raises(Conflict):
        correct(copy, editor, note="It is a plan.")
    assert not Correction.objects.exists()


def test_what_was_said_of_the_copy_stays_with_the_story(story, editor):
    copy = changed(story, headline="A plan is announced")
    comment(copy, editor, "Rang the ministry.")
    correct(copy, editor, note="It is a plan.")
    assert story.comments.get().text == "Rang the ministry."


def test_a_story_that_came_in_without_editions_has_what_readers_had_on_record(editor):
    article = make.article()
    correct(changed(article, headline="A plan is announced"), editor, note="It is a plan.")
    first, second = article.editions.order_by("number")
    assert (first.kind, first.published, first.user) == ("first", article.publish_at, None)
    assert json.loads(first.content)["headline"] == "A report is announced"
    assert (second.kind, second.previous_sha256) == ("correction", first.sha256)


def test_a_rewritten_text_is_told_in_passages_that_can_be_read(story, editor):
    body = BODY + "\n\n" + "It goes on and on, " * 1000
    correct(changed(story, body=body), editor, note="All of it.")
    row = Correction.objects.get()
    assert row.before == ""
    assert len(row.after) <= 5000
    assert row.after.endswith("…")


def test_verify_is_clean_after_a_correction_and_finds_one_that_was_tampered_with(story, editor, capsys):
    correct(changed(story, body=BODY.replace("Monday", "Tuesday")), editor, note="Wrong day.")
    call_command("verify")
    edition = Edition._base_manager.filter(article=story, number=2)
    for tamper, said in [
        (lambda: Correction.objects.update(before="The minister was silent."), "corrections: are others"),
        (lambda: Correction.objects.all().delete(), "corrections: are others"),
        (
            lambda: Edition._base_manager.filter(article=story, number=2).update(note="Nothing to see."),
            "note: is another",
        ),
        (lambda: edition.update(kind="update"), "kind: is another"),
    ]:
        tamper()
        with pytest.raises(CommandError, match="broken promise"):
            call_command("verify")
        assert said in capsys.readouterr().err


def test_an_edition_of_before_photos_were_on_record_is_corrected_like_any_other():
    before = json.loads(editions.canonical(editions.content(make.article())))
    after = before | {"headline": "Another headline"}
    del before["lead_photo"]
    assert [row["after"] for row in corrections(before, after)] == ["Another headline"]
