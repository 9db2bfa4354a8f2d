import pytest

from tests.factories.delegations import coordinator, delegations  # noqa: F401 - fixtures
from tests.factories.desks import delegate, desk  # noqa: F401 - fixtures
from tests.factories.installation import (  # noqa: F401 - fixtures
    client_as,
    own_site,
    provider_port,
    signed_in_page,
)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """``with committed():`` the letters go as they do after a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
