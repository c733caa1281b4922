from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Whoever takes over is on duty before the lead is relieved: never a moment with nobody."""

    dependencies = [("rostering", "0002_duty_is_of_its_adult")]

    operations = [
        migrations.AddField(
            model_name="duty",
            name="is_lead",
            field=models.BooleanField(default=True, verbose_name="in the lead"),
        ),
        migrations.RemoveConstraint(model_name="duty", name="group_has_one_lead_a_day"),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.UniqueConstraint(
                fields=["school", "group", "day"],
                condition=Q(relieved_at__isnull=True, is_lead=True),
                name="group_has_one_lead_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.UniqueConstraint(
                fields=["id", "group", "day"], name="duty_with_its_group"
            ),
        ),
    ]
