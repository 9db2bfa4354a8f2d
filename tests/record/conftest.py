"""The register with nothing in it, and loads of small records made for a test."""

import pytest
from django.apps import apps

from gte.record.domain import load_record
from tests.factories.record_files import small_record, write_record


def register_tables():
    """Every table of the platform itself but the pages', whose other half is the CMS's own."""
    return [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("gte.") and config.label != "portal"
        for model in config.get_models(include_auto_created=True)
    ]


def clear_register():
    """Deletes row by row of every table. References are checked when the test ends."""
    for model in register_tables():
        rows = model._base_manager.all()
        rows._raw_delete(rows.db)


@pytest.fixture
def empty_register(db):
    """No record, nothing remembered of one, no log."""
    clear_register()


@pytest.fixture
def whole_register(db):
    """``whole_register()``: every row of every table, to compare with later."""

    def read():
        return {
            model._meta.db_table: list(model._base_manager.order_by("pk").values_list())
            for model in register_tables()
        }

    return read


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "files"


@pytest.fixture
def record():
    """The small record; each test gets its own."""
    return small_record()


@pytest.fixture
def load(folder, db):
    """``load(record)`` writes a record's files and loads them."""

    def write_and_load(record, **options):
        return load_record(folder=write_record(folder, record), **options)

    return write_and_load
