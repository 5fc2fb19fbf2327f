"""The form of a story."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.editorial import intake, translating
from articles.editorial.matching import free_slug
from articles.models import Article
from articles.text import slugify

from .new_photo import NewPhotoForm
from .versions import VersionedForm

_IN_ITS_LANGUAGE = {"headline", "summary", "body"}


class ArticleForm(NewPhotoForm, VersionedForm):
    """A story's own fields. Its status is moved by verbs."""

    class Meta:
        model = Article
        fields = ()
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 2, "class": "headline"}),
            "summary": forms.Textarea(attrs={"rows": 3}),
            "body": forms.Textarea(attrs={"rows": 28, "class": "story", "spellcheck": "true"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in _IN_ITS_LANGUAGE & self.fields.keys():
                self.fields[name].widget.attrs |= {"lang": self.instance.language, "dir": self.instance.direction}
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("The last part of its address; made from the headline if left empty.")
        if self.instance.update_of_id and "body" in self.fields:
            self.fields["update_note"] = note = Article._meta.get_field("update_note").formfield(
                label=_("Note to readers")
            )
            note.help_text = _("What is new, or what was wrong. A correction is not published without.")
            note.widget.attrs["class"] = "vTextField"
            self.initial["update_note"] = self.instance.update_note
        for field in self.fields.values():
            if isinstance(field, forms.SplitDateTimeField):
                date, time = field.widget.widgets
                date.attrs["aria-label"] = _("%(field)s: date") % {"field": field.label}
                time.attrs["aria-label"] = _("%(field)s: time") % {"field": field.label}

    def clean_update_note(self) -> str:
        """Take the note of a working copy, which stands outside its fieldsets."""
        self.instance.update_note = self.cleaned_data["update_note"]
        return self.instance.update_note

    def clean_slug(self) -> str:
        """Where nobody chose another one, the slug is made from the headline; of a new story, a free one."""
        slug, headline = self.cleaned_data["slug"], self.cleaned_data.get("headline", "")
        only_headline = {"headline", "slug"} & set(self.changed_data) == {"headline"}
        if self.instance.pk is not None and only_headline and _has_stand_in_slug(self.instance):
            return free_slug(Article, headline)
        if slug not in {"", slugify(headline)}:
            return slug
        return free_slug(Article, headline) if self.instance.pk is None else slug or slugify(headline) or "story"


def _has_stand_in_slug(article: Article) -> bool:
    return intake.has_stand_in_slug(article) or translating.has_stand_in_slug(article)
