"""Three people at the desk's door: an editor with every right, a colleague who may look, and a reader."""

import pytest
from django.contrib.auth.models import Permission, User


@pytest.fixture
def editor(db):
    return User.objects.create_superuser("editor")


@pytest.fixture
def viewer(db):
    user = User.objects.create_user("viewer", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    return user


@pytest.fixture
def reader(db):
    return User.objects.create_user("reader")


@pytest.fixture
def desk(client, editor):
    """A browser in which the editor is logged in."""
    client.force_login(editor)
    return client
