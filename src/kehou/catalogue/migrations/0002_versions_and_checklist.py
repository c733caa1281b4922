import datetime

import django.contrib.postgres.fields
import django.core.serializers.json
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0001_initial"),
        ("people", "0001_initial"),
        ("schools", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActivityVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("plan", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("written_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["version"],
            },
        ),
        migrations.AddField(
            model_name="activity",
            name="by_class",
            field=models.BooleanField(
                default=False, verbose_name="groups follow the classes by day"
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="state_since",
            field=models.DateTimeField(
                default=datetime.datetime(2024, 9, 1, 0, 0, tzinfo=datetime.UTC),
                verbose_name="since",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="activity",
            name="subject",
            field=models.CharField(blank=True, max_length=20, verbose_name="exam subject"),
        ),
        migrations.AddField(
            model_name="review",
            name="checked",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("content", "The content suits these grades and is no remedial teaching."),
                        ("safety", "Room, tools and size of the group are safe."),
                        ("ideology", "The content is sound in ideology and values."),
                        (
                            "materials",
                            "Materials are free of charge, of advertising and of homework.",
                        ),
                        ("teacher", "The leader is suited to it and has been vetted."),
                    ],
                    max_length=12,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="looked at and in order",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("by_class", False), ("subject", ""), _connector="OR"),
                name="whole_class_is_taught_no_exam_subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["club", "school_course", "homework_time", "tutoring"])
                ),
                name="activity_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome", "returned"),
                    (
                        "checked__contains",
                        ["content", "safety", "ideology", "materials", "teacher"],
                    ),
                    _connector="OR",
                ),
                name="approval_answers_every_point",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage__in", ["school", "district"])),
                name="review_stage_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["approved", "returned"])),
                name="review_outcome_is_known",
            ),
        ),
        migrations.AddField(
            model_name="activityversion",
            name="activity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="catalogue.activity",
            ),
        ),
        migrations.AddField(
            model_name="activityversion",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="schools.school"
            ),
        ),
        migrations.AddField(
            model_name="activityversion",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddConstraint(
            model_name="activityversion",
            constraint=models.UniqueConstraint(
                fields=("activity", "version", "written_by"), name="version_with_its_author"
            ),
        ),
        migrations.AddConstraint(
            model_name="activityversion",
            constraint=models.UniqueConstraint(
                fields=("school", "activity", "version"), name="version_is_written_once"
            ),
        ),
        migrations.AlterField(
            model_name="review",
            name="stage",
            field=models.CharField(
                choices=[
                    ("school", "review by the school"),
                    ("district", "review by the district"),
                ],
                max_length=8,
                verbose_name="stage",
            ),
        ),
    ]
