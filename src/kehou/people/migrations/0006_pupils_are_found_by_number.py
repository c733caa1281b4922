from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0005_demo_messages")]

    operations = [
        migrations.AddIndex(
            model_name="pupil",
            index=models.Index(fields=["student_number_index"], name="pupil_by_student_number"),
        ),
    ]
