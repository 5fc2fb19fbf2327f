"""What the public lists read by: roles by the words of their title, articles by language, topics by name."""

from django.db import migrations, models

import articles.models.fields
from articles.models.fields import folded_title


def fold_titles(apps, schema_editor):
    roles = apps.get_model("articles", "Role").objects.using(schema_editor.connection.alias)
    for role in roles.only("title").iterator():
        roles.filter(pk=role.pk).update(folded=folded_title(role))


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_search")]

    operations = [
        migrations.AddField(
            model_name="role",
            name="folded",
            field=articles.models.fields.FoldedField(default="", editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(fold_titles, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["language", "status", "-publish_at", "-id"], name="article_by_language"
            ),
        ),
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(fields=["name", "id"], name="topic_by_name"),
        ),
    ]
