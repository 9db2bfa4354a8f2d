"""The FTS5 table, where the database is SQLite."""

from django.db import migrations

from gte.search.engines import sqlite


def create(_apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in sqlite.CREATE:
            schema_editor.execute(statement)


def drop(_apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in sqlite.DROP:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_search_entries")]
    operations = [migrations.RunPython(create, drop)]
