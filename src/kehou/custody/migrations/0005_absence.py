import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who said that a child does not come: nobody is assumed to be ill (7.2.b)."""

    dependencies = [("custody", "0004_who_recorded_it")]

    operations = [
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("reason", models.CharField(blank=True, max_length=120, verbose_name="reason")),
                ("reported_at", models.DateTimeField(verbose_name="reported at")),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to="people.pupil",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("school", "pupil", "day"), name="absence_is_reported_once"
                    ),
                    models.UniqueConstraint(
                        fields=("id", "pupil", "day"), name="absence_with_its_pupil"
                    ),
                ],
            },
        ),
    ]
