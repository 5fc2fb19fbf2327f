"""What a speaker said last is read from the index in order, however much it is.

The index of the key alone goes: PostgreSQL takes it for as good, reads all that the speaker said, and sorts.
"""

import django.db.models.deletion
from django.db import migrations, models

from articles.search.operations import BuildIndex, DropIndex


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0014_utterances'),
    ]

    operations = [
        DropIndex(),
        migrations.RemoveIndex(model_name='quote', name='quote_by_person'),
        migrations.RemoveIndex(model_name='quote', name='quote_by_source'),
        migrations.AlterField(
            model_name='quote',
            name='speaker_person',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='articles.person', verbose_name='speaker, a person'),
        ),
        migrations.AlterField(
            model_name='quote',
            name='speaker_source',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='articles.source', verbose_name='speaker, an organisation'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(fields=['speaker_person', 'state', '-id'], name='quote_by_person'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(fields=['speaker_source', 'state', '-id'], name='quote_by_source'),
        ),
        BuildIndex(),
    ]
