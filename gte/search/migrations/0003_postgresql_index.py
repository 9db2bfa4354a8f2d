"""The table of token vectors, where the database is PostgreSQL."""

from django.db import migrations

from gte.search.engines import postgresql


def create(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in postgresql.CREATE:
            schema_editor.execute(statement)


def drop(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in postgresql.DROP:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_sqlite_index")]
    operations = [migrations.RunPython(create, drop)]
