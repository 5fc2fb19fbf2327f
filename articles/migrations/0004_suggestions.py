"""What the engine proposes: how sure it was and why, people and sources nobody has looked at yet."""

import articles.models.fields
from django.db import migrations, models


from articles.search.operations import BuildIndex, DropIndex


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0003_public_reading'),
    ]

    operations = [
        DropIndex(),
        migrations.AddField(
            model_name='article',
            name='quotes_sought',
            field=models.CharField(blank=True, default='', editable=False, max_length=64, serialize=False),
        ),
        migrations.AddField(
            model_name='historicalperson',
            name='proposed',
            field=models.BooleanField(default=False, help_text='Found in a text by the engine; nobody has looked at it yet.', verbose_name='proposed'),
        ),
        migrations.AddField(
            model_name='historicalquote',
            name='confidence',
            field=models.FloatField(blank=True, editable=False, help_text='How sure the engine was, 0 to 1.', null=True, verbose_name='confidence'),
        ),
        migrations.AddField(
            model_name='historicalquote',
            name='why',
            field=articles.models.fields.LineField(blank=True, editable=False, help_text='What the engine went by.', max_length=500, verbose_name='why'),
        ),
        migrations.AddField(
            model_name='historicalsource',
            name='proposed',
            field=models.BooleanField(default=False, help_text='Found in a text by the engine; nobody has looked at it yet.', verbose_name='proposed'),
        ),
        migrations.AddField(
            model_name='person',
            name='proposed',
            field=models.BooleanField(default=False, help_text='Found in a text by the engine; nobody has looked at it yet.', verbose_name='proposed'),
        ),
        migrations.AddField(
            model_name='quote',
            name='confidence',
            field=models.FloatField(blank=True, editable=False, help_text='How sure the engine was, 0 to 1.', null=True, verbose_name='confidence'),
        ),
        migrations.AddField(
            model_name='quote',
            name='why',
            field=articles.models.fields.LineField(blank=True, editable=False, help_text='What the engine went by.', max_length=500, verbose_name='why'),
        ),
        migrations.AddField(
            model_name='source',
            name='proposed',
            field=models.BooleanField(default=False, help_text='Found in a text by the engine; nobody has looked at it yet.', verbose_name='proposed'),
        ),
        BuildIndex(),
    ]
