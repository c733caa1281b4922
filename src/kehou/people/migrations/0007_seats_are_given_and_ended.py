import django.contrib.postgres.constraints
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_pupils_are_found_by_number"),
        ("schools", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="appointment",
            name="appointment_ends_after_it_begins",
        ),
        migrations.RenameField(
            model_name="account",
            old_name="last_login",
            new_name="signed_in_at",
        ),
        migrations.AddField(
            model_name="account",
            name="one_time_until",
            field=models.DateTimeField(
                blank=True, null=True, verbose_name="one-time password until"
            ),
        ),
        migrations.AlterField(
            model_name="account",
            name="signed_in_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="last sign-in"),
        ),
        migrations.AddField(
            model_name="appointment",
            name="document",
            field=models.CharField(blank=True, max_length=80, verbose_name="appointed by"),
        ),
        migrations.AlterField(
            model_name="account",
            name="login_name",
            field=models.CharField(blank=True, max_length=60, null=True, verbose_name="login name"),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(fields=("login_name",), name="login_name_is_taken"),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("login_name__isnull", True),
                    ("login_name__regex", "^[a-z][a-z0-9._-]{2,59}$"),
                    _connector="OR",
                ),
                name="login_name_is_plain",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("one_time_until__isnull", True), ("login_name__isnull", False), _connector="OR"
                ),
                name="one_time_password_has_a_login_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("first_day")), _connector="OR"
                ),
                name="appointment_does_not_end_before_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("role__in", ["principal", "school_finance"])),
                expressions=[
                    (
                        models.Func(
                            models.F("person"),
                            models.F("person"),
                            models.Value("[]"),
                            function="int8range",
                        ),
                        "&&",
                    ),
                    (
                        models.Func(
                            models.F("school"),
                            models.F("school"),
                            models.Value("[]"),
                            function="int8range",
                        ),
                        "&&",
                    ),
                    (
                        models.Func(models.F("first_day"), models.F("until"), function="daterange"),
                        "&&",
                    ),
                ],
                name="principal_is_not_the_finance_of_the_school",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            models.F("person"),
                            models.F("person"),
                            models.Value("[]"),
                            function="int8range",
                        ),
                        "&&",
                    ),
                    (
                        models.Func(
                            models.Case(
                                models.When(role="auditor", then=None),
                                default=models.F("id"),
                                output_field=models.BigIntegerField(),
                            ),
                            models.Case(
                                models.When(role="auditor", then=None),
                                default=models.F("id"),
                                output_field=models.BigIntegerField(),
                            ),
                            models.Value("[]"),
                            function="int8range",
                        ),
                        "&&",
                    ),
                    (
                        models.Func(models.F("first_day"), models.F("until"), function="daterange"),
                        "&&",
                    ),
                ],
                name="auditor_holds_no_other_seat",
            ),
        ),
    ]
