"""The record on a story's page without any script: each button is a plain POST that saves, acts, and comes back."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from articles.models import Article, Person, Quote, Role, Source
from tests import make
from tests.admin.pages import errors_of, form_of, new_row, sent

pytestmark = pytest.mark.django_db

SAID = "We will publish the report"


@pytest.fixture
def draft():
    return make.article(status="draft", publish_at=None)


@pytest.fixture
def quote(draft):
    return make.quote(draft, state="suggested", speaker_person=None)


def page(article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def attributed(desk, draft, **fields):
    """Send the page with the first card's fields filled in so."""
    return desk.post(
        page(draft), form_of(desk, page(draft)) | {f"quotes-0-{name}": text for name, text in fields.items()}
    )


def test_a_button_saves_the_page_decides_and_comes_back_to_its_card(desk, draft, quote, editor):
    response = sent(desk, page(draft), form_of(desk, page(draft)) | {"headline": "Other", "_confirm": quote.pk})
    assert response.url == f"{page(draft)}#quote-{quote.pk}"
    quote.refresh_from_db()
    assert (quote.state, quote.confirmed_by) == ("confirmed", editor)
    article = Article.objects.get()
    assert (article.headline, article.version) == ("Other", 2)


def test_words_marked_as_no_quotation_stay_so(desk, draft, quote):
    sent(desk, page(draft), form_of(desk, page(draft)) | {"_reject": quote.pk})
    assert Quote.objects.get().state == "rejected"
    sent(desk, page(draft), form_of(desk, page(draft)) | {"_confirm": quote.pk})
    assert Quote.objects.get().state == "confirmed"


def test_several_are_confirmed_by_one_form(desk, draft, quote):
    other = make.quote(draft, "The minister", state="suggested")
    sent(desk, page(draft), form_of(desk, page(draft)) | {"_confirm": [quote.pk, other.pk]})
    assert set(Quote.objects.values_list("state", flat=True)) == {"confirmed"}


@pytest.mark.parametrize("key", ["0", "x", "9" * 30, "-1"])
def test_a_button_of_no_quotation_of_this_story_decides_nothing(desk, draft, quote, key):
    elsewhere = make.quote(make.article(status="draft", publish_at=None), state="suggested")
    for pk in (key, elsewhere.pk):
        desk.post(page(draft), form_of(desk, page(draft)) | {"_confirm": pk})
    assert set(Quote.objects.values_list("state", flat=True)) == {"suggested"}


def test_altered_words_are_shown_before_and_now_and_take_a_reason(desk, draft):
    quote = make.quote(draft)
    data = form_of(desk, page(draft))
    sent(desk, page(draft), data | {"body": data["body"].replace("the report", "the whole report")})
    shown = desk.get(page(draft)).content.decode()
    assert "We will publish the <ins>whole </ins>report" in shown
    refused = desk.post(page(draft), form_of(desk, page(draft)) | {"_confirm": quote.pk})
    assert "Say why" in errors_of(refused)
    assert Quote.objects.get().state == "altered"
    sent(desk, page(draft), form_of(desk, page(draft)) | {"_confirm": quote.pk, "quotes-0-reason": "Heard again"})
    assert (Quote.objects.get().state, Quote.objects.get().words) == ("confirmed", "We will publish the whole report")


def test_quotes_are_found_in_the_text_as_it_is_sent(desk, draft):
    data = form_of(desk, page(draft)) | {"body": '"It is over," Nora Field said.', "_find_quotes": "1"}
    response = sent(desk, page(draft), data)
    assert response.url == f"{page(draft)}#record"
    assert (Quote.objects.get().words, Quote.objects.get().state) == ("It is over", "suggested")


def test_a_new_story_is_saved_and_read_in_one_act(desk):
    add = reverse("admin:articles_article_add")
    data = form_of(desk, add) | {"headline": "A vote", "body": '"It is over," Nora Field said.', "_find_quotes": "1"}
    assert sent(desk, add, data).url == f"{page(Article.objects.get())}#record"
    assert Quote.objects.get().state == "suggested"


def test_a_second_story_with_the_same_headline_gets_a_slug_of_its_own(desk, draft):
    add = reverse("admin:articles_article_add")
    for _ in range(2):
        sent(desk, add, form_of(desk, add) | {"headline": "A vote", "body": "Text."})
    assert set(Article.objects.exclude(pk=draft.pk).values_list("slug", flat=True)) == {"a-vote", "a-vote-2"}


@pytest.mark.parametrize("typed", ["Ida Lund", "IDA LUND", "Lund, I.", "Ida Lund · ida-lund"])
def test_a_speaker_is_found_by_name_alias_or_slug(desk, draft, quote, typed):
    who = make.person("Ida Lund", slug="ida-lund", aliases=["Lund, I."])
    assert attributed(desk, draft, speaker=typed).status_code == 302
    assert Quote.objects.get().speaker == who


def test_an_organisation_speaks_too_and_an_empty_field_takes_the_speaker_away(desk, draft, quote):
    source = make.source("Ministry")
    attributed(desk, draft, speaker=source.name)
    assert Quote.objects.get().speaker == source
    attributed(desk, draft, speaker="")
    assert Quote.objects.get().speaker is None


def test_a_surname_alone_means_somebody_of_this_story_only(desk, draft, quote):
    who = make.person("Ida Lund")
    assert "Nobody of the name “Lund”" in errors_of(attributed(desk, draft, speaker="Lund"))
    make.person("Ann Berg", aliases=["Berg"])
    assert "write the whole name" in errors_of(attributed(desk, draft, speaker="Berg"))
    make.mention(draft, who)
    assert attributed(desk, draft, speaker="Lund").status_code == 302
    assert Quote.objects.get().speaker == who


def test_of_two_who_bear_a_name_the_slug_says_which(desk, draft, quote):
    make.person("Ida Lund", slug="ida-lund")
    other = make.person("Ida Lund", slug="ida-lund-2")
    said = errors_of(attributed(desk, draft, speaker="Ida Lund"))
    assert "is more than one" in said
    assert said.count("Ida Lund · ida-lund") == 2
    attributed(desk, draft, speaker="Ida Lund · ida-lund-2")
    assert Quote.objects.get().speaker == other


def test_an_old_slug_leads_to_its_person(desk, draft, quote):
    who = make.person("Ida Lund", slug="ida-berg")
    who.slug = "ida-lund"
    who.save()
    attributed(desk, draft, speaker="Ida Berg · ida-berg")
    assert Quote.objects.get().speaker == who


def test_an_unknown_name_is_refused_on_its_card_and_nothing_is_lost(desk, draft, quote):
    data = form_of(desk, page(draft)) | {"quotes-0-speaker": "Nora Feild", "summary": "Mine"}
    response = desk.post(page(draft), data)
    assert "Nobody of the name “Nora Feild” is on record" in errors_of(response)
    assert 'value="Nora Feild"' in response.content.decode()
    assert (Article.objects.get().summary, Person.objects.count()) == ("", 0)


def test_a_new_person_is_made_with_a_role_attested_on_the_day_of_the_text(desk, draft, quote):
    response = attributed(desk, draft, speaker="Nora Field", role="minister, Ministry of Schools", new="person")
    assert response.status_code == 302
    quote.refresh_from_db()
    role = Role.objects.get()
    assert (quote.speaker.name, quote.speaker.proposed, quote.role) == ("Nora Field", False, role)
    assert (role.title, role.organisation.name, role.as_of) == ("minister", "Ministry of Schools", draft.reading_date)


def test_a_new_role_takes_the_organisation_that_is_on_record_commas_and_all(desk, draft, quote):
    who, source = make.person("Nora Field"), make.source(name="Schools, Sports and Culture, Ministry of")
    attributed(desk, draft, speaker=who.name, role=f"deputy minister, acting, {source.name}", new="role")
    role = Role.objects.get()
    assert (role.title, role.organisation, Source.objects.count()) == ("deputy minister, acting", source, 1)


def test_two_cards_that_name_one_new_person_make_one(desk, draft, quote):
    make.quote(draft, "The minister", state="suggested", speaker_person=None)
    data = form_of(desk, page(draft))
    data |= {f"quotes-{n}-speaker": "Nora Field" for n in (0, 1)} | {f"quotes-{n}-new": "person" for n in (0, 1)}
    sent(desk, page(draft), data)
    assert {q.speaker for q in Quote.objects.all()} == {Person.objects.get()}


def test_a_role_that_is_not_on_record_is_refused_until_it_is_said_to_be_new(desk, draft, quote):
    who = make.person("Nora Field")
    said = errors_of(attributed(desk, draft, speaker=who.name, role="minister"))
    assert "Nora Field has no role “minister” on record" in said
    attributed(desk, draft, speaker=who.name, role="minister", new="role")
    assert Quote.objects.get().role == Role.objects.get(person=who, title="minister")


def test_of_two_roles_of_one_title_the_one_held_that_day_is_meant(desk, draft, quote):
    who = make.person("Nora Field")
    make.role(who, "minister", organisation=make.source(), start="2001", end="2004")
    held = make.role(who, "minister", organisation=make.source(), start="2020", end="2030")
    attributed(desk, draft, speaker=who.name, role="Minister")
    assert Quote.objects.get().role == held


def test_a_role_goes_with_its_speaker_and_the_only_role_of_that_day_comes_with_the_next(desk, draft):
    first = make.person("Ida Lund")
    make.quote(draft, speaker_person=first, role=make.role(first, "mayor"))
    second = make.person("Nora Field")
    role = make.role(second, "minister")
    attributed(desk, draft, speaker="Nora Field")
    assert (Quote.objects.get().speaker, Quote.objects.get().role) == (second, role)
    make.role(first, "member")
    attributed(desk, draft, speaker="Ida Lund")
    assert (Quote.objects.get().speaker, Quote.objects.get().role) == (first, None)


def test_what_a_colleague_changed_on_a_card_that_was_not_touched_stays(desk, draft, quote):
    data = form_of(desk, page(draft)) | {"summary": "Mine"}
    who = make.person("Ida Lund")
    Quote.objects.update(speaker_person=who)
    sent(desk, page(draft), data)
    assert Quote.objects.get().speaker == who


def test_who_may_not_add_people_chooses_among_those_on_record(client, draft, quote):
    writer = User.objects.create_user("writer", is_staff=True)
    names = ["view_article", "change_article", "view_quote", "change_quote", "add_quote"]
    writer.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(writer)
    assert "may not add people" in errors_of(attributed(client, draft, speaker="Nora Field", new="person"))
    assert not Person.objects.exists()


def test_by_way_of_names_a_source_on_record(desk, draft, quote):
    source = make.source("Agency")
    assert "No source of the name" in errors_of(attributed(desk, draft, via="Nowhere"))
    attributed(desk, draft, via=source.name)
    assert Quote.objects.get().via == source


def test_a_quotation_made_by_hand_stands_between_the_others(desk, draft, quote):
    data = new_row(form_of(desk, page(draft)), "quotes", spans="0-12", kind="indirect", decision="")
    sent(desk, page(draft), data)
    made = Quote.objects.exclude(pk=quote.pk).get()
    assert (made.words, made.kind, made.state) == ("The minister", "indirect", "suggested")


def test_who_may_only_look_sees_the_record_and_no_buttons(client, viewer, draft, quote):
    client.force_login(viewer)
    shown = client.get(page(draft)).content.decode()
    assert SAID in shown
    assert "_confirm" not in shown
    assert client.post(page(draft), {"_confirm": quote.pk}).status_code == 403
    assert Quote.objects.get().state == "suggested"


def test_a_published_story_shows_its_record_read_only_and_how_to_go_on(desk):
    story = make.article()
    make.quote(story)
    shown = desk.get(page(story)).content.decode()
    assert "_confirm" not in shown
    assert SAID in shown
    assert "Start an update" in shown


def test_the_page_opens_without_the_record_for_who_may_not_see_quotations(client, draft, quote):
    writer = User.objects.create_user("writer", is_staff=True)
    writer.user_permissions.set(Permission.objects.filter(codename__in=["view_article", "change_article"]))
    client.force_login(writer)
    shown = client.get(page(draft)).content.decode()
    assert 'id="record"' not in shown
    assert 'name="headline"' in shown
