"""What readers get of a photo: shapes, names that are found at once, and the pixels shown meanwhile."""

import articles.models.storage
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0011_people'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='rendition',
            options={'ordering': ['photo', 'shape', 'format', 'width'], 'verbose_name': 'rendition', 'verbose_name_plural': 'renditions'},
        ),
        migrations.RemoveConstraint(
            model_name='rendition',
            name='rendition_once',
        ),
        migrations.AddField(
            model_name='photo',
            name='placeholder',
            field=models.CharField(blank=True, default='', editable=False, max_length=2000, serialize=False),
        ),
        migrations.AddField(
            model_name='photo',
            name='rendered',
            field=models.CharField(blank=True, default='', editable=False, max_length=64, serialize=False),
        ),
        migrations.AddField(
            model_name='photo',
            name='taken',
            field=models.DateField(blank=True, null=True, verbose_name='taken on'),
        ),
        migrations.AddField(
            model_name='rendition',
            name='shape',
            field=models.CharField(choices=[('whole', 'whole'), ('3:2', '3:2'), ('1:1', '1:1')], default='whole', max_length=5, verbose_name='shape'),
        ),
        migrations.AlterField(
            model_name='rendition',
            name='file',
            field=models.FileField(max_length=200, storage=articles.models.storage.renditions, unique=True, upload_to='renditions', verbose_name='file'),
        ),
        migrations.AddConstraint(
            model_name='rendition',
            constraint=models.UniqueConstraint(fields=('photo', 'shape', 'format', 'width'), name='rendition_once'),
        ),
    ]
