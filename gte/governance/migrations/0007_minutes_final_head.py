from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0006_one_name_of_the_ledger")]
    operations = [
        migrations.AddField(
            model_name="minutes",
            name="final_head",
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
