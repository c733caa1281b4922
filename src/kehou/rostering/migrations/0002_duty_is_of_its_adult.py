from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("rostering", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """ALTER TABLE rostering_duty ADD CONSTRAINT duty_is_of_a_member_of_staff
               FOREIGN KEY (staff_id, person_id) REFERENCES people_staff (id, person_id)""",
            "ALTER TABLE rostering_duty DROP CONSTRAINT duty_is_of_a_member_of_staff",
        )
    ]
