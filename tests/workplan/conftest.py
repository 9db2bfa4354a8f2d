from tests.factories.delegations import coordinator, delegations  # noqa: F401 - fixtures
