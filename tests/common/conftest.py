"""What the tests of the shared room stand on."""

import pytest
from django.utils import translation
from hypothesis import settings

# Properties are tried on machines of any speed: an example may take its time. What else the
# profile in force says stays, that of CI for instance.
settings.register_profile("patient", settings(), deadline=None)
settings.load_profile("patient")


@pytest.fixture
def english():
    """Django's own sentences as they are written, not as they are translated."""
    with translation.override("en"):
        yield
