"""The fingerprint of a quotation's words, by which the same words are found wherever they stand."""

from itertools import islice

import articles.models.fields
from django.db import migrations, models

from articles.search.operations import BuildIndex, DropIndex
from articles.text import fingerprint


def fill(apps, schema_editor):
    quotes = apps.get_model("articles", "Quote").objects.using(schema_editor.connection.alias)
    rows = quotes.order_by("pk").only("pk", "words").iterator(chunk_size=500)
    while chunk := list(islice(rows, 500)):
        for row in chunk:
            row.utterance = fingerprint(row.words)
        quotes.bulk_update(chunk, ["utterance"])


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0013_groups'),
    ]

    operations = [
        DropIndex(),
        migrations.AddField(
            model_name='quote',
            name='utterance',
            field=articles.models.fields.FingerprintField(editable=False, null=True, serialize=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(fields=['utterance', 'speaker_person', 'speaker_source', '-article'], name='quote_by_words'),
        ),
        BuildIndex(),
    ]
