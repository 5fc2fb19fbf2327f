"""One story in several languages: a translation names its original."""

import django.db.models.deletion
from django.db import migrations, models

from articles.search.operations import BuildIndex, DropIndex


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0016_preference'),
    ]

    operations = [
        DropIndex(),
        migrations.AddField(
            model_name='article',
            name='translation_of',
            field=models.ForeignKey(blank=True, help_text='The story that this one is in another language. Readers of each are led to the others.', limit_choices_to={'update_of': None}, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='translations', to='articles.article', verbose_name='translation of'),
        ),
        migrations.AddField(
            model_name='historicalarticle',
            name='translation_of',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The story that this one is in another language. Readers of each are led to the others.', limit_choices_to={'update_of': None}, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.article', verbose_name='translation of'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('translation_of', None), models.Q(('translation_of', models.F('id')), _negated=True), _connector='OR'), name='article_no_translation_of_itself', violation_error_message='A story is no translation of itself.'),
        ),
        BuildIndex(),
    ]
