"""What the tests of the shared room stand on."""

import pytest
from django.utils import translation


@pytest.fixture
def english():
    """Django's own sentences as they are written, not as they are translated."""
    with translation.override("en"):
        yield
