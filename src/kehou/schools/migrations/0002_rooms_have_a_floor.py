from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("schools", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="room",
            name="floor",
            field=models.SmallIntegerField(blank=True, null=True, verbose_name="floor"),
        ),
        migrations.AddConstraint(
            model_name="room",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("floor__isnull", True),
                    models.Q(
                        ("floor__gte", -5),
                        ("floor__lte", 60),
                        models.Q(("floor", 0), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="room_is_on_a_floor_of_a_building",
            ),
        ),
    ]
