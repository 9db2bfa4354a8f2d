import pytest

from tests.workplan.sheets.making import populated


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Where workbooks wait between preview and confirmation."""
    settings.SHEETS_DIR = tmp_path / "sheets"
    return settings.SHEETS_DIR


@pytest.fixture
def world(by, delegations):
    return populated(by, delegations)
