from django.db import migrations

# Beside `0003_days`, whose trigger has taken the day's lock already (triggers run by name): what is
# asked of the day, the child and the adult cannot change before the event is in.
HOLDERS = """
CREATE FUNCTION custody_event_to_whom() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  -- Whoever does not see a school's records would find no closing, no ban and no relief in them.
  IF NOT kehou_reads(NEW.school_id) THEN
    RAISE EXCEPTION 'custody is decided in view of the school''s records'
      USING ERRCODE = '42501';
  END IF;
  IF NEW.to_kind = 'guardian' AND EXISTS (
      SELECT FROM people_guardianship g
      WHERE g.pupil_id = NEW.pupil_id AND g.person_id = NEW.to_holder_id AND g.must_not_collect
        AND g.first_day <= NEW.day AND (g.until IS NULL OR g.until > NEW.day)) THEN
    RAISE EXCEPTION 'this adult must not collect pupil %', NEW.pupil_id
      USING ERRCODE = '23514', CONSTRAINT = 'must_not_collect';
  END IF;
  IF NEW.to_kind IN ('self', 'authority') AND NOT EXISTS (
      SELECT FROM people_pupil p
      WHERE p.id = NEW.pupil_id AND p.person_id = NEW.to_holder_id) THEN
    RAISE EXCEPTION 'whoever is not on record is recorded as the child itself'
      USING ERRCODE = '23514', CONSTRAINT = 'holder_not_on_record_is_the_child';
  END IF;
  IF EXISTS (
      SELECT FROM rostering_duty d WHERE d.id = NEW.duty_id AND d.relieved_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the duty has been relieved'
      USING ERRCODE = '23514', CONSTRAINT = 'duty_is_not_relieved';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER custody_event_to_whom BEFORE INSERT ON custody_event
  FOR EACH ROW EXECUTE FUNCTION custody_event_to_whom();

CREATE FUNCTION custody_nobody_leaves_with_children() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(
    hashtextextended('custody.day:' || NEW.school_id || ':' || NEW.day, 0));
  IF NOT kehou_reads(NEW.school_id) OR EXISTS (
      SELECT FROM custody_event e
      WHERE e.duty_id = NEW.id AND e.to_kind = 'staff'
        AND NOT EXISTS (SELECT FROM custody_event n WHERE n.previous_id = e.id)) THEN
    RAISE EXCEPTION 'children are still held under duty %', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'nobody_leaves_duty_holding_children';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER custody_nobody_leaves_with_children BEFORE UPDATE OF relieved_at ON rostering_duty
  FOR EACH ROW WHEN (OLD.relieved_at IS NULL AND NEW.relieved_at IS NOT NULL)
  EXECUTE FUNCTION custody_nobody_leaves_with_children();
"""

UNDO = """
DROP TRIGGER custody_nobody_leaves_with_children ON rostering_duty;
DROP FUNCTION custody_nobody_leaves_with_children();
DROP TRIGGER custody_event_to_whom ON custody_event;
DROP FUNCTION custody_event_to_whom();
"""


class Migration(migrations.Migration):
    """Into whose hands, and that nobody goes home with children in their name (7.1.b, 7.3.a)."""

    dependencies = [("custody", "0006_roll_and_its_lines")]

    operations = [migrations.RunSQL(HOLDERS, UNDO)]
