"""What every test may use: the two seed stories. The database is the one that DATABASE_URL names."""

import pytest
from django.apps import apps
from django.core.files.storage import InMemoryStorage
from django.core.management import call_command
from django.db.models import FileField
from hypothesis import settings as properties

# A busy machine is no counter-example.
properties.register_profile("patient", deadline=None)
properties.load_profile("patient")


@pytest.fixture(autouse=True)
def _fast_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _files_in_memory(monkeypatch):
    """Keep what a test uploads out of the stores; a field asks for its store once, before any setting of a test."""
    for model in apps.get_app_config("articles").get_models():
        for field in model._meta.fields:
            if isinstance(field, FileField):
                monkeypatch.setattr(field, "storage", InMemoryStorage())


@pytest.fixture
def seeds(db):
    """Load the two seed stories."""
    call_command("loaddata", "seeds", verbosity=0)
