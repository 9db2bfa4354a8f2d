"""The pack of the handover of 2018, made once from the group's record."""

import datetime
import io
import zipfile

import pytest

from gte.workplan.handover.build import contents_of, term_named
from gte.workplan.handover.pack import pack_file
from tests.factories.delegations import coordinator, delegations  # noqa: F401 - fixtures

DAY = datetime.date(2018, 6, 30)
TERM, NEXT = "gte-co-2017", "gte-mx-2018"


def files_in(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="session")
def contents_of_2018(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return contents_of(term_named(TERM), DAY)


@pytest.fixture(scope="session")
def pack_of_2018(contents_of_2018, django_db_blocker):
    """Its files by name, made from what was gathered alone: the database stays closed."""
    return files_in(pack_file(contents_of_2018))


@pytest.fixture(autouse=True)
def _own_library(tmp_path, settings):
    settings.LIBRARY_DIR = tmp_path / "library"
