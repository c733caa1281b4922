from django.db import migrations

# Whoever settles a month counts its closed days only. A day that has gone by with rolls called and
# was never closed would be paid for by nobody, and whatever happened on it told to nobody.
OPEN_DAYS = """
CREATE FUNCTION funds_month_has_no_open_day() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  open_day date;
BEGIN
  SELECT min(line.day) INTO open_day FROM custody_attendance line
  WHERE line.school_id = NEW.school_id
    AND line.day >= NEW.month AND line.day < NEW.month + interval '1 month'
    AND line.day < (NEW.settled_at AT TIME ZONE 'Asia/Shanghai')::date
    AND NOT EXISTS (
      SELECT FROM custody_dayclosing closing
      WHERE closing.school_id = line.school_id AND closing.day = line.day
    );
  IF open_day IS NOT NULL THEN
    RAISE EXCEPTION 'the day % of school % was never closed', open_day, NEW.school_id
      USING ERRCODE = '23514', CONSTRAINT = 'settled_month_has_no_open_day';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER funds_month_has_no_open_day BEFORE INSERT ON funds_monthsettlement
  FOR EACH ROW EXECUTE FUNCTION funds_month_has_no_open_day();
"""

UNDO = """
DROP TRIGGER funds_month_has_no_open_day ON funds_monthsettlement;
DROP FUNCTION funds_month_has_no_open_day();
"""


class Migration(migrations.Migration):
    """No month is settled over a day that was never closed (6.3.c, 7.3.a)."""

    dependencies = [
        ("funds", "0001_initial"),
        ("custody", "0011_nothing_is_recorded_before_its_time"),
    ]

    operations = [migrations.RunSQL(OPEN_DAYS, UNDO)]
