from tests.factories.delegations import coordinator, delegations  # noqa: F401 - fixtures
from tests.factories.desks import by, delegate, desk, reviewer  # noqa: F401 - fixtures
from tests.factories.installation import (  # noqa: F401 - fixtures
    own_site,
    provider_port,
    signed_in_page,
)
