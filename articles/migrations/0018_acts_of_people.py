"""What people did last is read by an index, whatever a program has done since."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0017_translations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='auditentry',
            index=models.Index(condition=models.Q(('username__gt', '')), fields=['-at', '-id'], name='audit_of_people'),
        ),
    ]
