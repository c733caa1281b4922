from django.db import migrations

# A draft is signed or stays a draft; what was signed stays. The text is the same from its first
# moment on: a signature is never for another text than the one that was read.
STAYS = """
CREATE FUNCTION disclosure_published_month_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.published_at IS NOT NULL
      OR (NEW.school_id, NEW.month, NEW.version, NEW.figures, NEW.content_hash,
          NEW.drafted_by_id, NEW.drafted_at)
        IS DISTINCT FROM (OLD.school_id, OLD.month, OLD.version, OLD.figures, OLD.content_hash,
          OLD.drafted_by_id, OLD.drafted_at) THEN
    RAISE EXCEPTION 'the statement of % stays as it is', OLD.month
      USING ERRCODE = '23514', CONSTRAINT = 'published_month_stays_as_signed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER disclosure_published_month_stays BEFORE UPDATE OR DELETE ON disclosure_publication
  FOR EACH ROW EXECUTE FUNCTION disclosure_published_month_stays();
"""

UNDO = """
DROP TRIGGER disclosure_published_month_stays ON disclosure_publication;
DROP FUNCTION disclosure_published_month_stays();
"""


class Migration(migrations.Migration):
    """Nothing that was made public is taken back (6.3.d)."""

    dependencies = [("disclosure", "0001_initial")]

    operations = [migrations.RunSQL(STAYS, UNDO)]
