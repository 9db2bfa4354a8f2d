"""Browsers in which somebody is signed in, a site to sign in to, and a ministry's provider."""

from tests.factories.installation import (  # noqa: F401 - fixtures, asked for by name
    client_as,
    own_site,
    provider,
    provider_port,
    signed_in_page,
)
from tests.pages import _no_kept_pages  # noqa: F401 - asked for by itself
