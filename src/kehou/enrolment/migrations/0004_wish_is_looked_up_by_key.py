from django.db import migrations

# The same questions as in `0003_own_act_within_the_window`, one after another, each by its key. In
# one join PostgreSQL came from the term: it read every activity of the city for each wish.
BY_KEY = """
CREATE OR REPLACE FUNCTION enrolment_wish_is_for_an_offer() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  offered_in bigint;
BEGIN
  SELECT a.term_id INTO offered_in FROM catalogue_activity a
    WHERE a.id = NEW.activity_id AND a.state = 'approved'
      AND a.kind NOT IN ('homework_time', 'tutoring');
  IF offered_in IS NULL
    OR NOT EXISTS (
      SELECT FROM catalogue_activityslot s
      WHERE s.activity_id = NEW.activity_id AND s.weekday = NEW.weekday)
    OR NOT EXISTS (
      SELECT FROM enrolment_application p JOIN enrolment_window w ON w.id = p.window_id
      WHERE p.id = NEW.application_id AND NEW.weekday = ANY (p.weekdays)
        AND w.term_id = offered_in) THEN
    RAISE EXCEPTION 'the activity is not offered in this term on weekday %', NEW.weekday
      USING ERRCODE = '23514', CONSTRAINT = 'wish_is_for_an_approved_activity';
  END IF;
  RETURN NEW;
END $$;
"""

BY_TERM = """
CREATE OR REPLACE FUNCTION enrolment_wish_is_for_an_offer() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (
      SELECT FROM enrolment_application p
        JOIN enrolment_window w ON w.id = p.window_id
        JOIN catalogue_activity a ON a.id = NEW.activity_id AND a.term_id = w.term_id
        JOIN catalogue_activityslot s ON s.activity_id = a.id AND s.weekday = NEW.weekday
      WHERE p.id = NEW.application_id AND a.state = 'approved'
        AND a.kind NOT IN ('homework_time', 'tutoring') AND NEW.weekday = ANY (p.weekdays)) THEN
    RAISE EXCEPTION 'the activity is not offered in this term on weekday %', NEW.weekday
      USING ERRCODE = '23514', CONSTRAINT = 'wish_is_for_an_approved_activity';
  END IF;
  RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    """The time for one wish does not grow with the city (2.3.c)."""

    dependencies = [("enrolment", "0003_own_act_within_the_window")]

    operations = [migrations.RunSQL(BY_KEY, BY_TERM)]
