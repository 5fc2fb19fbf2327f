"""The three groups of the desk: who writes, who reviews and publishes, who answers for it all.

A start, not a rule: a newsroom gives and takes rights in the admin, and this migration never touches them again.
"""

from django.apps import apps as registry
from django.contrib.auth.management import create_permissions
from django.db import migrations

EVERYBODY = {
    "article": "view add change",
    "assignment": "view",
    "auditentry": "view",
    "comment": "view add",
    "correction": "view",
    "distinct": "view",
    "edition": "view",
    "hop": "view add change delete",
    "mention": "view add change delete",
    "merge": "view",
    "moved": "view",
    "person": "view add change",
    "photo": "view add change",
    "placement": "view",
    "presence": "view",
    "quote": "view add change delete",
    "redirect": "view",
    "rendition": "view",
    "role": "view add change",
    "source": "view add change",
    "topic": "view add change",
}
GROUPS = {
    "Reporter": {},
    "Editor": {"article": "review publish share embargo", "person": "merge", "role": "delete", "sharelink": "view"},
    "Chief editor": {
        "article": "review publish share embargo retract break_embargo delete",
        "person": "merge delete",
        "role": "delete",
        "source": "delete",
        "topic": "delete",
        "photo": "delete",
        "redirect": "add change delete",
        "sharelink": "view",
    },
}


def make(apps, schema_editor):
    # Permissions are made after all migrations, which is too late here.
    config = registry.get_app_config("articles")
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    permission = apps.get_model("auth", "Permission").objects
    for name, own in GROUPS.items():
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        codes = {f"{what}_{model}" for rights in (EVERYBODY, own) for model, whats in rights.items() for what in whats.split()}
        group.permissions.add(*permission.filter(content_type__app_label="articles", codename__in=codes))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0012_renditions"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
