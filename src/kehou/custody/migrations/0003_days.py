from django.db import migrations

# What a constraint cannot say, because it depends on the day: a guardianship and a permit are in
# force on the day of the release; a closed day takes no more events; a day closes only when no
# chain of the school ends with staff. Events share the day's lock, the closing holds it alone.
DAYS = """
CREATE FUNCTION custody_event_on_its_day() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(
    hashtextextended('custody.day:' || NEW.school_id || ':' || NEW.day, 0));
  IF NEW.guardianship_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM people_guardianship g WHERE g.id = NEW.guardianship_id
        AND g.first_day <= NEW.day AND (g.until IS NULL OR g.until > NEW.day)) THEN
    RAISE EXCEPTION 'the guardianship is not in force on %', NEW.day
      USING ERRCODE = '23514', CONSTRAINT = 'guardianship_is_in_force_that_day';
  END IF;
  IF NEW.permit_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM custody_permit p WHERE p.id = NEW.permit_id AND p.revoked_at IS NULL
        AND NEW.day BETWEEN p.first_day AND p.last_day) THEN
    RAISE EXCEPTION 'the permit is not in force on %', NEW.day
      USING ERRCODE = '23514', CONSTRAINT = 'permit_is_in_force_that_day';
  END IF;
  IF EXISTS (SELECT FROM custody_dayclosing c
             WHERE c.school_id = NEW.school_id AND c.day = NEW.day) THEN
    RAISE EXCEPTION 'the day % is closed', NEW.day
      USING ERRCODE = '23514', CONSTRAINT = 'closed_day_takes_no_events';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER custody_event_on_its_day BEFORE INSERT ON custody_event
  FOR EACH ROW EXECUTE FUNCTION custody_event_on_its_day();

CREATE FUNCTION custody_day_closes_at_zero() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(
    hashtextextended('custody.day:' || NEW.school_id || ':' || NEW.day, 0));
  IF NOT kehou_reads(NEW.school_id) OR EXISTS (
      SELECT FROM custody_event e
      WHERE e.school_id = NEW.school_id AND e.day = NEW.day AND e.to_kind = 'staff'
        AND NOT EXISTS (SELECT FROM custody_event n WHERE n.previous_id = e.id)) THEN
    RAISE EXCEPTION 'children are still with staff on %', NEW.day
      USING ERRCODE = '23514', CONSTRAINT = 'day_closes_at_zero_children';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER custody_day_closes_at_zero BEFORE INSERT ON custody_dayclosing
  FOR EACH ROW EXECUTE FUNCTION custody_day_closes_at_zero();
"""

UNDO = """
DROP TRIGGER custody_day_closes_at_zero ON custody_dayclosing;
DROP FUNCTION custody_day_closes_at_zero();
DROP TRIGGER custody_event_on_its_day ON custody_event;
DROP FUNCTION custody_event_on_its_day();
"""


class Migration(migrations.Migration):
    dependencies = [("custody", "0002_chain"), ("platform", "0002_reach_functions")]

    operations = [migrations.RunSQL(DAYS, UNDO)]
