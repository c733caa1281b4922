from django.db import migrations

# What a row says of another row: a room stands on its campus, an activity in a version that
# somebody wrote, a review names the author of the version that it is of.
LINKS = """
CREATE UNIQUE INDEX room_on_its_campus ON schools_room (id, campus_id);
ALTER TABLE catalogue_activity
  ADD CONSTRAINT activity_room_is_on_its_campus
    FOREIGN KEY (room_id, campus_id) REFERENCES schools_room (id, campus_id),
  -- A first version points back to its activity, so the two are compared at the commit.
  ADD CONSTRAINT activity_stands_in_a_written_version
    FOREIGN KEY (id, version, written_by_id)
    REFERENCES catalogue_activityversion (activity_id, version, written_by_id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE catalogue_review
  ADD CONSTRAINT review_names_the_author
    FOREIGN KEY (activity_id, version, written_by_id)
    REFERENCES catalogue_activityversion (activity_id, version, written_by_id);
"""

UNLINK = """
ALTER TABLE catalogue_review DROP CONSTRAINT review_names_the_author;
ALTER TABLE catalogue_activity
  DROP CONSTRAINT activity_stands_in_a_written_version,
  DROP CONSTRAINT activity_room_is_on_its_campus;
DROP INDEX room_on_its_campus;
"""

# The gates of review. An activity begins as a draft; a change is a new version and a draft again;
# every other step needs the review that allows it, and "approved" both approvals of this version.
GATES = """
CREATE FUNCTION catalogue_activity_passes_its_gates() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  step text;
  approvals text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' OR NEW.version <> 1 THEN
      RAISE EXCEPTION 'an activity begins as a draft in its first version'
        USING ERRCODE = '23514', CONSTRAINT = 'activity_begins_as_a_draft';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.version = OLD.version + 1 AND NEW.state = 'draft' THEN
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - '{state,state_since}'::text[] <> to_jsonb(OLD) - '{state,state_since}'::text[]
  THEN
    RAISE EXCEPTION 'a changed activity is a new version, and a draft'
      USING ERRCODE = '23514', CONSTRAINT = 'changed_activity_is_a_draft_again';
  END IF;
  step := OLD.state || ' to ' || NEW.state;
  SELECT array_agg(r.stage::text) INTO approvals FROM catalogue_review r
    WHERE r.activity_id = NEW.id AND r.version = NEW.version AND r.outcome = 'approved';
  IF NOT coalesce(CASE step
      WHEN 'draft to submitted' THEN true
      WHEN 'submitted to school_approved' THEN approvals @> '{school}'
      WHEN 'school_approved to approved' THEN approvals @> '{school,district}'
      WHEN 'submitted to returned' THEN EXISTS (
        SELECT FROM catalogue_review r WHERE r.activity_id = NEW.id
          AND r.version = NEW.version AND r.stage = 'school' AND r.outcome = 'returned')
      WHEN 'school_approved to returned' THEN EXISTS (
        SELECT FROM catalogue_review r WHERE r.activity_id = NEW.id
          AND r.version = NEW.version AND r.stage = 'district' AND r.outcome = 'returned')
      ELSE NEW.state = OLD.state
    END, false) THEN
    RAISE EXCEPTION 'no review allows the step from %', step
      USING ERRCODE = '23514', CONSTRAINT = 'activity_passes_every_gate';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER catalogue_activity_passes_its_gates BEFORE INSERT OR UPDATE ON catalogue_activity
  FOR EACH ROW EXECUTE FUNCTION catalogue_activity_passes_its_gates();

CREATE FUNCTION catalogue_review_is_in_its_turn() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (
      SELECT FROM catalogue_activity a WHERE a.id = NEW.activity_id AND a.version = NEW.version
        AND a.state = CASE NEW.stage WHEN 'school' THEN 'submitted' ELSE 'school_approved' END) THEN
    RAISE EXCEPTION 'this version does not wait for a review by the %', NEW.stage
      USING ERRCODE = '23514', CONSTRAINT = 'review_is_of_what_waits_for_it';
  END IF;
  IF EXISTS (
      SELECT FROM catalogue_activityversion v
      WHERE v.activity_id = NEW.activity_id AND v.written_by_id = NEW.reviewed_by_id) THEN
    RAISE EXCEPTION 'the reviewer has written a version of this activity'
      USING ERRCODE = '23514', CONSTRAINT = 'nobody_reviews_what_they_wrote';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER catalogue_review_is_in_its_turn BEFORE INSERT ON catalogue_review
  FOR EACH ROW EXECUTE FUNCTION catalogue_review_is_in_its_turn();

CREATE FUNCTION catalogue_slots_change_in_a_draft() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  slot catalogue_activityslot := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  IF NOT EXISTS (
      SELECT FROM catalogue_activity a WHERE a.id = slot.activity_id AND a.state = 'draft') THEN
    RAISE EXCEPTION 'the periods of an activity change only in a draft'
      USING ERRCODE = '23514', CONSTRAINT = 'slots_change_only_in_a_draft';
  END IF;
  RETURN slot;
END $$;
CREATE TRIGGER catalogue_slots_change_in_a_draft
  BEFORE INSERT OR UPDATE OR DELETE ON catalogue_activityslot
  FOR EACH ROW EXECUTE FUNCTION catalogue_slots_change_in_a_draft();
"""

UNGATE = """
DROP TRIGGER catalogue_slots_change_in_a_draft ON catalogue_activityslot;
DROP FUNCTION catalogue_slots_change_in_a_draft();
DROP TRIGGER catalogue_review_is_in_its_turn ON catalogue_review;
DROP FUNCTION catalogue_review_is_in_its_turn();
DROP TRIGGER catalogue_activity_passes_its_gates ON catalogue_activity;
DROP FUNCTION catalogue_activity_passes_its_gates();
"""


class Migration(migrations.Migration):
    """The gates of review (2.3.b, 5.4.b)."""

    dependencies = [
        ("catalogue", "0002_versions_and_checklist"),
        ("people", "0001_initial"),
        ("schools", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(LINKS, UNLINK),
        migrations.RunSQL(GATES, UNGATE),
    ]
