from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_versions_and_checklist"),
        ("enrolment", "0001_initial"),
        ("schools", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="wish",
            name="activity_is_wished_once_a_weekday",
        ),
        migrations.AddConstraint(
            model_name="window",
            constraint=models.CheckConstraint(
                condition=models.Q(("seed_commitment__regex", "^[0-9a-f]{64}$")),
                name="window_commits_to_a_seed_share",
            ),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.UniqueConstraint(
                fields=("school", "application", "activity"), name="activity_is_wished_once"
            ),
        ),
    ]
