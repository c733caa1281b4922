from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("allocation", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """ALTER TABLE allocation_place ADD CONSTRAINT place_is_in_its_groups_slot
               FOREIGN KEY (group_id, weekday, period)
               REFERENCES allocation_group (id, weekday, period)""",
            "ALTER TABLE allocation_place DROP CONSTRAINT place_is_in_its_groups_slot",
        )
    ]
