import django.db.models.deletion
from django.db import migrations, models

# Whoever may hold a draw as often as they like, with any value, holds it until they like it. The
# first draw of a window binds its value, until the district voids the newest one; and a value has
# one seed, whatever changes about the activities, so that no change of them draws other lots.
# One draw of a window is looked at after the other.
BOUND = """
CREATE FUNCTION allocation_value_is_bound() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE newest record; first_seed text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('allocation.value:' || NEW.window_id, 0));
  SELECT d.public_value, v.id AS voiding INTO newest
    FROM allocation_draw d LEFT JOIN allocation_voiding v ON v.draw_id = d.id
    WHERE d.window_id = NEW.window_id ORDER BY d.id DESC LIMIT 1;
  IF FOUND AND newest.voiding IS NULL AND newest.public_value <> NEW.public_value THEN
    RAISE EXCEPTION 'the draw of window % is held with another value', NEW.window_id
      USING ERRCODE = '23514', CONSTRAINT = 'draw_keeps_its_public_value';
  END IF;
  SELECT d.seed INTO first_seed FROM allocation_draw d
    WHERE d.window_id = NEW.window_id AND d.public_value = NEW.public_value
    ORDER BY d.id LIMIT 1;
  IF FOUND AND first_seed <> NEW.seed THEN
    RAISE EXCEPTION 'this value has another seed in window %', NEW.window_id
      USING ERRCODE = '23514', CONSTRAINT = 'public_value_has_one_seed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER allocation_value_is_bound BEFORE INSERT ON allocation_draw
  FOR EACH ROW EXECUTE FUNCTION allocation_value_is_bound();

CREATE FUNCTION allocation_voiding_is_of_a_preview() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE voided record;
BEGIN
  SELECT d.window_id, d.state, d.drawn_by_id INTO voided
    FROM allocation_draw d WHERE d.id = NEW.draw_id;
  PERFORM pg_advisory_xact_lock(hashtextextended('allocation.value:' || voided.window_id, 0));
  IF voided.state IS DISTINCT FROM 'discarded' OR EXISTS (
      SELECT FROM allocation_draw d WHERE d.window_id = voided.window_id AND d.id > NEW.draw_id) THEN
    RAISE EXCEPTION 'only the newest preview of a window is voided'
      USING ERRCODE = '23514', CONSTRAINT = 'voiding_is_of_the_newest_preview';
  END IF;
  IF voided.drawn_by_id = NEW.voided_by_id THEN
    RAISE EXCEPTION 'whoever held the draw does not void it'
      USING ERRCODE = '23514', CONSTRAINT = 'draw_is_voided_by_a_second_person';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER allocation_voiding_is_of_a_preview BEFORE INSERT ON allocation_voiding
  FOR EACH ROW EXECUTE FUNCTION allocation_voiding_is_of_a_preview();
"""

UNDO = """
DROP TRIGGER allocation_voiding_is_of_a_preview ON allocation_voiding;
DROP FUNCTION allocation_voiding_is_of_a_preview();
DROP TRIGGER allocation_value_is_bound ON allocation_draw;
DROP FUNCTION allocation_value_is_bound();
"""


class Migration(migrations.Migration):
    """Nobody draws until they like it (7.2.b)."""

    dependencies = [
        ("allocation", "0004_draw_stays_as_held"),
        ("people", "0001_initial"),
        ("schools", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Voiding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("voided_at", models.DateTimeField(verbose_name="voided at")),
                (
                    "draw",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voiding",
                        to="allocation.draw",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                    ),
                ),
                (
                    "voided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "^\\S.{8,}\\S$")),
                        name="voiding_says_why",
                    )
                ],
            },
        ),
        migrations.RunSQL(BOUND, UNDO),
    ]
