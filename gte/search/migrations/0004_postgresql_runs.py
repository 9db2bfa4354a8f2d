"""Asks the newest entries first, where the database is PostgreSQL.

The set-up step for the search index puts the runs into the vectors of entries that are there.
"""

from django.db import migrations

from gte.search.engines import postgresql


def replace(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(postgresql.DROP_NEWEST)
        schema_editor.execute(postgresql.CREATE_NEWEST)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_postgresql_index")]
    operations = [migrations.RunPython(replace, migrations.RunPython.noop)]
