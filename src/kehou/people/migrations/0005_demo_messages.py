import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_sessions_of_an_account_end_together")]

    operations = [
        migrations.CreateModel(
            name="DemoMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("phone_sealed", models.BinaryField()),
                ("text_sealed", models.BinaryField()),
                ("sent_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-sent_at", "-pk"],
                "indexes": [models.Index(fields=["-sent_at"], name="demo_message_by_age")],
            },
        ),
    ]
