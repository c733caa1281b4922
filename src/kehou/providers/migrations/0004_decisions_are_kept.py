from django.db import migrations

# What a district or the city said of an institution stays; a bar is lifted once; and whoever sits
# in the institution itself decides nothing.
KEPT = """
CREATE FUNCTION providers_decision_is_kept() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  lifting text[] := '{during,lifted_by_id,lifted_at,lifted_because}';
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'providers_admission' THEN
    IF NEW.state = OLD.state OR coalesce(current_setting('kehou.institutions', true), '') = '*' THEN
      RETURN NEW;
    END IF;
  ELSIF TG_OP = 'UPDATE' THEN
    IF to_jsonb(OLD)->>'lifted_at' IS NULL AND to_jsonb(NEW)->>'lifted_at' IS NOT NULL
       AND NEW.during <@ OLD.during
       AND to_jsonb(NEW) - lifting = to_jsonb(OLD) - lifting THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'what was decided about an institution is kept'
    USING ERRCODE = '23514', CONSTRAINT = 'decision_about_an_institution_is_kept';
END $$;
CREATE TRIGGER decision_is_kept BEFORE UPDATE OR DELETE ON providers_admission
  FOR EACH ROW EXECUTE FUNCTION providers_decision_is_kept();
CREATE TRIGGER decision_is_kept BEFORE UPDATE OR DELETE ON providers_blacklisting
  FOR EACH ROW EXECUTE FUNCTION providers_decision_is_kept();
"""

FREE = """
DROP TRIGGER decision_is_kept ON providers_blacklisting;
DROP TRIGGER decision_is_kept ON providers_admission;
DROP FUNCTION providers_decision_is_kept();
"""


class Migration(migrations.Migration):
    """White lists and the black list are told from their rows for ever (5.2.a)."""

    dependencies = [("providers", "0003_representatives_hold_no_other_seat")]

    operations = [migrations.RunSQL(KEPT, FREE)]
