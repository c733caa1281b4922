from django.db import migrations

# Asked from both sides: whoever is named holds no seat, whoever is seated speaks for nobody.
APART = """
CREATE FUNCTION providers_representative_holds_no_other_seat() RETURNS trigger
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
CREATE TRIGGER representative_holds_no_other_seat
  AFTER INSERT OR UPDATE ON providers_representative
  FOR EACH ROW EXECUTE FUNCTION providers_representative_holds_no_other_seat();
CREATE TRIGGER representative_holds_no_other_seat
  AFTER INSERT OR UPDATE ON people_appointment
  FOR EACH ROW EXECUTE FUNCTION providers_representative_holds_no_other_seat();
"""

TOGETHER = """
DROP TRIGGER representative_holds_no_other_seat ON people_appointment;
DROP TRIGGER representative_holds_no_other_seat ON providers_representative;
DROP FUNCTION providers_representative_holds_no_other_seat();
"""


class Migration(migrations.Migration):
    """Staff are not attached to institutions, and nobody judges their own (5.1.b)."""

    dependencies = [
        ("people", "0007_seats_are_given_and_ended"),
        ("providers", "0002_gates_of_admission"),
    ]

    operations = [migrations.RunSQL(APART, TOGETHER)]
