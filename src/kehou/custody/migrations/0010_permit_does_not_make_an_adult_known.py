from django.db import migrations

# What is left of the identifiers when the child's permit and every mention of the first are taken
# out, is a second thing by which the adult was known.
KNOWN = """
ALTER TABLE custody_event
  DROP CONSTRAINT guardian_is_known_by_two_identifiers,
  ADD CONSTRAINT guardian_is_known_by_two_identifiers
    CHECK (kind <> 'release' OR to_kind <> 'guardian'
        OR array_remove(array_remove(identified_by, 'permit'),
                        (array_remove(identified_by, 'permit'))[1]) <> '{}');
"""

BEFORE = """
ALTER TABLE custody_event
  DROP CONSTRAINT guardian_is_known_by_two_identifiers,
  ADD CONSTRAINT guardian_is_known_by_two_identifiers
    CHECK (kind <> 'release' OR to_kind <> 'guardian'
        OR array_remove(identified_by, identified_by[1]) <> '{}');
"""


class Migration(migrations.Migration):
    """The permit is the child's paper and says nothing of the adult at the gate (7.3.a, 7.3.b)."""

    dependencies = [("custody", "0009_events_are_found_by_day")]

    operations = [migrations.RunSQL(KNOWN, BEFORE)]
