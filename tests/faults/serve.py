"""Become the server that production uses, on an empty database in which twenty editors share one draft.

python -m tests.faults.serve PORT: prints one line of JSON with the draft's key, the editors' password, and then serves.
"""

import json
import secrets
import sys

import django


def main(port: int) -> None:
    django.setup()
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.models import Group, User
    from django.core.management import call_command
    from django.db import connection

    from articles.management.commands.demo import serve
    from tests import make
    from tests.faults.conftest import EDITORS

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    password = secrets.token_urlsafe(12)
    hashed = make_password(password)
    editors = [User(username=name, password=hashed, is_staff=True) for name in EDITORS]
    Group.objects.get(name="Editor").user_set.set(User.objects.bulk_create(editors))
    draft = make.article(status="draft", publish_at=None)
    make.quote(draft)
    print(json.dumps({"draft": draft.pk, "password": password}), flush=True)  # noqa: T201
    connection.close()
    serve(port)


if __name__ == "__main__":
    main(int(sys.argv[1]))
