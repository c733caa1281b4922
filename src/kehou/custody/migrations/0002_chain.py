from django.db import migrations

# One chain per child and day, kept by constraints alone. An event names its predecessor together
# with that predecessor's holder, number and kind of holder: a wrong holder, a forged kind, another
# child's event or a skipped number finds no row to point to.
CHAIN = """
ALTER TABLE custody_event
  ADD COLUMN collects boolean GENERATED ALWAYS AS (true) STORED,
  ADD CONSTRAINT event_comes_once_from_a_device UNIQUE (device, device_number),
  ADD CONSTRAINT event_as_predecessor
    UNIQUE (id, pupil_id, day, to_holder_id, number, to_kind, stream),
  ADD CONSTRAINT event_follows_the_holder
    FOREIGN KEY (previous_id, pupil_id, day, from_holder_id, previous_number, previous_kind, stream)
    REFERENCES custody_event (id, pupil_id, day, to_holder_id, number, to_kind, stream),
  ADD CONSTRAINT event_kind_is_known
    CHECK (kind IN ('open', 'transfer', 'release', 'correct')),
  ADD CONSTRAINT event_stream_is_known CHECK (stream IN ('care', 'catchup')),
  ADD CONSTRAINT holder_kind_is_known
    CHECK (to_kind IN ('staff', 'guardian', 'self', 'authority')),
  -- MATCH SIMPLE asks nothing when one column is null: so all are null together, or none.
  ADD CONSTRAINT only_the_first_event_has_no_predecessor
    CHECK ((kind = 'open') = (previous_id IS NULL)
       AND (previous_id IS NULL) = (from_holder_id IS NULL)
       AND (previous_id IS NULL) = (previous_kind IS NULL)
       AND (kind = 'open') = (number = 0) AND number >= 0),
  ADD CONSTRAINT child_is_taken_over_by_staff CHECK (kind <> 'open' OR to_kind = 'staff'),
  ADD CONSTRAINT child_is_handed_over_to_staff_or_authority
    CHECK (kind <> 'transfer' OR to_kind IN ('staff', 'authority')),
  ADD CONSTRAINT child_is_released_out_of_school
    CHECK (kind <> 'release' OR to_kind IN ('guardian', 'self', 'authority')),
  ADD CONSTRAINT only_staff_hand_over
    CHECK (kind IN ('open', 'correct') OR previous_kind = 'staff'),
  ADD CONSTRAINT nobody_hands_over_to_themselves
    CHECK (kind <> 'transfer' OR from_holder_id <> to_holder_id),
  ADD CONSTRAINT staff_hold_on_duty CHECK (to_kind <> 'staff' OR duty_id IS NOT NULL),
  ADD CONSTRAINT staff_hold_on_their_own_duty
    FOREIGN KEY (duty_id, to_holder_id, day) REFERENCES rostering_duty (id, person_id, day),
  ADD CONSTRAINT guardian_is_named
    CHECK ((to_kind = 'guardian') = (guardianship_id IS NOT NULL)),
  ADD CONSTRAINT guardian_may_collect_this_child
    FOREIGN KEY (guardianship_id, pupil_id, to_holder_id, collects)
    REFERENCES people_guardianship (id, pupil_id, person_id, may_collect),
  ADD CONSTRAINT going_home_alone_needs_a_permit
    CHECK ((to_kind = 'self') = (permit_id IS NOT NULL)),
  ADD CONSTRAINT permit_is_this_childs_own
    FOREIGN KEY (permit_id, pupil_id) REFERENCES custody_permit (id, pupil_id),
  ADD CONSTRAINT catch_up_child_goes_into_a_guardians_hands
    CHECK (stream <> 'catchup' OR kind <> 'release' OR to_kind = 'guardian'),
  ADD CONSTRAINT authority_has_a_case_number
    CHECK (to_kind <> 'authority' OR case_number <> ''),
  ADD CONSTRAINT correction_has_a_reason CHECK (kind <> 'correct' OR reason <> '');
CREATE UNIQUE INDEX child_goes_to_one_holder ON custody_event (previous_id)
  WHERE previous_id IS NOT NULL;
CREATE UNIQUE INDEX childs_day_opens_once ON custody_event (pupil_id, day)
  WHERE previous_id IS NULL;
"""

UNCHAIN = """
DROP INDEX childs_day_opens_once, child_goes_to_one_holder;
ALTER TABLE custody_event
  DROP CONSTRAINT correction_has_a_reason,
  DROP CONSTRAINT authority_has_a_case_number,
  DROP CONSTRAINT catch_up_child_goes_into_a_guardians_hands,
  DROP CONSTRAINT permit_is_this_childs_own,
  DROP CONSTRAINT going_home_alone_needs_a_permit,
  DROP CONSTRAINT guardian_may_collect_this_child,
  DROP CONSTRAINT guardian_is_named,
  DROP CONSTRAINT staff_hold_on_their_own_duty,
  DROP CONSTRAINT staff_hold_on_duty,
  DROP CONSTRAINT nobody_hands_over_to_themselves,
  DROP CONSTRAINT only_staff_hand_over,
  DROP CONSTRAINT child_is_released_out_of_school,
  DROP CONSTRAINT child_is_handed_over_to_staff_or_authority,
  DROP CONSTRAINT child_is_taken_over_by_staff,
  DROP CONSTRAINT only_the_first_event_has_no_predecessor,
  DROP CONSTRAINT holder_kind_is_known,
  DROP CONSTRAINT event_stream_is_known,
  DROP CONSTRAINT event_kind_is_known,
  DROP CONSTRAINT event_follows_the_holder,
  DROP CONSTRAINT event_as_predecessor,
  DROP CONSTRAINT event_comes_once_from_a_device,
  DROP COLUMN collects;
"""


class Migration(migrations.Migration):
    """The custody chain (7.3.a to 7.3.d)."""

    dependencies = [
        ("custody", "0001_initial"),
        ("people", "0001_initial"),
        ("rostering", "0001_initial"),
    ]

    operations = [migrations.RunSQL(CHAIN, UNCHAIN)]
