"""What every test may use: a small newsroom, and the database that DATABASE_URL names."""

import os
import tempfile

import pytest

# Set before Django reads its settings: the tests leave nothing in the project's own var/.
os.environ.setdefault("NEWSROOM_VAR", tempfile.mkdtemp(prefix="newsroom-tests-"))


@pytest.fixture(autouse=True)
def _fast_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def seeds(db):
    """Load the two seed stories."""
    from django.core.management import call_command

    call_command("loaddata", "seeds", verbosity=0)
