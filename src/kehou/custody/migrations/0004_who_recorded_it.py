import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

# Responsibility passes by the act of whoever takes it: a child is taken over by the receiver's own
# hand and let go by the holder's. Nobody can put a child into somebody else's name.
RECORDED = """
ALTER TABLE custody_event
  ADD CONSTRAINT staff_take_children_over_in_person
    CHECK (kind NOT IN ('open', 'transfer') OR to_kind <> 'staff' OR recorded_by_id = to_holder_id),
  ADD CONSTRAINT only_the_holder_lets_a_child_go
    CHECK (kind NOT IN ('transfer', 'release') OR to_kind = 'staff'
        OR recorded_by_id = from_holder_id),
  ADD CONSTRAINT correction_is_confirmed_by_a_second_person
    CHECK ((kind = 'correct') = (confirmed_by_id IS NOT NULL) AND confirmed_by_id <> recorded_by_id),
  ADD CONSTRAINT identifiers_are_known
    CHECK (identified_by <@ ARRAY['name', 'relation', 'phone', 'face', 'permit']::varchar[]),
  -- What is left when every mention of the first is taken out, is a second one.
  ADD CONSTRAINT guardian_is_known_by_two_identifiers
    CHECK (kind <> 'release' OR to_kind <> 'guardian'
        OR array_remove(identified_by, identified_by[1]) <> '{}'),
  ADD CONSTRAINT permit_is_shown_that_day
    CHECK (to_kind <> 'self' OR identified_by @> ARRAY['permit']::varchar[]);
"""

UNRECORDED = """
ALTER TABLE custody_event
  DROP CONSTRAINT permit_is_shown_that_day,
  DROP CONSTRAINT guardian_is_known_by_two_identifiers,
  DROP CONSTRAINT identifiers_are_known,
  DROP CONSTRAINT correction_is_confirmed_by_a_second_person,
  DROP CONSTRAINT only_the_holder_lets_a_child_go,
  DROP CONSTRAINT staff_take_children_over_in_person;
"""

IDENTIFIERS = [
    ("name", "told their name and the child's"),
    ("relation", "told the relation"),
    ("phone", "told the last four digits of their phone"),
    ("face", "known by face"),
    ("permit", "the permit was shown"),
]


class Migration(migrations.Migration):
    """Who took a child over or let it go, and by what the adult was known (7.3.a, 7.3.b)."""

    dependencies = [("custody", "0003_days")]

    operations = [
        migrations.AddField(
            model_name="event",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="identified_by",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(choices=IDENTIFIERS, max_length=8),
                blank=True,
                default=list,
                size=None,
                verbose_name="identified by",
            ),
        ),
        migrations.RunSQL(RECORDED, UNRECORDED),
    ]
