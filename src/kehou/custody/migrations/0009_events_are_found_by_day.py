from django.db import migrations, models


class Migration(migrations.Migration):
    """The board of one school's day reads that school's events of that day (7.3.a)."""

    dependencies = [("custody", "0008_day_closes_when_every_child_is_accounted_for")]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["school", "day"], name="event_by_day"),
        )
    ]
