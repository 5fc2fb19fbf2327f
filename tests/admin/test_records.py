"""People, sources, photos and old addresses: clear errors, a trace of each act, found however their names are typed."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from articles.models import AuditEntry, Person, Photo, Redirect, Role, Source
from tests import make
from tests.admin.pages import errors_of, form_of, new_row, sent
from tests.imaging import pictures as drawn

pytestmark = pytest.mark.django_db


def picture(size=(40, 30), kind="PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, kind)
    return out.getvalue()


def page(row) -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])


def add(model) -> str:
    return reverse(f"admin:articles_{model._meta.model_name}_add")


def complete(desk, of, field, term, **more) -> list[str]:
    given = {"app_label": "articles", "model_name": of, "field_name": field, "term": term} | more
    return [r["text"] for r in desk.get("/admin/autocomplete/", given).json()["results"]]


def test_other_names_are_written_one_a_line(desk):
    data = form_of(desk, add(Person)) | {"name": "Valérie Pécresse", "slug": "valerie-pecresse"}
    data = new_row(data | {"aliases": " Valerie  Pecresse \r\n\r\nPécresse\nPécresse"}, "roles", title="candidate")
    sent(desk, add(Person), data)
    person = Person.objects.get()
    assert (person.aliases, person.sort_name) == (["Valerie Pecresse", "Pécresse"], "Valérie Pécresse")
    assert form_of(desk, page(person))["aliases"] == "Valerie Pecresse\nPécresse"
    assert Role.objects.get().title == "candidate"
    assert set(AuditEntry.objects.values_list("verb", "model")) == {
        ("create", "articles.person"),
        ("create", "articles.role"),
    }


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "Ada \u202eedA", "U+202E"),
        ("aliases", "x" * 201, "at most 200 characters"),
        ("wikidata", "42", "such as Q42"),
        ("slug", "Ada Speaker", "slug"),
    ],
)
def test_a_person_with_a_bad_field_is_refused_at_that_field(desk, field, value, said):
    who = make.person()
    response = desk.post(page(who), form_of(desk, page(who)) | {field: value})
    assert said in errors_of(response)
    assert field in response.context["adminform"].form.errors
    assert not AuditEntry.objects.exists()


def test_two_roles_alike_are_refused_on_the_row(desk):
    who = make.person()
    make.role(who, "minister", start="2020")
    data = new_row(form_of(desk, page(who)), "roles", title="minister", start="2020")
    assert desk.post(page(who), data).status_code == 200
    assert Role.objects.count() == 1


def test_a_renamed_person_leaves_a_redirect(desk):
    who = make.person(slug="old-name")
    sent(desk, page(who), form_of(desk, page(who)) | {"slug": "new-name"})
    assert Redirect.objects.target("person", "old-name") == who


def test_a_quoted_person_is_not_deleted_and_the_page_says_by_what(desk):
    quote = make.quote(make.article())
    response = desk.post(page(quote.speaker_person).replace("change", "delete"), {"post": "yes"})
    assert "protected" in response.content.decode()
    assert Person.objects.filter(pk=quote.speaker_person_id).exists()


def test_a_source_without_uses_is_deleted_with_a_trace(desk):
    source = make.source()
    assert desk.post(page(source).replace("change", "delete"), {"post": "yes"}).status_code == 302
    assert not Source.objects.exists()
    assert AuditEntry.objects.get().verb == "delete"


def test_deleting_several_at_once_leaves_a_trace_of_each(desk):
    keys = [make.topic().pk, make.topic().pk]
    chosen = {"action": "delete_selected", "_selected_action": keys, "post": "yes"}
    desk.post("/admin/articles/topic/", chosen)
    assert AuditEntry.objects.filter(verb="delete", model="articles.topic").count() == 2


@pytest.mark.parametrize("term", ["pecresse", "Pécresse", "PÉCRESSE ", "valerie pec"])
def test_people_are_found_however_their_name_is_typed(desk, term):
    make.person("Valérie Pécresse")
    make.person("Ada Speaker")
    assert complete(desk, "quote", "speaker_person", term) == ["Valérie Pécresse"]
    assert "Ada Speaker" not in desk.get("/admin/articles/person/", {"q": term}).content.decode()


@pytest.mark.parametrize("term", ["“", "\x00", "x" * 10_000, "' OR 1=1 --", "%", "\\"])
def test_hostile_searches_find_nothing_and_break_nothing(desk, term):
    make.person()
    assert complete(desk, "quote", "speaker_person", term) == []
    for name in ("article", "quote", "source", "topic", "photo", "redirect"):
        assert desk.get(f"/admin/articles/{name}/", {"q": term}).status_code == 200


def test_beside_a_speaker_only_their_roles_are_offered(desk):
    ada, other = make.person(), make.person()
    make.role(ada, "minister")
    make.role(other, "mayor")
    assert complete(desk, "quote", "role", "", person=ada.pk) == ["minister"]
    assert complete(desk, "quote", "role", "", person="x") != []


def test_outer_quotations_are_those_of_the_story(desk):
    one, other = make.article(status="draft"), make.article(status="draft")
    make.quote(one, speaker_person=make.person("Ada Speaker"))
    make.quote(other, speaker_person=make.person("Somebody Else"))
    assert [text.split(":")[0] for text in complete(desk, "quote", "within", "", article=one.pk)] == ["Ada Speaker"]


def upload(desk, name, data) -> object:
    sent_file = SimpleUploadedFile(name, data, "image/png")
    return desk.post(add(Photo), form_of(desk, add(Photo)) | {"alt": "A hall", "credit": "A. B.", "file": sent_file})


def test_a_photo_is_taken_and_shown_small_to_staff_only(desk, client, reader):
    assert upload(desk, "hall.png", picture((2000, 1000))).status_code == 302
    photo = Photo.objects.get()
    assert (photo.width, photo.height) == (2000, 1000)
    response = desk.get(reverse("admin:articles_photo_picture", args=[photo.pk]))
    assert Image.open(io.BytesIO(response.content)).size == (480, 240)
    assert "photos/hall" not in desk.get(page(photo)).content.decode()
    client.force_login(reader)
    assert client.get(reverse("admin:articles_photo_picture", args=[photo.pk])).status_code == 302


@pytest.mark.parametrize(
    "data",
    [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%!PS-Adobe-3.0 EPSF-3.0\n", picture()[:60], b"GIF89a"],
    ids=["svg", "postscript", "cut off", "header only"],
)
def test_what_is_no_whole_picture_is_refused(desk, data):
    assert "no whole picture" in errors_of(upload(desk, "hall.png", data))
    assert not Photo.objects.exists()


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(desk):
    out = io.BytesIO()
    Image.new("1", (10_000, 5_001)).save(out, "PNG")
    assert "at most 50" in errors_of(upload(desk, "huge.png", out.getvalue()))


def test_a_file_of_too_many_bytes_is_refused(desk, monkeypatch):
    monkeypatch.setattr("articles.imaging.bounds.BYTES_AT_MOST", 50)
    assert "at most 0 MB" in errors_of(upload(desk, "hall.png", picture()))


def test_a_photo_needs_words_and_a_credit(desk):
    data = form_of(desk, add(Photo)) | {"file": SimpleUploadedFile("hall.png", picture(), "image/png")}
    assert {"alt", "credit"} <= set(desk.post(add(Photo), data).context["adminform"].form.errors)


def test_a_photo_kept_and_a_photo_replaced(desk, django_capture_on_commit_callbacks):
    upload(desk, "hall.png", picture())
    photo = Photo.objects.get()
    sent(desk, page(photo), form_of(desk, page(photo)) | {"alt": "The hall"})
    assert Photo.objects.get().file.name == photo.file.name
    new = SimpleUploadedFile("other.png", picture((80, 60)), "image/png")
    with django_capture_on_commit_callbacks(execute=True):
        sent(desk, page(photo), form_of(desk, page(photo)) | {"file": new})
    assert Photo.objects.get().width == 80
    assert not photo.file.storage.exists(photo.file.name)


def test_a_redirect_to_two_records_is_refused(desk):
    data = {"kind": "person", "old_slug": "old", "person": make.person().pk, "source": make.source().pk}
    assert "leads to one record" in errors_of(desk.post(add(Redirect), form_of(desk, add(Redirect)) | data))


def test_a_step_and_a_mention_are_edited_on_their_own_pages(desk):
    draft = make.article(status="draft", publish_at=None)
    hop, mention = make.hop(draft, make.source()), make.mention(draft, make.person())
    sent(desk, page(hop), form_of(desk, page(hop)) | {"url": "example.org/statement"})
    sent(desk, page(mention), form_of(desk, page(mention)) | {"description": "the minister"})
    hop.refresh_from_db()
    mention.refresh_from_db()
    assert (hop.url, mention.description) == ("https://example.org/statement", "the minister")


def test_an_old_revision_of_a_person_is_put_back_through_the_verb(desk):
    who = make.person("First Name")
    revision = who.history.get()
    sent(desk, page(who), form_of(desk, page(who)) | {"name": "Second Name"})
    address = reverse("admin:articles_person_simple_history", args=[who.pk, revision.history_id])
    sent(desk, address, form_of(desk, address))
    assert Person.objects.get().name == "First Name"
    assert AuditEntry.objects.filter(verb="save").count() == 2


class TestAPhotoAddedOnTheStorysPage:
    @pytest.fixture
    def draft(self):
        return make.article(status="draft", publish_at=None)

    def send(self, desk, draft, **values):
        file = SimpleUploadedFile("hall.png", picture(), "image/png")
        return desk.post(page(draft), form_of(desk, page(draft)) | {"new_photo": file} | values)

    def test_it_becomes_the_lead_photo(self, desk, draft):
        assert self.send(desk, draft, new_photo_alt="A hall", new_photo_credit="A. B.").status_code == 302
        draft.refresh_from_db()
        assert (draft.lead_photo.alt, draft.lead_photo.credit) == ("A hall", "A. B.")
        assert AuditEntry.objects.filter(verb="create", model="articles.photo").exists()

    def test_it_brings_along_what_else_its_file_says(self, desk, draft):
        exif = Image.Exif()
        exif[0x010E] = "A hall in use"
        file = SimpleUploadedFile("hall.jpg", drawn.jpeg(exif=exif), "image/jpeg")
        self.send(desk, draft, new_photo=file, new_photo_alt="A hall", new_photo_credit="A. B.")
        photo = Photo.objects.get()
        assert (photo.alt, photo.caption, photo.credit) == ("A hall", "A hall in use", "A. B.")

    def test_it_needs_words_and_a_credit_and_nothing_is_saved_without(self, desk, draft):
        response = self.send(desk, draft, headline="Typed", new_photo_alt=" ")
        assert "what the picture shows" in errors_of(response)
        assert "whose picture" in errors_of(response)
        assert "Typed" in response.content.decode()
        assert not Photo.objects.exists()

    def test_words_without_a_file_are_not_dropped_unseen(self, desk, draft):
        response = self.send(desk, draft, new_photo="", new_photo_alt="A hall")
        assert "Choose the file" in errors_of(response)

    @pytest.mark.parametrize("refused", [{"opened": "0"}, {"_send_back": "1"}])
    def test_where_the_story_is_refused_neither_photo_nor_file_stays(self, desk, draft, refused):
        store = Photo._meta.get_field("file").storage
        response = self.send(desk, draft, new_photo_alt="A hall", new_photo_credit="A. B.", **refused)
        assert response.status_code == 200
        assert not Photo.objects.exists()
        assert not store.exists("photos") or store.listdir("photos")[1] == []
