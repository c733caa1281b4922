import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

# A roll is called by the adult who has that duty, over that group; a line is of its roll's day, of
# a child of the group, and says "there" only of a child who is in somebody's hands.
LINES = """
ALTER TABLE custody_rollcall
  ADD CONSTRAINT roll_is_called_by_the_adult_on_duty
    FOREIGN KEY (duty_id, called_by_id, day) REFERENCES rostering_duty (id, person_id, day),
  ADD CONSTRAINT roll_is_of_the_group_on_duty
    FOREIGN KEY (duty_id, group_id, day) REFERENCES rostering_duty (id, group_id, day);
ALTER TABLE custody_attendance
  ADD CONSTRAINT attendance_is_of_its_rolls_day
    FOREIGN KEY (roll_call_id, day) REFERENCES custody_rollcall (id, day),
  ADD CONSTRAINT attendance_replaces_the_same_childs
    FOREIGN KEY (replaces_id, roll_call_id, pupil_id)
    REFERENCES custody_attendance (id, roll_call_id, pupil_id),
  ADD CONSTRAINT absence_is_of_this_child_and_day
    FOREIGN KEY (absence_id, pupil_id, day) REFERENCES custody_absence (id, pupil_id, day);

CREATE FUNCTION custody_attendance_is_true() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (
      SELECT FROM custody_rollcall r JOIN allocation_place p ON p.group_id = r.group_id
      WHERE r.id = NEW.roll_call_id AND p.pupil_id = NEW.pupil_id
        AND p.first_day <= NEW.day AND (p.until IS NULL OR p.until > NEW.day)) THEN
    RAISE EXCEPTION 'pupil % has no place in this group', NEW.pupil_id
      USING ERRCODE = '23514', CONSTRAINT = 'only_children_of_the_group_are_called';
  END IF;
  IF NEW.state IN ('present', 'late') AND NOT EXISTS (
      SELECT FROM custody_event e
      WHERE e.pupil_id = NEW.pupil_id AND e.day = NEW.day AND e.previous_id IS NULL) THEN
    RAISE EXCEPTION 'nobody has taken pupil % over', NEW.pupil_id
      USING ERRCODE = '23514', CONSTRAINT = 'whoever_is_there_is_in_somebodys_hands';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER custody_attendance_is_true BEFORE INSERT ON custody_attendance
  FOR EACH ROW EXECUTE FUNCTION custody_attendance_is_true();
"""

UNLINED = """
DROP TRIGGER custody_attendance_is_true ON custody_attendance;
DROP FUNCTION custody_attendance_is_true();
ALTER TABLE custody_attendance
  DROP CONSTRAINT absence_is_of_this_child_and_day,
  DROP CONSTRAINT attendance_replaces_the_same_childs,
  DROP CONSTRAINT attendance_is_of_its_rolls_day;
ALTER TABLE custody_rollcall
  DROP CONSTRAINT roll_is_of_the_group_on_duty,
  DROP CONSTRAINT roll_is_called_by_the_adult_on_duty;
"""


class Migration(migrations.Migration):
    """The attendance archive cannot say what did not happen (7.2.b)."""

    dependencies = [
        ("allocation", "0001_initial"),
        ("custody", "0005_absence"),
        ("rostering", "0003_group_has_one_lead_and_may_have_more_adults"),
    ]

    operations = [
        migrations.AddField(
            model_name="rollcall", name="key", field=models.UUIDField(editable=False)
        ),
        migrations.AddConstraint(
            model_name="rollcall",
            constraint=models.UniqueConstraint(fields=["key"], name="roll_call_comes_once"),
        ),
        migrations.AddConstraint(
            model_name="rollcall",
            constraint=models.UniqueConstraint(fields=["id", "day"], name="roll_call_with_its_day"),
        ),
        migrations.AddField(
            model_name="attendance",
            name="absence",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="custody.absence",
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="replaces",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="custody.attendance",
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="recorded_at",
            field=models.DateTimeField(verbose_name="recorded at"),
        ),
        migrations.RemoveConstraint(model_name="attendance", name="pupil_is_called_once_in_a_roll"),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=["school", "roll_call", "pupil"],
                condition=Q(replaces__isnull=True),
                name="pupil_is_called_once_in_a_roll",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=["replaces"], name="attendance_is_replaced_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=["id", "roll_call", "pupil"], name="attendance_with_its_pupil"
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                name="excused_by_an_absence_on_record",
                condition=Q(state="excused", absence__isnull=False)
                | (~Q(state="excused") & Q(absence__isnull=True)),
            ),
        ),
        migrations.RunSQL(LINES, UNLINED),
    ]
