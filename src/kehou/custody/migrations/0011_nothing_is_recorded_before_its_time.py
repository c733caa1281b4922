from django.db import migrations

# How early exactly is a dated parameter, which the actions ask. Here stands the outermost that no
# city sets it beyond: an hour before the first duty of the school's day, sixty days for an absence.
# It is always our own clock that counts: a phone's may be hours wrong, and what a poor network
# brings late only comes later.
BEFORE_TIME = """
ALTER TABLE custody_absence ADD CONSTRAINT absence_is_told_near_its_day
  CHECK (day <= (reported_at AT TIME ZONE 'Asia/Shanghai')::date + 60);

CREATE FUNCTION custody_event_in_service_hours() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW.received_at < (
      SELECT min(lower(d.during)) - interval '1 hour' FROM rostering_duty d
      WHERE d.school_id = NEW.school_id AND d.day = NEW.day) THEN
    RAISE EXCEPTION 'the service of % has not begun', NEW.day
      USING ERRCODE = '23514', CONSTRAINT = 'service_has_begun_before_children_are_taken_over';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER custody_event_in_service_hours BEFORE INSERT ON custody_event
  FOR EACH ROW EXECUTE FUNCTION custody_event_in_service_hours();
"""

ANY_TIME = """
DROP TRIGGER custody_event_in_service_hours ON custody_event;
DROP FUNCTION custody_event_in_service_hours();
ALTER TABLE custody_absence DROP CONSTRAINT absence_is_told_near_its_day;
"""

# The children of a group are expected whether or not its adult was relieved meanwhile.
CLOSES = """
CREATE OR REPLACE FUNCTION custody_day_closes_with_all_known() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (
      SELECT FROM rostering_duty d
      JOIN allocation_place p ON p.group_id = d.group_id
        AND p.first_day <= d.day AND (p.until IS NULL OR p.until > d.day)
      JOIN people_pupil c ON c.id = p.pupil_id
        AND c.on_roll_from <= d.day AND (c.on_roll_until IS NULL OR c.on_roll_until > d.day)
      WHERE d.school_id = NEW.school_id AND d.day = NEW.day{standing}
        AND NOT EXISTS (SELECT FROM custody_event e
          WHERE e.pupil_id = c.id AND e.day = d.day AND e.previous_id IS NULL)
        AND NOT EXISTS (SELECT FROM custody_absence a
          WHERE a.school_id = d.school_id AND a.pupil_id = c.id AND a.day = d.day)) THEN
    RAISE EXCEPTION 'of some children nothing is known on %', NEW.day
      USING ERRCODE = '23514', CONSTRAINT = 'day_closes_when_every_child_is_accounted_for';
  END IF;
  RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    """Nothing is recorded before its time, and no relief hides a child (7.2.b, 7.3.a)."""

    dependencies = [("custody", "0010_permit_does_not_make_an_adult_known")]

    operations = [
        migrations.RunSQL(BEFORE_TIME, ANY_TIME),
        migrations.RunSQL(
            CLOSES.format(standing=""), CLOSES.format(standing=" AND d.relieved_at IS NULL")
        ),
    ]
