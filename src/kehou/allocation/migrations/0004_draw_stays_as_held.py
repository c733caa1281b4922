from django.db import migrations

# A draw is a preview, then published or discarded; nothing else about it ever changes. A group is
# the children, activity and slot that a draw gave it (its room may change), and a place is one
# child's in one group: it ends, and another begins.
STAYS = """
CREATE FUNCTION allocation_draw_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'preview'
      OR (NEW.id, NEW.school_id, NEW.window_id, NEW.seed, NEW.public_value, NEW.input_hash,
          NEW.result_hash, NEW.result, NEW.drawn_by_id, NEW.drawn_at)
        IS DISTINCT FROM (OLD.id, OLD.school_id, OLD.window_id, OLD.seed, OLD.public_value,
          OLD.input_hash, OLD.result_hash, OLD.result, OLD.drawn_by_id, OLD.drawn_at) THEN
    RAISE EXCEPTION 'draw % stays as it was held', OLD.id
      USING ERRCODE = '23514', CONSTRAINT = 'draw_stays_as_held';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER allocation_draw_stays BEFORE UPDATE OR DELETE ON allocation_draw
  FOR EACH ROW EXECUTE FUNCTION allocation_draw_stays();

CREATE FUNCTION allocation_group_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'DELETE'
      OR (NEW.id, NEW.school_id, NEW.draw_id, NEW.activity_id, NEW.weekday, NEW.period, NEW.number)
        IS DISTINCT FROM (OLD.id, OLD.school_id, OLD.draw_id, OLD.activity_id, OLD.weekday,
          OLD.period, OLD.number) THEN
    RAISE EXCEPTION 'group % stays as it was drawn', OLD.id
      USING ERRCODE = '23514', CONSTRAINT = 'group_stays_as_drawn';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER allocation_group_stays BEFORE UPDATE OR DELETE ON allocation_group
  FOR EACH ROW EXECUTE FUNCTION allocation_group_stays();

CREATE FUNCTION allocation_place_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.school_id, NEW.group_id, NEW.pupil_id)
      IS DISTINCT FROM (OLD.id, OLD.school_id, OLD.group_id, OLD.pupil_id) THEN
    RAISE EXCEPTION 'place % stays with its child and group', OLD.id
      USING ERRCODE = '23514', CONSTRAINT = 'place_stays_with_its_child';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER allocation_place_stays BEFORE UPDATE OR DELETE ON allocation_place
  FOR EACH ROW EXECUTE FUNCTION allocation_place_stays();
"""

UNDO = """
DROP TRIGGER allocation_place_stays ON allocation_place;
DROP FUNCTION allocation_place_stays();
DROP TRIGGER allocation_group_stays ON allocation_group;
DROP FUNCTION allocation_group_stays();
DROP TRIGGER allocation_draw_stays ON allocation_draw;
DROP FUNCTION allocation_draw_stays();
"""


class Migration(migrations.Migration):
    """Nobody changes a draw, or what came of it, after the event (7.2.b)."""

    dependencies = [("allocation", "0003_input_of_a_draw")]

    operations = [migrations.RunSQL(STAYS, UNDO)]
