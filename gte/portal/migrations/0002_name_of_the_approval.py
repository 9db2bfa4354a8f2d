"""Names Wagtail's first workflow in both languages: its name is one text for all editors."""

from django.db import migrations

FIRST = "Moderators approval"
OURS = "aprobación / approval"


def rename(apps, old, new):
    for model in ("Workflow", "Task"):
        apps.get_model("wagtailcore", model).objects.filter(name=old).update(name=new)


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.RunPython(
            lambda apps, _schema: rename(apps, FIRST, OURS),
            lambda apps, _schema: rename(apps, OURS, FIRST),
        ),
    ]
