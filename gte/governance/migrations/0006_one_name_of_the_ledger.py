from django.db import migrations

# As the coordination's language wrote it before; the name is said in the reader's from now on.
WRITTEN, KEPT = "Libro de actuaciones del grupo", "Ledger of the group"


def keep_one_name(apps, _schema_editor):
    for model in ("Decision", "Meeting"):
        apps.get_model("governance", model).objects.filter(source=WRITTEN).update(source=KEPT)


class Migration(migrations.Migration):
    dependencies = [("governance", "0005_effects_of_texts")]

    operations = [migrations.RunPython(keep_one_name, migrations.RunPython.noop)]
