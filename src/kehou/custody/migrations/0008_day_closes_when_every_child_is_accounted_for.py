from django.db import migrations

# Beside `0003_days`, whose trigger holds the day alone by now. A child expected in a group that has
# an adult on duty is known of when somebody took it over or somebody excused it. A closed day takes
# no rolls either, and nobody calls one who has been relieved.
ACCOUNTED = """
CREATE FUNCTION custody_day_closes_with_all_known() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (
      SELECT FROM rostering_duty d
      JOIN allocation_place p ON p.group_id = d.group_id
        AND p.first_day <= d.day AND (p.until IS NULL OR p.until > d.day)
      JOIN people_pupil c ON c.id = p.pupil_id
        AND c.on_roll_from <= d.day AND (c.on_roll_until IS NULL OR c.on_roll_until > d.day)
      WHERE d.school_id = NEW.school_id AND d.day = NEW.day AND d.relieved_at IS NULL
        AND NOT EXISTS (SELECT FROM custody_event e
          WHERE e.pupil_id = c.id AND e.day = d.day AND e.previous_id IS NULL)
        AND NOT EXISTS (SELECT FROM custody_absence a
          WHERE a.school_id = d.school_id AND a.pupil_id = c.id AND a.day = d.day)) THEN
    RAISE EXCEPTION 'of some children nothing is known on %', NEW.day
      USING ERRCODE = '23514', CONSTRAINT = 'day_closes_when_every_child_is_accounted_for';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER custody_day_closes_with_all_known BEFORE INSERT ON custody_dayclosing
  FOR EACH ROW EXECUTE FUNCTION custody_day_closes_with_all_known();

CREATE FUNCTION custody_roll_on_its_day() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(
    hashtextextended('custody.day:' || NEW.school_id || ':' || NEW.day, 0));
  IF NOT kehou_reads(NEW.school_id) OR EXISTS (
      SELECT FROM custody_dayclosing c
      WHERE c.school_id = NEW.school_id AND c.day = NEW.day) THEN
    RAISE EXCEPTION 'the day % is closed', NEW.day
      USING ERRCODE = '23514', CONSTRAINT = 'closed_day_takes_no_events';
  END IF;
  IF EXISTS (
      SELECT FROM rostering_duty d WHERE d.id = NEW.duty_id AND d.relieved_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the duty has been relieved'
      USING ERRCODE = '23514', CONSTRAINT = 'duty_is_not_relieved';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER custody_roll_on_its_day BEFORE INSERT ON custody_rollcall
  FOR EACH ROW EXECUTE FUNCTION custody_roll_on_its_day();
"""

UNDO = """
DROP TRIGGER custody_roll_on_its_day ON custody_rollcall;
DROP FUNCTION custody_roll_on_its_day();
DROP TRIGGER custody_day_closes_with_all_known ON custody_dayclosing;
DROP FUNCTION custody_day_closes_with_all_known();
"""


class Migration(migrations.Migration):
    """Silence does not close a day (7.3.a)."""

    dependencies = [("custody", "0007_holders_are_who_they_should_be")]

    operations = [migrations.RunSQL(ACCOUNTED, UNDO)]
