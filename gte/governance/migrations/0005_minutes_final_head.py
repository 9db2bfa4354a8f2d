from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0004_sittings_and_decisions")]
    operations = [
        migrations.AddField(
            model_name="minutes",
            name="final_head",
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
