from django.db import migrations

# From three sides: whoever is named holds no seat and is on no staff, whoever is seated or joins a
# staff speaks for nobody. It looks at the whole city whoever writes, and one person is judged by
# one transaction at a time, under the lock that the actions hold as well: two who commit together
# would not see each other's row.
APART = """
CREATE OR REPLACE FUNCTION providers_representative_holds_no_other_seat() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  reads CONSTANT text := coalesce(current_setting('kehou.reads', true), '');
  institutions CONSTANT text := coalesce(current_setting('kehou.institutions', true), '');
  is_both boolean;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('people.seats:' || NEW.person_id, 0));
  PERFORM set_config('kehou.reads', '*', true), set_config('kehou.institutions', '*', true);
  CASE TG_TABLE_NAME
    WHEN 'providers_representative' THEN
      is_both := EXISTS (
        SELECT FROM people_appointment a WHERE a.person_id = NEW.person_id
          AND daterange(a.first_day, a.until) && daterange(NEW.first_day, NEW.until))
        OR NEW.until IS NULL AND EXISTS (
          SELECT FROM people_staff s WHERE s.person_id = NEW.person_id AND s.left_on IS NULL);
    WHEN 'people_appointment' THEN
      is_both := EXISTS (
        SELECT FROM providers_representative r WHERE r.person_id = NEW.person_id
          AND daterange(r.first_day, r.until) && daterange(NEW.first_day, NEW.until));
    ELSE
      is_both := NEW.left_on IS NULL AND EXISTS (
        SELECT FROM providers_representative r WHERE r.person_id = NEW.person_id
          AND r.until IS NULL);
  END CASE;
  PERFORM set_config('kehou.reads', reads, true),
          set_config('kehou.institutions', institutions, true);
  IF is_both THEN
    RAISE EXCEPTION 'person % would speak for an institution and hold a seat', NEW.person_id
      USING ERRCODE = '23514', CONSTRAINT = 'representative_holds_no_other_seat';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER representative_holds_no_other_seat
  AFTER INSERT OR UPDATE OF person_id, left_on ON people_staff
  FOR EACH ROW EXECUTE FUNCTION providers_representative_holds_no_other_seat();
"""

TOGETHER = """
DROP TRIGGER representative_holds_no_other_seat ON people_staff;
CREATE OR REPLACE FUNCTION providers_representative_holds_no_other_seat() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_TABLE_NAME = 'providers_representative' AND EXISTS (
      SELECT FROM people_appointment a WHERE a.person_id = NEW.person_id
        AND daterange(a.first_day, a.until) && daterange(NEW.first_day, NEW.until))
    OR TG_TABLE_NAME = 'people_appointment' AND EXISTS (
      SELECT FROM providers_representative r WHERE r.person_id = NEW.person_id
        AND daterange(r.first_day, r.until) && daterange(NEW.first_day, NEW.until))
  THEN
    RAISE EXCEPTION 'person % would speak for an institution and hold a seat', NEW.person_id
      USING ERRCODE = '23514', CONSTRAINT = 'representative_holds_no_other_seat';
  END IF;
  RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    """Staff are not attached to institutions, whichever of the two comes first (5.1.b)."""

    dependencies = [
        ("people", "0007_seats_are_given_and_ended"),
        ("providers", "0004_decisions_are_kept"),
    ]

    operations = [migrations.RunSQL(APART, TOGETHER)]
