"""Quotations by the source that relayed them: without it the list of sources read the whole archive for each."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_suggestions")]

    operations = [
        migrations.AddIndex(
            model_name="quote",
            index=models.Index(fields=["via", "state"], name="quote_by_relay"),
        ),
    ]
