"""A list on its way through the three screens."""

import json

from kehou.enrolment.core.draft import Draft

DRAFT = Draft((1, 3), "花生过敏", {1: (7, 8), 3: (9,)})


def test_a_draft_comes_out_of_a_session_as_it_went_in() -> None:
    assert Draft.as_found(json.loads(json.dumps(DRAFT.as_kept()))) == DRAFT


def test_wishes_stay_with_the_days_that_stay() -> None:
    assert DRAFT.on_weekdays((1, 5), "") == Draft((1, 5), "", {1: (7, 8)})
