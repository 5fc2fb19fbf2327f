"""The form of a story."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.editorial.saving import CLOSED
from articles.models import Article
from articles.text import slugify

from .versions import VersionedForm


class ArticleForm(VersionedForm):
    """A story's own fields. Its status moves freely up to publication, which is a verb."""

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
        if "status" in self.fields:
            self.fields["status"].choices = [c for c in Article.Status.choices if c[0] not in CLOSED]
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("The last part of its address; made from the headline if left empty.")
        if "update_note" in self.fields and self.instance.update_of_id:
            self.fields["update_note"].help_text = _("What readers are told of this update.")

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"] or slugify(self.cleaned_data.get("headline", "")) or "story"
