from django.db import migrations

# What a row says of another row: a file stands in a version that was written, the parts of a
# version and an admission are the same institution's, an enclosure repeats what the document is.
LINKS = """
ALTER TABLE providers_institution
  -- A first version points back to its institution, so the two are compared at the commit.
  ADD CONSTRAINT institution_stands_in_a_written_version
    FOREIGN KEY (id, version) REFERENCES providers_fileversion (institution_id, number)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE providers_shareholder
  ADD CONSTRAINT shareholder_is_of_the_same_institution
    FOREIGN KEY (version_id, institution_id) REFERENCES providers_fileversion (id, institution_id);
ALTER TABLE providers_teacher
  ADD CONSTRAINT teacher_is_of_the_same_institution
    FOREIGN KEY (version_id, institution_id) REFERENCES providers_fileversion (id, institution_id);
ALTER TABLE providers_enclosure
  ADD CONSTRAINT enclosure_is_of_the_same_institution
    FOREIGN KEY (version_id, institution_id) REFERENCES providers_fileversion (id, institution_id),
  ADD CONSTRAINT enclosure_says_what_the_document_is
    FOREIGN KEY (document_id, institution_id, kind, file_name, content_hash)
    REFERENCES providers_document (id, institution_id, kind, file_name, content_hash);
ALTER TABLE providers_admission
  ADD CONSTRAINT admission_is_of_a_version_of_the_institution
    FOREIGN KEY (version_id, institution_id) REFERENCES providers_fileversion (id, institution_id);
ALTER TABLE providers_document
  ADD CONSTRAINT document_is_what_its_hash_says
    CHECK (encode(sha256(content), 'hex') = content_hash);
"""

UNLINK = """
ALTER TABLE providers_document DROP CONSTRAINT document_is_what_its_hash_says;
ALTER TABLE providers_admission DROP CONSTRAINT admission_is_of_a_version_of_the_institution;
ALTER TABLE providers_enclosure
  DROP CONSTRAINT enclosure_says_what_the_document_is,
  DROP CONSTRAINT enclosure_is_of_the_same_institution;
ALTER TABLE providers_teacher DROP CONSTRAINT teacher_is_of_the_same_institution;
ALTER TABLE providers_shareholder DROP CONSTRAINT shareholder_is_of_the_same_institution;
ALTER TABLE providers_institution DROP CONSTRAINT institution_stands_in_a_written_version;
"""

# Shares of one version come to the whole at most; and an admission goes its way: it waits, is
# decided once, and what was admitted ends by another admission or by being struck off.
GATES = """
CREATE FUNCTION providers_shares_are_at_most_the_whole() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF (SELECT sum(s.share) FROM providers_shareholder s WHERE s.version_id = NEW.version_id) > 10000
  THEN
    RAISE EXCEPTION 'the shares of version % come to more than the whole', NEW.version_id
      USING ERRCODE = '23514', CONSTRAINT = 'shares_are_at_most_the_whole';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER providers_shares_are_at_most_the_whole AFTER INSERT ON providers_shareholder
  FOR EACH ROW EXECUTE FUNCTION providers_shares_are_at_most_the_whole();

CREATE FUNCTION providers_admission_passes_its_gates() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  free text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    free := CASE NEW.state WHEN 'waiting' THEN '{}'::text[] END;
  ELSE
    free := CASE OLD.state || ' to ' || NEW.state
      WHEN 'waiting to waiting' THEN '{version_id}'::text[]
      WHEN 'waiting to admitted' THEN '{state,checked,remarks,decided_by_id,decided_at}'::text[]
      WHEN 'waiting to returned' THEN '{state,checked,remarks,decided_by_id,decided_at}'::text[]
      WHEN 'admitted to replaced' THEN '{state,ended_by_id,ended_at}'::text[]
      WHEN 'admitted to struck_off' THEN '{state,grounds,ended_by_id,ended_at}'::text[]
    END;
    IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
      free := NULL;
    END IF;
  END IF;
  IF free IS NULL THEN
    RAISE EXCEPTION 'no admission goes from % to %', OLD.state, NEW.state
      USING ERRCODE = '23514', CONSTRAINT = 'admission_passes_its_gates';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER providers_admission_passes_its_gates BEFORE INSERT OR UPDATE ON providers_admission
  FOR EACH ROW EXECUTE FUNCTION providers_admission_passes_its_gates();
"""

UNGATE = """
DROP TRIGGER providers_admission_passes_its_gates ON providers_admission;
DROP FUNCTION providers_admission_passes_its_gates();
DROP TRIGGER providers_shares_are_at_most_the_whole ON providers_shareholder;
DROP FUNCTION providers_shares_are_at_most_the_whole();
"""


class Migration(migrations.Migration):
    """What ties the parts of a file together, and the gates of admission (5.2.a)."""

    dependencies = [("providers", "0001_initial")]

    operations = [
        migrations.RunSQL(LINKS, UNLINK),
        migrations.RunSQL(GATES, UNGATE),
    ]
