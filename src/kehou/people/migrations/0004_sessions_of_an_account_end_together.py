from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_codes_have_a_source")]

    operations = [
        migrations.AddField(
            model_name="account",
            name="session_round",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
