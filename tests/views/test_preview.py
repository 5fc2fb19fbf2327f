"""The preview is what readers get: the same page, before they get it, for those who may see it and for nobody else."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from articles.editorial.publishing import discard_update, publish, start_update
from articles.editorial.records import save_record
from articles.editorial.saving import save_article
from articles.editorial.sharing import revoke, share, token
from articles.models import Article, Correction, Photo, ShareLink
from tests import make
from tests.imaging.pictures import saved, scene

pytestmark = pytest.mark.django_db
BODY = (
    '"We will publish the report," the minister said.\n\n"The report is *late*," the mayor said. "It is," she said.\n'
)


@pytest.fixture
def chief(db):
    return make.member()


@pytest.fixture
def draft(db):
    article = make.article(
        "A report is announced",
        status="draft",
        publish_at=None,
        body=BODY,
        summary="In short.",
        source=make.source(),
        topics=[make.topic()],
        byline="A. Writer",
        dateline_place="Oslo",
    )
    who = make.person("Ada Speaker")
    make.quote(article, "We will publish the report", speaker_person=who, role=make.role(who), venue="in parliament")
    make.quote(article, "The report is *late*", speaker_person=make.person("Bo Mayor"))
    make.quote(article, "It is", state="suggested")
    make.hop(article, make.source())
    make.mention(article, who, description="the minister")
    make.article("Another story", topics=article.topics.all())
    return article


def desk_page(article) -> str:
    return reverse("articles:preview", args=[article.pk])


def link_to(article, user) -> str:
    return reverse("articles:shared", args=[token(share(article, user))])


def the_story(response) -> str:
    """Return what stands in <main>, with the moments made alike."""
    assert response.status_code == 200, response
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    return re.sub(r"<time[^>]*>[^<]*</time>", "<time>", main[0])


def test_a_draft_looks_as_it_will_to_readers(client, chief, draft):
    client.force_login(chief)
    before = the_story(client.get(desk_page(draft)))
    shared = the_story(client.get(link_to(draft, chief)))
    client.logout()
    article = publish(Article.objects.get(pk=draft.pk), chief)
    after = the_story(client.get(article.get_absolute_url()))
    assert before == shared == after
    assert after.count('id="quote-') == 2


def test_a_working_copy_looks_as_the_story_will_to_readers(client, chief, draft):
    story = publish(Article.objects.get(pk=draft.pk), chief)
    Correction.objects.create(article=story, before="Olso", after="Oslo", note="A place", made=datetime.now(UTC))
    copy = start_update(story, chief)
    copy.body = "A first line.\n\n" + copy.body
    copy.headline, copy.update_note = "Another headline", "Details added"
    for quote in copy.quotes.all():
        quote.spans = [[start + 15, end + 15] for start, end in quote.spans]
        quote.save()
    copy.save()
    make.quote(copy, "first line", kind="indirect", speaker_person=make.person("Cy New"))
    client.force_login(chief)
    before = the_story(client.get(desk_page(copy)))
    article = publish(Article.objects.get(pk=copy.pk), chief)
    after = the_story(client.get(article.get_absolute_url()))
    assert before == after
    assert after.count('id="quote-') == 3
    assert "A place" in after


def test_the_address_of_a_working_copys_preview_is_that_of_its_story(client, chief):
    story = make.article()
    copy = start_update(story, chief)
    client.force_login(chief)
    page = client.get(desk_page(copy)).content.decode()
    assert f'rel="canonical" href="http://testserver{story.get_absolute_url()}"' in page


def test_quotations_that_nobody_confirmed_are_not_marked_and_the_desk_is_told_so(client, chief, draft):
    client.force_login(chief)
    page = client.get(desk_page(draft)).content.decode()
    assert "1 quotation waits for a decision and is not marked." in page
    assert page.count('id="quote-') == 2
    assert "waits for a decision" not in client.get(link_to(draft, chief)).content.decode()


class TestEveryAnswer:
    """Nobody between here and there keeps one, and no robot lists it."""

    def kept_by_nobody(self, response):
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert "ETag" not in response
        return response

    def test_of_a_link(self, client, chief, draft):
        response = self.kept_by_nobody(client.get(link_to(draft, chief)))
        assert '<meta name="robots" content="noindex' in response.content.decode()
        assert "Preview: not published." in response.content.decode()
        assert "Cookie" not in response.get("Vary", "")
        assert not response.cookies

    def test_of_the_desks_preview(self, client, chief, draft):
        client.force_login(chief)
        self.kept_by_nobody(client.get(desk_page(draft)))

    def test_of_a_link_that_is_over(self, client):
        response = self.kept_by_nobody(client.get("/preview/x/"))
        assert response.status_code == 404

    def test_of_a_link_whose_story_is_out(self, client, chief, draft):
        address = link_to(draft, chief)
        article = publish(Article.objects.get(pk=draft.pk), chief)
        response = self.kept_by_nobody(client.get(address))
        assert (response.status_code, response["Location"]) == (302, article.get_absolute_url())


def test_all_links_that_do_not_open_get_the_same_answer(client, chief, draft):
    links = [share(draft, chief) for _ in range(2)]
    addresses = [reverse("articles:shared", args=[token(link)]) for link in links]
    revoke(links[0], chief)
    past = timezone.now() - timedelta(days=9)
    ShareLink.objects.filter(pk=links[1].pk).update(created=past, expires=past + timedelta(days=1))
    gone = make.article(status="draft")
    addresses.append(link_to(gone, chief))
    gone.delete()
    retracted = make.article(status="draft")
    addresses.append(link_to(retracted, chief))
    Article.objects.filter(pk=retracted.pk).update(status="retracted")
    addresses += ["/preview/nonsense/", addresses[0][:-2] + "x/"]
    answers = [client.get(address) for address in addresses]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert "This link is no longer valid" in answers[0].content.decode()


def test_a_link_shows_the_story_as_it_stands_now_and_notes_that_it_was_opened(client, chief, draft):
    address = link_to(draft, chief)
    assert ShareLink.objects.get().last_used is None
    Article.objects.filter(pk=draft.pk).update(headline="Rewritten since")
    assert "Rewritten since" in client.get(address).content.decode()
    first = ShareLink.objects.get().last_used
    client.get(address)
    assert ShareLink.objects.get().last_used == first is not None


def test_a_scheduled_story_is_previewed_with_its_time(client, chief):
    later = timezone.now() + timedelta(days=1)
    story = publish(make.article(status="draft", publish_at=later), chief)
    client.force_login(chief)
    page = client.get(desk_page(story)).content.decode()
    assert "Readers get it from" in page
    assert "Edition 1 (first publication)" in page


@pytest.mark.parametrize("status", ["published", "retracted"])
def test_what_readers_have_an_answer_for_already_is_left_to_its_address(client, chief, status):
    article = make.article(status=status)
    client.force_login(chief)
    response = client.get(desk_page(article))
    assert (response.status_code, response["Location"]) == (302, article.get_absolute_url())


class TestWhoSeesThePreview:
    def answer(self, client, user, article) -> int:
        client.force_login(user)
        return client.get(desk_page(article)).status_code

    def test_staff_with_the_right_to_stories(self, client, draft):
        assert self.answer(client, make.member("Reporter"), draft) == 200

    def test_not_staff_without_it(self, client, draft):
        assert self.answer(client, make.member(""), draft) == 403

    def test_not_readers_with_an_account(self, client, draft, django_user_model):
        assert self.answer(client, django_user_model.objects.create_user("reader"), draft) == 302

    def test_what_is_under_embargo_only_those_who_write_and_those_with_the_right_to_it(self, client):
        hidden = make.article(status="draft", embargo_until=timezone.now() + timedelta(days=1))
        viewer = make.member("")
        viewer.user_permissions.add(Permission.objects.get(codename="view_article"))
        assert self.answer(client, viewer, hidden) == 404
        viewer.user_permissions.add(Permission.objects.get(codename="embargo_article"))
        assert self.answer(client, viewer, hidden) == 200
        assert self.answer(client, make.member("Reporter"), hidden) == 200

    def test_a_story_that_is_not_there(self, client):
        client.force_login(make.member())
        assert client.get("/preview/article/99999999999999999999/").status_code == 404
        assert client.get("/preview/article/7/").status_code == 404


def test_a_discarded_update_is_shown_to_nobody_any_more(client, chief):
    story = make.article()
    copy = start_update(story, chief)
    copy.headline = "Never to be read"
    copy.save()
    address = link_to(copy, chief)
    assert "Never to be read" in client.get(address).content.decode()
    discard_update(copy, chief)
    assert "Never to be read" not in client.get(address, follow=True).content.decode()


def crowded(n) -> Article:
    body = " ".join(f'"Sentence number {k} of many," speaker {k} said.' for k in range(n))
    article = make.article(body=body, status="draft", publish_at=None, topics=[make.topic() for _ in range(n)])
    for k in range(n):
        make.quote(article, f"Sentence number {k} of many")
        make.hop(article, make.source(), order=k + 1)
    return article


def test_a_preview_costs_the_same_however_many_quotations_it_has(client, chief, django_assert_max_num_queries):
    client.force_login(chief)
    for article in (crowded(3), crowded(40)):
        address = link_to(article, chief)
        client.get(address)
        with django_assert_max_num_queries(10):
            client.get(desk_page(article))
        client.logout()
        with django_assert_max_num_queries(9):
            assert client.get(address).status_code == 200
        client.force_login(chief)


class TestTheLeadPhoto:
    """It is private until the story is out, and in the preview all the same."""

    @pytest.fixture
    def photo(self, draft, chief):
        draft.lead_photo = Photo(alt="A hall", credit="A. Grapher")
        draft.lead_photo.file.save("hall.jpg", ContentFile(saved(scene((1600, 900)), "JPEG")))
        save_record(draft.lead_photo, chief)
        save_article(draft, chief)
        return draft.lead_photo

    @pytest.mark.parametrize("address", [lambda a, _user: desk_page(a), link_to])
    def test_is_shown_to_whoever_sees_the_preview(self, client, chief, draft, photo, address):
        client.force_login(chief)
        page = address(draft, chief)
        shown = re.search(
            r'<img src="([^"]+)"[^>]* width="1280" height="720" alt="A hall"', the_story(client.get(page))
        )
        assert shown[1] == f"{page}photo/"
        answer = client.get(shown[1])
        assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/jpeg", "private, no-store")
        assert Image.open(BytesIO(answer.content)).size == (1280, 720)

    def test_is_shown_to_nobody_else(self, client, chief, draft, photo):
        link = share(draft, chief)
        address = reverse("articles:shared_photo", args=[token(link)])
        assert client.get(address).status_code == 200
        revoke(link, chief)
        assert client.get(address).status_code == 404
        assert client.get(f"{desk_page(draft)}photo/").status_code == 302
        client.force_login(make.member(""))
        assert client.get(f"{desk_page(draft)}photo/").status_code == 403

    def test_that_is_not_there_is_missing_and_no_error(self, client, chief, draft):
        client.force_login(chief)
        assert client.get(f"{desk_page(draft)}photo/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_preview_is_only_read(client, chief, draft, method):
    assert getattr(client, method)(link_to(draft, chief)).status_code == 405
