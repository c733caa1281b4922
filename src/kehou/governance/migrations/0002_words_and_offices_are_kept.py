from django.db import migrations

# What a row says of another row: an approval is of this fingerprint, and by whoever holds that
# office.
LINKS = """
ALTER TABLE governance_approval
  ADD CONSTRAINT approval_is_of_the_words_submitted
    FOREIGN KEY (version_id, content_hash) REFERENCES governance_version (id, content_hash),
  ADD CONSTRAINT approval_is_by_whoever_holds_the_office
    FOREIGN KEY (membership_id, person_id) REFERENCES governance_membership (id, person_id);
ALTER TABLE governance_attachment
  ADD CONSTRAINT attachment_is_what_its_fingerprint_says
    CHECK (content_hash = encode(sha256(content), 'hex'));
"""

UNLINK = """
ALTER TABLE governance_attachment DROP CONSTRAINT attachment_is_what_its_fingerprint_says;
ALTER TABLE governance_approval
  DROP CONSTRAINT approval_is_by_whoever_holds_the_office,
  DROP CONSTRAINT approval_is_of_the_words_submitted;
"""

# An office is recorded, and once it is ended; nothing else of it ever changes. Whoever is taken
# into the group works at the school.
OFFICES = """
CREATE FUNCTION governance_membership_is_kept() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT FROM people_staff s WHERE s.person_id = NEW.person_id
          AND s.school_id = NEW.school_id AND s.left_on IS NULL)
       AND NOT EXISTS (SELECT FROM people_appointment a WHERE a.person_id = NEW.person_id
          AND a.school_id = NEW.school_id AND (a.until IS NULL OR a.until > NEW.first_day)) THEN
      RAISE EXCEPTION 'a member of the leading group works at the school'
        USING ERRCODE = '23514', CONSTRAINT = 'member_works_at_the_school';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.until IS NOT NULL
     OR to_jsonb(NEW) - '{until,ended_by_id,ended_at}'::text[]
        <> to_jsonb(OLD) - '{until,ended_by_id,ended_at}'::text[] THEN
    RAISE EXCEPTION 'an office is kept as it was, and ended once'
      USING ERRCODE = '23514', CONSTRAINT = 'membership_history_is_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER governance_membership_is_kept
  BEFORE INSERT OR UPDATE OR DELETE ON governance_membership
  FOR EACH ROW EXECUTE FUNCTION governance_membership_is_kept();
"""

OPEN_OFFICES = """
DROP TRIGGER governance_membership_is_kept ON governance_membership;
DROP FUNCTION governance_membership_is_kept();
"""

# The gates of a version. It begins as a draft; from its submission on its words never change; it
# is in force only with the approval of the head in office on that day. How large a share of the
# others must approve is a dated number of the ordinance, which the database does not know.
GATES = """
CREATE FUNCTION governance_version_passes_its_gates() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  step text;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'what was written is kept'
      USING ERRCODE = '23514', CONSTRAINT = 'submitted_wording_never_changes';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'a version begins as a draft'
        USING ERRCODE = '23514', CONSTRAINT = 'wording_begins_as_a_draft';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.document_id <> OLD.document_id OR NEW.number <> OLD.number OR (OLD.state <> 'draft'
     AND to_jsonb(NEW) - '{state,state_since}'::text[]
         <> to_jsonb(OLD) - '{state,state_since}'::text[]) THEN
    RAISE EXCEPTION 'what was submitted never changes'
      USING ERRCODE = '23514', CONSTRAINT = 'submitted_wording_never_changes';
  END IF;
  step := OLD.state || ' to ' || NEW.state;
  IF NOT coalesce(CASE step
      WHEN 'draft to submitted' THEN true
      WHEN 'submitted to superseded' THEN true
      WHEN 'in_force to superseded' THEN true
      WHEN 'submitted to in_force' THEN EXISTS (
        SELECT FROM governance_approval a
          JOIN governance_membership m ON m.person_id = a.person_id AND m.school_id = a.school_id
         WHERE a.version_id = NEW.id AND m.part = 'head'
           AND daterange(m.first_day, m.until, '[)')
               @> (NEW.state_since AT TIME ZONE 'Asia/Shanghai')::date)
      ELSE NEW.state = OLD.state
    END, false) THEN
    RAISE EXCEPTION 'nothing allows the step from %', step
      USING ERRCODE = '23514', CONSTRAINT = 'wording_passes_every_gate';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER governance_version_passes_its_gates
  BEFORE INSERT OR UPDATE OR DELETE ON governance_version
  FOR EACH ROW EXECUTE FUNCTION governance_version_passes_its_gates();

CREATE FUNCTION governance_approval_is_in_its_turn() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM governance_version v
      WHERE v.id = NEW.version_id AND v.state = 'submitted') THEN
    RAISE EXCEPTION 'this version does not lie before the leading group'
      USING ERRCODE = '23514', CONSTRAINT = 'approval_is_of_what_lies_before_the_group';
  END IF;
  IF NOT EXISTS (SELECT FROM governance_membership m WHERE m.id = NEW.membership_id
      AND daterange(m.first_day, m.until, '[)')
          @> (NEW.at AT TIME ZONE 'Asia/Shanghai')::date) THEN
    RAISE EXCEPTION 'this member is not in office on that day'
      USING ERRCODE = '23514', CONSTRAINT = 'approval_is_by_a_member_in_office';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER governance_approval_is_in_its_turn BEFORE INSERT ON governance_approval
  FOR EACH ROW EXECUTE FUNCTION governance_approval_is_in_its_turn();

CREATE FUNCTION governance_filing_is_in_its_turn() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM governance_version v
      WHERE v.id = NEW.version_id AND v.state = 'in_force') THEN
    RAISE EXCEPTION 'only what is in force is filed'
      USING ERRCODE = '23514', CONSTRAINT = 'filing_is_of_what_is_in_force';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER governance_filing_is_in_its_turn BEFORE INSERT ON governance_filing
  FOR EACH ROW EXECUTE FUNCTION governance_filing_is_in_its_turn();
"""

UNGATE = """
DROP TRIGGER governance_filing_is_in_its_turn ON governance_filing;
DROP FUNCTION governance_filing_is_in_its_turn();
DROP TRIGGER governance_approval_is_in_its_turn ON governance_approval;
DROP FUNCTION governance_approval_is_in_its_turn();
DROP TRIGGER governance_version_passes_its_gates ON governance_version;
DROP FUNCTION governance_version_passes_its_gates();
"""


class Migration(migrations.Migration):
    """History is kept, words are sealed, nothing is in force without the head (7.1.a, 7.2.a)."""

    dependencies = [
        ("governance", "0001_initial"),
        ("people", "0001_initial"),
        ("schools", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(LINKS, UNLINK),
        migrations.RunSQL(OFFICES, OPEN_OFFICES),
        migrations.RunSQL(GATES, UNGATE),
    ]
