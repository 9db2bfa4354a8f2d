from django.db import migrations, models


class Migration(migrations.Migration):
    """What is being sent is taken by one process, and known by its kind until it is sent."""

    dependencies = [("alliance", "0006_notices_and_calendar")]

    operations = [
        migrations.AddField(
            model_name="pendingnotice",
            name="kind",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="pendingnotice",
            name="at_once",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="pendingnotice",
            name="taken_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
