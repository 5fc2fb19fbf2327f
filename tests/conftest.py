"""What every test may use: the two seed stories. The database is the one that DATABASE_URL names."""

import pytest
from django.core.management import call_command
from hypothesis import settings as properties

# A busy machine is no counter-example.
properties.register_profile("patient", deadline=None)
properties.load_profile("patient")


@pytest.fixture(autouse=True)
def _fast_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def seeds(db):
    """Load the two seed stories."""
    call_command("loaddata", "seeds", verbosity=0)
