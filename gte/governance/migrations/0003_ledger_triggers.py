"""Rows of the ledger are added and never changed: the database itself refuses anything else.

SQLite's REPLACE deletes without asking the triggers of DELETE, so that an insert in the place of a
row is refused by itself. PostgreSQL empties a table by TRUNCATE; one without rows may be, as the
tests' flush does it.
"""

from django.db import migrations

SQLITE = {
    "governance_ledger_update": "BEFORE UPDATE ON governance_ledgerentry",
    "governance_ledger_delete": "BEFORE DELETE ON governance_ledgerentry",
    "governance_ledger_replace": """
        BEFORE INSERT ON governance_ledgerentry
        WHEN EXISTS (
            SELECT 1 FROM governance_ledgerentry
            WHERE seq = NEW.seq OR previous = NEW.previous OR hash = NEW.hash
        )
    """,
}

POSTGRESQL_FUNCTION = """
    CREATE FUNCTION governance_ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'TRUNCATE' AND NOT EXISTS (SELECT FROM governance_ledgerentry) THEN
            RETURN NULL;
        END IF;
        RAISE EXCEPTION 'The ledger is never changed.'
            USING ERRCODE = 'integrity_constraint_violation';
    END
    $$
"""
POSTGRESQL = {
    "governance_ledger_change": "BEFORE UPDATE OR DELETE ON governance_ledgerentry FOR EACH ROW",
    "governance_ledger_truncate": "BEFORE TRUNCATE ON governance_ledgerentry",
}


def create(_apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        refusal = "BEGIN SELECT RAISE(ABORT, 'The ledger is never changed.'); END"
        for name, event in SQLITE.items():
            schema_editor.execute(f"CREATE TRIGGER {name} {event} {refusal}")
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_FUNCTION)
        for name, event in POSTGRESQL.items():
            refusal = "EXECUTE FUNCTION governance_ledger_refuse()"
            schema_editor.execute(f"CREATE TRIGGER {name} {event} {refusal}")


def drop(_apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER {name}")
    elif schema_editor.connection.vendor == "postgresql":
        for name in POSTGRESQL:
            schema_editor.execute(f"DROP TRIGGER {name} ON governance_ledgerentry")
        schema_editor.execute("DROP FUNCTION governance_ledger_refuse()")


class Migration(migrations.Migration):
    dependencies = [("governance", "0002_ledger")]
    operations = [migrations.RunPython(create, drop)]
