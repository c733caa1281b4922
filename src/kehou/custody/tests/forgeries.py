"""Every lie that somebody might tell about a child's day, and the constraint that refuses it.

Each forgery starts from an honest row and changes one thing, so that one constraint alone stands
in its way: without that constraint it is let in (`test_schema_mutants`).
"""

from datetime import timedelta
from uuid import uuid4

from kehou.custody.models import Absence, DayClosing
from kehou.custody.tests.rows import (
    Forgery,
    Row,
    Scene,
    collected,
    corrected,
    handed_on,
    insert,
    opened,
    taken_by_police,
    went_alone,
)
from kehou.people.testing import AFTERNOON, a_guardian, a_person, a_pupil
from kehou.rostering.testing import TODAY, a_duty

YESTERDAY = TODAY - timedelta(days=1)


def held(scene: Scene) -> Row:
    """The child is with Li."""
    return insert(opened(scene.child, scene.li))


def gone(scene: Scene) -> Row:
    """The child was collected by its mother."""
    return insert(collected(held(scene), scene.mother))


def wrong_holder(scene: Scene) -> Row:
    nobody_we_asked = scene.wang.person_id
    honest = collected(held(scene), scene.mother)
    return honest | {"from_holder_id": nobody_we_asked, "recorded_by_id": nobody_we_asked}


def second_start(scene: Scene) -> Row:
    held(scene)
    return opened(scene.child, scene.wang)


def second_release(scene: Scene) -> Row:
    first = held(scene)
    insert(collected(first, scene.mother))
    return collected(first, a_guardian(scene.child, name="林父"))


def alone_without_permit(scene: Scene) -> Row:
    return went_alone(held(scene), scene.child, scene.permit) | {"permit_id": None}


def alone_without_showing_it(scene: Scene) -> Row:
    return went_alone(held(scene), scene.child, scene.permit) | {"identified_by": []}


def alone_on_a_classmates_permit(scene: Scene) -> Row:
    first = insert(opened(scene.classmate, scene.li))
    return went_alone(first, scene.classmate, scene.permit)


def alone_on_a_revoked_permit(scene: Scene) -> Row:
    scene.permit.revoked_at = AFTERNOON
    scene.permit.save()
    return went_alone(held(scene), scene.child, scene.permit)


def alone_on_a_permit_from_tomorrow(scene: Scene) -> Row:
    scene.permit.first_day = TODAY + timedelta(days=1)
    scene.permit.save()
    return went_alone(held(scene), scene.child, scene.permit)


def alone_from_catch_up(scene: Scene) -> Row:
    first = insert(opened(scene.child, scene.li) | {"stream": "catchup"})
    return went_alone(first, scene.child, scene.permit)


def out_of_catch_up_midway(scene: Scene) -> Row:
    first = insert(opened(scene.child, scene.li) | {"stream": "catchup"})
    return handed_on(first, scene.wang) | {"stream": "care"}


def alone_as_somebody_else(scene: Scene) -> Row:
    honest = went_alone(held(scene), scene.child, scene.permit)
    return honest | {"to_holder_id": scene.classmate.person_id}


def guardian_as_staff(scene: Scene) -> Row:
    mother = scene.mother.person_id
    return handed_on(held(scene), scene.wang) | {"to_holder_id": mother, "recorded_by_id": mother}


def guardian_by_hand_over(scene: Scene) -> Row:
    return collected(held(scene), scene.mother) | {"kind": "transfer"}


def staff_by_release(scene: Scene) -> Row:
    honest = handed_on(held(scene), scene.wang)
    return honest | {"kind": "release"}


def opened_by_a_guardian(scene: Scene) -> Row:
    mother = {"to_holder_id": scene.mother.person_id, "recorded_by_id": scene.mother.person_id}
    papers = {"to_kind": "guardian", "guardianship_id": scene.mother.pk, "duty_id": None}
    return opened(scene.child, scene.li) | mother | papers


def another_childs_event(scene: Scene) -> Row:
    first = insert(opened(scene.classmate, scene.li))
    return collected(first, scene.mother) | {"pupil_id": scene.child.pk}


def an_event_of_yesterday(scene: Scene) -> Row:
    yesterday = a_duty(scene.li.group, scene.li.staff, day=YESTERDAY)
    first = insert(opened(scene.child, yesterday))
    return collected(first, scene.mother) | {"day": TODAY}


def an_event_that_never_was(scene: Scene) -> Row:
    return collected(held(scene), scene.mother) | {"previous_id": uuid4()}


def null_holder(scene: Scene) -> Row:
    return opened(scene.child, scene.li) | {"to_holder_id": None}


def taken_from_nobody(scene: Scene) -> Row:
    return handed_on(held(scene), scene.wang) | {"from_holder_id": None}


def hand_over_after_release(scene: Scene) -> Row:
    return handed_on(gone(scene), scene.wang)


def forged_previous_kind(scene: Scene) -> Row:
    return handed_on(gone(scene), scene.wang) | {"previous_kind": "staff"}


def wrong_number(scene: Scene) -> Row:
    return collected(held(scene), scene.mother) | {"number": 2}


def first_event_numbered_later(scene: Scene) -> Row:
    return opened(scene.child, scene.li) | {"number": 1}


def someone_elses_duty(scene: Scene) -> Row:
    return opened(scene.child, scene.li) | {"duty_id": scene.wang.pk}


def duty_of_another_day(scene: Scene) -> Row:
    yesterday = a_duty(scene.li.group, scene.li.staff, day=YESTERDAY)
    return opened(scene.child, scene.li) | {"duty_id": yesterday.pk}


def no_duty_at_all(scene: Scene) -> Row:
    return opened(scene.child, scene.li) | {"duty_id": None}


def relieved_duty(scene: Scene) -> Row:
    scene.li.relieved_at = AFTERNOON
    scene.li.save()
    return opened(scene.child, scene.li)


def put_into_a_colleagues_name(scene: Scene) -> Row:
    return handed_on(held(scene), scene.wang) | {"recorded_by_id": scene.li.person_id}


def let_go_by_somebody_else(scene: Scene) -> Row:
    return collected(held(scene), scene.mother) | {"recorded_by_id": scene.wang.person_id}


def handed_to_oneself(scene: Scene) -> Row:
    return handed_on(held(scene), scene.li)


def guardianship_of_another_child(scene: Scene) -> Row:
    stranger = a_guardian(scene.classmate)
    return collected(held(scene), stranger)


def another_adult_on_her_guardianship(scene: Scene) -> Row:
    stranger = a_person("路人")
    return collected(held(scene), scene.mother) | {"to_holder_id": stranger.pk}


def may_not_collect(scene: Scene) -> Row:
    return collected(held(scene), a_guardian(scene.child, may_collect=False))


def guardian_without_guardianship(scene: Scene) -> Row:
    return collected(held(scene), scene.mother) | {"guardianship_id": None}


def expired_guardianship(scene: Scene) -> Row:
    scene.mother.until = TODAY
    scene.mother.save()
    return collected(held(scene), scene.mother)


def guardianship_from_tomorrow(scene: Scene) -> Row:
    scene.mother.first_day = TODAY + timedelta(days=1)
    scene.mother.save()
    return collected(held(scene), scene.mother)


def banned_since(scene: Scene) -> Row:
    """The older row still allows it; a court's word came later, in a row of its own."""
    scene.mother.until = TODAY + timedelta(days=30)
    scene.mother.save()
    ban = {"may_collect": False, "must_not_collect": True}
    a_guardian(scene.child, person=scene.mother.person, **ban)
    return collected(held(scene), scene.mother)


def known_by_one_thing_told_twice(scene: Scene) -> Row:
    return collected(held(scene), scene.mother) | {"identified_by": ["name", "name"]}


def known_by_the_childs_permit(scene: Scene) -> Row:
    return collected(held(scene), scene.mother) | {"identified_by": ["name", "permit"]}


def known_by_nothing(scene: Scene) -> Row:
    return collected(held(scene), scene.mother) | {"identified_by": []}


def known_by_a_feeling(scene: Scene) -> Row:
    return collected(held(scene), scene.mother) | {"identified_by": ["name", "feeling"]}


def police_without_a_case(scene: Scene) -> Row:
    return taken_by_police(held(scene), scene.child) | {"case_number": ""}


def police_under_an_adults_name(scene: Scene) -> Row:
    honest = taken_by_police(held(scene), scene.child)
    return honest | {"to_holder_id": scene.mother.person_id}


def foreign_school(scene: Scene) -> Row:
    stranger = a_pupil()
    foreign = {"pupil_id": stranger.pk}
    return opened(scene.child, scene.li) | foreign


def same_number_of_a_phone(scene: Scene) -> Row:
    number = held(scene)["device_number"]
    return opened(scene.classmate, scene.li) | {"device_number": number}


def same_event_again(scene: Scene) -> Row:
    return opened(scene.classmate, scene.li) | {"id": held(scene)["id"]}


def day_closed(scene: Scene) -> Row:
    for child in (scene.child, scene.classmate):  # so that nobody is expected any more
        Absence.objects.create(
            school=scene.school,
            pupil=child,
            day=TODAY,
            reported_by=scene.mother.person,
            reported_at=AFTERNOON,
        )
    DayClosing.objects.create(
        school=scene.school,
        day=TODAY,
        closed_by=scene.li.person,
        closed_at=AFTERNOON,
        children=0,
    )
    return opened(scene.child, scene.li)


def correction_by_one_alone(scene: Scene) -> Row:
    return corrected(gone(scene), scene.li, by=scene.li.person_id)


def correction_without_second_person(scene: Scene) -> Row:
    honest = corrected(gone(scene), scene.li, by=scene.wang.person_id)
    return honest | {"confirmed_by_id": None}


def correction_without_reason(scene: Scene) -> Row:
    return corrected(gone(scene), scene.li, by=scene.wang.person_id) | {"reason": ""}


def unknown_kind(scene: Scene) -> Row:
    return handed_on(held(scene), scene.wang) | {"kind": "lost"}


def unknown_stream(scene: Scene) -> Row:
    return opened(scene.child, scene.li) | {"stream": "lunch"}


def taken_over_in_the_morning(scene: Scene) -> Row:
    return opened(scene.child, scene.li) | {"received_at": AFTERNOON - timedelta(hours=5)}


FORGERIES: dict[Forgery, str] = {
    wrong_holder: "event_follows_the_holder",
    another_childs_event: "event_follows_the_holder",
    an_event_of_yesterday: "event_follows_the_holder",
    an_event_that_never_was: "event_follows_the_holder",
    forged_previous_kind: "event_follows_the_holder",
    wrong_number: "event_follows_the_holder",
    out_of_catch_up_midway: "event_follows_the_holder",
    second_start: "childs_day_opens_once",
    second_release: "child_goes_to_one_holder",
    first_event_numbered_later: "only_the_first_event_has_no_predecessor",
    taken_from_nobody: "only_the_first_event_has_no_predecessor",
    null_holder: "to_holder_id",
    hand_over_after_release: "only_staff_hand_over",
    handed_to_oneself: "nobody_hands_over_to_themselves",
    put_into_a_colleagues_name: "staff_take_children_over_in_person",
    let_go_by_somebody_else: "only_the_holder_lets_a_child_go",
    opened_by_a_guardian: "child_is_taken_over_by_staff",
    guardian_as_staff: "staff_hold_on_their_own_duty",
    someone_elses_duty: "staff_hold_on_their_own_duty",
    duty_of_another_day: "staff_hold_on_their_own_duty",
    no_duty_at_all: "staff_hold_on_duty",
    relieved_duty: "duty_is_not_relieved",
    guardian_by_hand_over: "child_is_handed_over_to_staff_or_authority",
    staff_by_release: "child_is_released_out_of_school",
    guardianship_of_another_child: "guardian_may_collect_this_child",
    another_adult_on_her_guardianship: "guardian_may_collect_this_child",
    may_not_collect: "guardian_may_collect_this_child",
    guardian_without_guardianship: "guardian_is_named",
    expired_guardianship: "guardianship_is_in_force_that_day",
    guardianship_from_tomorrow: "guardianship_is_in_force_that_day",
    banned_since: "must_not_collect",
    known_by_one_thing_told_twice: "guardian_is_known_by_two_identifiers",
    known_by_the_childs_permit: "guardian_is_known_by_two_identifiers",
    known_by_nothing: "guardian_is_known_by_two_identifiers",
    known_by_a_feeling: "identifiers_are_known",
    alone_without_permit: "going_home_alone_needs_a_permit",
    alone_without_showing_it: "permit_is_shown_that_day",
    alone_on_a_classmates_permit: "permit_is_this_childs_own",
    alone_on_a_revoked_permit: "permit_is_in_force_that_day",
    alone_on_a_permit_from_tomorrow: "permit_is_in_force_that_day",
    alone_as_somebody_else: "holder_not_on_record_is_the_child",
    alone_from_catch_up: "catch_up_child_goes_into_a_guardians_hands",
    police_without_a_case: "authority_has_a_case_number",
    police_under_an_adults_name: "holder_not_on_record_is_the_child",
    foreign_school: "custody_event_pupil_id_same_school",
    same_number_of_a_phone: "event_comes_once_from_a_device",
    same_event_again: "custody_event_pkey",
    taken_over_in_the_morning: "service_has_begun_before_children_are_taken_over",
    day_closed: "closed_day_takes_no_events",
    correction_by_one_alone: "correction_is_confirmed_by_a_second_person",
    correction_without_second_person: "correction_is_confirmed_by_a_second_person",
    correction_without_reason: "correction_has_a_reason",
    unknown_kind: "event_kind_is_known",
    unknown_stream: "event_stream_is_known",
}
