"""What the seeds lack, so that every kind of page can be judged: photos, an update, a correction, a retraction.

Run in the newsroom that is judged: `manage.py shell -c "from tests.judges.furnish import furnish; furnish()"`. Writes
the addresses to be judged as JSON: {"public": {name: path}, "desk": {name: path}, "gone": path}.
"""

import json
import sys
from io import BytesIO

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image, ImageDraw

from articles.editorial import checks
from articles.editorial.correcting import correct
from articles.editorial.merging import merge
from articles.editorial.publishing import discard_update, publish, start_update
from articles.editorial.records import save_record
from articles.editorial.retracting import retract
from articles.editorial.saving import save_article
from articles.editorial.sharing import share
from articles.editorial.suggesting import suggest
from articles.editorial.translating import translate
from articles.models import Article, Correction, Merge, Person, Photo, Source, Topic
from articles.text import slugify

ADDED = {"article", "person", "photo", "source", "topic"}


def furnish() -> None:
    chief = User.objects.filter(is_superuser=True).earliest("pk")
    first, second = Article.objects.published().order_by("publish_at")[:2]
    copy = start_update(first, chief)
    copy.lead_photo = photo(chief)
    publish(save_article(copy, chief), chief, note="A photo was added")
    copy = start_update(Article.objects.get(pk=second.pk), chief)
    copy.headline = f"{copy.headline} (corrected)"
    correct(save_article(copy, chief), chief, note="The headline was incomplete")
    person = Person.objects.public().earliest("pk")
    person.portrait = photo(chief)
    save_record(person, chief)
    translated = in_french(first, chief)
    seen = public(first, person) | {"translation": translated.get_absolute_url()}
    desks = desk() | beside(first, translated, chief) | of_people(chief)
    sys.stdout.write(json.dumps({"public": seen, "desk": desks, "gone": gone(chief)}))


def in_french(article: Article, user: User) -> Article:
    draft = translate(Article.objects.get(pk=article.pk), user, "fr")
    draft.headline, draft.summary, draft.body = "Un titre", "Un résumé.", "Un texte."
    return publish(save_article(draft, user), user, accepted=[f.key for f in checks.run(draft)])


def photo(user: User) -> Photo:
    picture = Image.new("RGB", (1600, 1000), "#8a9aa8")
    draw = ImageDraw.Draw(picture)
    for n in range(40):
        draw.rectangle([n * 40, 1000 - n * 20, n * 40 + 36, 1000], fill=(120 + n, 90 + 2 * n, 60 + 3 * n))
    out = BytesIO()
    picture.save(out, "JPEG", quality=90)
    row = Photo(file=ContentFile(out.getvalue(), "hall.jpg"), alt="Columns of rising height", credit="Judges")
    return save_record(row, user)


def public(article: Article, person: Person) -> dict[str, str]:
    """Return one address of each kind of public page."""
    told = Article.objects.get(pk=article.pk).get_absolute_url()
    quote = article.quotes.public().earliest("pk")
    return {
        "front": "/",
        "archive": "/articles/",
        "archive narrowed": "/articles/?q=parliament&language=en",
        "archive empty": "/articles/?q=nothinghasthisword",
        "article": told,
        "article corrected": Correction.objects.latest("pk").article.get_absolute_url(),
        "versions": f"{told}versions/",
        "two editions": f"{told}versions/?from=1&to=2",
        "people": "/people/",
        "person": person.get_absolute_url(),
        "search": "/search/?q=pecresse",
        "search, nothing asked": "/search/",
        "search, nothing found": "/search/?q=nothinghasthisword",
        "sources": "/sources/",
        "source": Source.objects.public().earliest("pk").get_absolute_url(),
        "topics": "/topics/",
        "topic": Topic.objects.public().earliest("pk").get_absolute_url(),
        "event": Topic.objects.public().filter(kind="event").earliest("pk").get_absolute_url(),
        "quotes": "/quotes/",
        "quotation": quote.get_absolute_url(),
        "embedded quotation": f"{quote.get_absolute_url()}embed/",
    }


def desk() -> dict[str, str]:
    """Return the addresses of the desk's pages: the board, the lists and forms; those of accounts are Django's own."""
    body = "“We wait,” said Ada Speaker, the mayor. She stressed that nothing is decided yet.\n\n“No,” said Bo Other."
    draft = save_article(Article(headline="A draft", slug="a-draft", body=body), None)
    suggest(draft)
    found = {"board": "/admin/", "story": reverse("admin:articles_article_change", args=[draft.pk])}
    for model in admin.site._registry:
        if model._meta.app_label == "auth":
            continue
        name = model._meta.model_name
        found[f"list of {name}"] = reverse(f"admin:{model._meta.app_label}_{name}_changelist")
        if (row := model._default_manager.order_by("-pk").first()) is not None:
            found[name] = reverse(f"admin:{model._meta.app_label}_{name}_change", args=[row.pk])
        if name in ADDED:
            found[f"new {name}"] = reverse(f"admin:{model._meta.app_label}_{name}_add")
    return found


def beside(article: Article, revised: Article, user: User) -> dict[str, str]:
    """Return the addresses of the pages beside a published story, beside one with revisions, and beside a draft."""
    draft = Article.objects.get(slug="a-draft")
    share(draft, user, note="the mayor's office")
    discard_update(start_update(article, user), user)
    names = ["share", "timeline", "translate", "editions", "retract", "history"]
    found = {name: reverse(f"admin:articles_article_{name}", args=[article.pk]) for name in names}
    revisions = revised.history.order_by("history_id").values_list("history_id", flat=True)
    versions = f"?from={revisions.first()}&to={revisions.last()}"
    return found | {
        "share a draft": reverse("admin:articles_article_share", args=[draft.pk]),
        "findings": f"{reverse('admin:articles_article_change', args=[draft.pk])}?findings=1",
        "two revisions": f"{reverse('admin:articles_article_compare', args=[revised.pk])}{versions}",
        "deleted": reverse("admin:articles_article_deleted"),
        "figures": reverse("admin:articles_quote_figures"),
        "preview": f"/preview/article/{draft.pk}/",
    }


def of_people(user: User) -> dict[str, str]:
    """Return the addresses of the pages on which two people are compared, merged and parted again."""
    one, other, third = (
        save_record(Person(name=name, sort_name=name, slug=slugify(name)), user)
        for name in ("Ada Speaker-Example", "A. Speaker-Example", "Adah Speaker-Example")
    )
    merge(one, third, user, reason="The same name")
    return {
        "likely duplicates": reverse("admin:articles_person_duplicates"),
        "two people": reverse("admin:articles_person_merge", args=[one.pk, other.pk]),
        "undo a merge": reverse("admin:articles_merge_undo", args=[Merge.objects.latest("pk").pk]),
    }


def gone(user: User) -> str:
    """Return the address of a story that was published and retracted."""
    row = save_article(Article(headline="A story that was retracted", slug="retracted", body="Nothing was so."), None)
    retract(publish(row, user), user, note="None of this was so.")
    return Article.objects.get(pk=row.pk).get_absolute_url()
