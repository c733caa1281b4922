from django.db import migrations

# What depends on other rows: an application is sent within its window, by a guardian of this very
# pupil; a wish is for something that is offered in the window's term, on a day on which it meets.
# The fall-back is not wished for: it has room for every child whatever anyone wished (4.1).
OWN_ACT = """
CREATE FUNCTION enrolment_application_is_own_act() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (
      SELECT FROM enrolment_window w
      WHERE w.id = NEW.window_id AND w.opens <= NEW.sent_at AND NEW.sent_at < w.closes) THEN
    RAISE EXCEPTION 'the window is not open at %', NEW.sent_at
      USING ERRCODE = '23514', CONSTRAINT = 'application_is_sent_within_its_window';
  END IF;
  IF NOT EXISTS (
      SELECT FROM people_guardianship g
      WHERE g.pupil_id = NEW.pupil_id AND g.person_id = NEW.guardian_id AND g.is_guardian
        AND g.first_day <= (NEW.sent_at AT TIME ZONE 'Asia/Shanghai')::date
        AND (g.until IS NULL OR g.until > (NEW.sent_at AT TIME ZONE 'Asia/Shanghai')::date)) THEN
    RAISE EXCEPTION 'the sender is no guardian of this pupil'
      USING ERRCODE = '23514', CONSTRAINT = 'application_is_a_guardians_own_act';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER enrolment_application_is_own_act
  BEFORE INSERT OR UPDATE OF window_id, pupil_id, guardian_id, sent_at ON enrolment_application
  FOR EACH ROW EXECUTE FUNCTION enrolment_application_is_own_act();

CREATE FUNCTION enrolment_wish_is_for_an_offer() RETURNS trigger
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
CREATE TRIGGER enrolment_wish_is_for_an_offer BEFORE INSERT OR UPDATE ON enrolment_wish
  FOR EACH ROW EXECUTE FUNCTION enrolment_wish_is_for_an_offer();
"""

UNDO = """
DROP TRIGGER enrolment_wish_is_for_an_offer ON enrolment_wish;
DROP FUNCTION enrolment_wish_is_for_an_offer();
DROP TRIGGER enrolment_application_is_own_act ON enrolment_application;
DROP FUNCTION enrolment_application_is_own_act();
"""


class Migration(migrations.Migration):
    """Choosing is a guardian's own act (2.3.c)."""

    dependencies = [
        ("catalogue", "0003_review_gates"),
        ("enrolment", "0002_wish_once_and_commitment"),
        ("people", "0001_initial"),
    ]

    operations = [migrations.RunSQL(OWN_ACT, UNDO)]
