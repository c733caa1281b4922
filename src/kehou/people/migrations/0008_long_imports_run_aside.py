from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_seats_are_given_and_ended"),
        ("schools", "0002_rooms_have_a_floor"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="rollimport",
            name="import_keeps_its_file_only_while_previewed",
        ),
        migrations.AddField(
            model_name="rollimport",
            name="decided_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="rollimport",
            name="rows_done",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="rollimport",
            name="rows_in_all",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="rollimport",
            name="step",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AlterField(
            model_name="rollimport",
            name="state",
            field=models.CharField(
                choices=[
                    ("previewed", "previewed"),
                    ("applying", "being imported"),
                    ("applied", "applied"),
                    ("discarded", "discarded"),
                ],
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AddConstraint(
            model_name="rollimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("content_sealed__isnull", False), ("state__in", ["previewed", "applying"])
                    ),
                    models.Q(
                        ("content_sealed__isnull", True), ("state__in", ["applied", "discarded"])
                    ),
                    _connector="OR",
                ),
                name="import_keeps_its_file_only_while_it_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="rollimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", False), ("state", "applying")),
                    models.Q(
                        ("decided_at__isnull", True),
                        ("state__in", ["previewed", "applied", "discarded"]),
                    ),
                    _connector="OR",
                ),
                name="import_is_applied_because_it_was_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="rollimport",
            constraint=models.CheckConstraint(
                condition=models.Q(("rows_done__lte", models.F("rows_in_all"))),
                name="import_has_done_no_more_rows_than_it_has",
            ),
        ),
    ]
