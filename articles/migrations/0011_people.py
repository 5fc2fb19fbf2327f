"""Merges that can be undone, pairs that are not the same, and the names that look alike."""

import articles.models.base
import articles.models.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0010_sharing'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Bearer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('folded', models.TextField()),
                ('person', models.OneToOneField(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='bearer', to='articles.person')),
                ('source', models.OneToOneField(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='bearer', to='articles.source')),
            ],
            options={
                'verbose_name': 'bearer of names',
                'verbose_name_plural': 'bearers of names',
            },
        ),
        migrations.CreateModel(
            name='Distinct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guid', articles.models.base.GuidField(default=articles.models.base.new_guid, max_length=255, unique=True, verbose_name='GUID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='at')),
                ('reason', articles.models.fields.LineField(blank=True, max_length=500, verbose_name='reason')),
                ('other_person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.person', verbose_name='other person')),
                ('other_source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.source', verbose_name='other source')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.person', verbose_name='person')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.source', verbose_name='source')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'pair that is not the same',
                'verbose_name_plural': 'pairs that are not the same',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Likeness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('person', 'person'), ('source', 'source')], max_length=6)),
                ('score', models.PositiveSmallIntegerField()),
                ('reasons', models.JSONField()),
                ('first', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='likenesses', to='articles.bearer')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.bearer')),
            ],
            options={
                'verbose_name': 'likeness',
                'verbose_name_plural': 'likenesses',
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guid', articles.models.base.GuidField(default=articles.models.base.new_guid, max_length=255, unique=True, verbose_name='GUID')),
                ('kind', models.CharField(choices=[('person', 'person'), ('source', 'source')], max_length=6, verbose_name='kind')),
                ('merged_name', articles.models.fields.LineField(max_length=200, verbose_name='merged')),
                ('merged_slug', models.SlugField(db_index=False, max_length=120, verbose_name='slug of the merged one')),
                ('kept_name', articles.models.fields.LineField(help_text='The kept one’s name at that time.', max_length=200, verbose_name='into')),
                ('record', models.JSONField(default=dict, verbose_name='record merged')),
                ('changes', models.JSONField(default=dict, verbose_name='what the merge did')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='at')),
                ('reason', articles.models.fields.LineField(blank=True, max_length=500, verbose_name='reason')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='undone at')),
                ('undone_reason', articles.models.fields.LineField(blank=True, max_length=500, verbose_name='why it was undone')),
                ('later', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='earlier', to='articles.merge', verbose_name='kept one merged by')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merges', to='articles.person', verbose_name='person kept')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merges', to='articles.source', verbose_name='source kept')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='undone by')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'merge',
                'verbose_name_plural': 'merges',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Moved',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('speaker', 'quotation said'), ('via', 'quotation passed on'), ('role', 'role'), ('joined', 'role joined with one alike'), ('role of', 'quotation in a joined role'), ('mention', 'mention'), ('source', 'article'), ('hop', 'step of a source chain'), ('photo', 'photo')], max_length=7, verbose_name='what')),
                ('place', models.PositiveIntegerField(blank=True, null=True, verbose_name='place')),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article', verbose_name='article')),
                ('gone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.moved', verbose_name='joined later by')),
                ('merge', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moved', to='articles.merge', verbose_name='merge')),
                ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.photo', verbose_name='photo')),
                ('quote', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.quote', verbose_name='quotation')),
                ('role', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.role', verbose_name='role')),
            ],
            options={
                'verbose_name': 'moved row',
                'verbose_name_plural': 'moved rows',
                'ordering': ['merge', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='NameKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('person', 'person'), ('source', 'source')], max_length=6)),
                ('key', models.BigIntegerField()),
                ('bearer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='keys', to='articles.bearer')),
            ],
            options={
                'verbose_name': 'key of a name',
                'verbose_name_plural': 'keys of names',
            },
        ),
        migrations.AddConstraint(
            model_name='bearer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', False), ('source', None)), models.Q(('person', None), ('source__isnull', False)), _connector='OR'), name='bearer_is_one_record'),
        ),
        migrations.AddIndex(
            model_name='distinct',
            index=models.Index(fields=['-at', '-id'], name='distinct_by_time'),
        ),
        migrations.AddConstraint(
            model_name='distinct',
            constraint=models.UniqueConstraint(fields=('person', 'other_person'), name='distinct_people_once', violation_error_message='That these two are distinct is noted already.'),
        ),
        migrations.AddConstraint(
            model_name='distinct',
            constraint=models.UniqueConstraint(fields=('source', 'other_source'), name='distinct_sources_once', violation_error_message='That these two are distinct is noted already.'),
        ),
        migrations.AddConstraint(
            model_name='distinct',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('other_person__isnull', False), ('other_source', None), ('person__isnull', False), ('source', None), models.Q(('person', models.F('other_person')), _negated=True)), models.Q(('other_person', None), ('other_source__isnull', False), ('person', None), ('source__isnull', False), models.Q(('source', models.F('other_source')), _negated=True)), _connector='OR'), name='distinct_names_two_of_a_kind', violation_error_message='Name two different records of one kind.'),
        ),
        migrations.AddIndex(
            model_name='likeness',
            index=models.Index(fields=['kind', '-score', '-id'], name='likeness_by_score'),
        ),
        migrations.AddConstraint(
            model_name='likeness',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='likeness_once'),
        ),
        migrations.AddIndex(
            model_name='merge',
            index=models.Index(fields=['-at', '-id'], name='merge_by_time'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'person'), ('source', None)), models.Q(('kind', 'source'), ('person', None)), _connector='OR'), name='merge_keeps_one_of_its_kind', violation_error_message='A merge keeps a record of its own kind.'),
        ),
        migrations.AddIndex(
            model_name='moved',
            index=models.Index(fields=['merge', 'what'], name='moved_by_merge'),
        ),
        migrations.AddIndex(
            model_name='namekey',
            index=models.Index(fields=['key', 'kind', '-bearer'], name='namekey_by_key'),
        ),
        migrations.AddConstraint(
            model_name='namekey',
            constraint=models.UniqueConstraint(fields=('bearer', 'key'), name='namekey_once'),
        ),
    ]
