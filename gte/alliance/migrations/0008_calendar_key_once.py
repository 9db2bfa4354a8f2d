from django.db import migrations, models


class Migration(migrations.Migration):
    """An address of a calendar is one person's."""

    dependencies = [("alliance", "0007_notices_taken")]

    operations = [
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                condition=models.Q(("calendar_key", ""), _negated=True),
                fields=("calendar_key",),
                name="user_calendar_key_once",
            ),
        ),
    ]
