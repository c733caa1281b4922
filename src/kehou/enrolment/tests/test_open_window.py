"""Opening a window (4.1, 7.2.b, 8.a)."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from kehou.catalogue.testing import WHOLE_WEEK, a_fall_back
from kehou.enrolment.actions import open_window
from kehou.enrolment.models import Window
from kehou.enrolment.queries import seed_share_of
from kehou.enrolment.testing import SHARE, an_open_window
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, somebody
from kehou.platform.actors import Actor
from kehou.platform.clock import CITY_ZONE
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.testing import TERM_LAST_DAY, a_class, a_school, the_term, two_periods

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db

OPENS, CLOSES = AFTERNOON + timedelta(days=1), AFTERNOON + timedelta(days=8)


@pytest.fixture
def school() -> "School":
    school = a_school()
    two_periods(school)
    a_class(school, grade=1)
    a_class(school, grade=3)
    return school


def open_at(actor: Actor, school: "School", **told: Any) -> Window:
    times = {"at": AFTERNOON, "opens": OPENS, "closes": CLOSES} | told
    return open_window(actor=actor, school=school, term=the_term(), seed_share=SHARE, **times)


def codes(refusal: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [reason.code for reason in refusal.value.against]


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PRINCIPAL])
def test_a_school_opens_its_window_and_commits_to_its_share(role: Role, school: "School") -> None:
    a_fall_back(school)

    window = open_at(somebody(role, school), school)

    kept = Window.objects.get(pk=window.pk)
    assert (kept.opens, kept.closes) == (OPENS, CLOSES)
    assert kept.seed_commitment == sha256(SHARE).hexdigest()
    assert SHARE.hex().encode() not in bytes(kept.seed_share_sealed)
    assert seed_share_of(kept) == SHARE
    entry = JournalEntry.objects.get(act="enrolment.window_opened")
    assert entry.detail["commitment"] == kept.seed_commitment
    assert SHARE.hex() not in str(entry.detail)


def test_a_window_may_open_at_once(school: "School") -> None:
    a_fall_back(school)

    assert open_at(somebody(Role.OFFICE, school), school, opens=AFTERNOON).opens == AFTERNOON


def test_refuses_where_a_child_would_have_nowhere_to_be_and_changes_nothing(
    school: "School",
) -> None:
    a_fall_back(school, slots=[slot for slot in WHOLE_WEEK if slot != (2, 1)])
    a_fall_back(school, grades=(1,), slots=[(2, 1)])
    a_fall_back(school, grades=(3,), slots=[(2, 1)], approved=False)

    with pytest.raises(Refused) as refusal:
        open_at(somebody(Role.OFFICE, school), school)

    (missing,) = refusal.value.against
    assert (missing.code, missing.clause) == ("fall_back_missing", "4.1")
    assert missing.facts == {"campus": "北校园", "weekdays": [2], "period": 1, "grades": [3]}
    assert not Window.objects.exists()
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"opens": AFTERNOON - timedelta(seconds=1)}, "window_opens_in_the_past"),
        ({"closes": OPENS}, "window_closes_after_it_opens"),
        (
            {"closes": datetime(2027, 1, 23, tzinfo=CITY_ZONE)},
            "window_closes_after_its_term",
        ),
    ],
)
def test_refuses_times_that_cannot_be(
    told: dict[str, datetime], code: str, school: "School"
) -> None:
    a_fall_back(school)

    with pytest.raises(Refused) as refusal:
        open_at(somebody(Role.OFFICE, school), school, **told)

    assert codes(refusal) == [code]


def test_a_window_may_close_on_the_last_day_of_its_term(school: "School") -> None:
    a_fall_back(school)
    midnight = datetime(2027, 1, 22, 23, 59, tzinfo=CITY_ZONE)

    window = open_at(somebody(Role.OFFICE, school), school, closes=midnight)

    assert window.closes.astimezone(CITY_ZONE).date() == TERM_LAST_DAY


def test_a_term_has_one_window(school: "School") -> None:
    a_fall_back(school)
    an_open_window(school)

    with pytest.raises(Refused) as refusal:
        open_at(somebody(Role.OFFICE, school), school)

    assert codes(refusal) == ["window_exists_once_a_term"]


def test_nothing_is_opened_after_the_ordinance_has_ended(school: "School") -> None:
    late = datetime(2027, 9, 1, 9, tzinfo=CITY_ZONE)
    a_fall_back(school)

    with pytest.raises(Refused) as refusal:
        open_at(
            somebody(Role.OFFICE, school), school, at=late, opens=late, closes=late + timedelta(1)
        )

    assert "ordinance_ended" in codes(refusal)


@pytest.mark.parametrize("role", [Role.STAFF, Role.DISTRICT_REVIEWER, Role.GUARDIAN])
def test_only_the_school_itself_opens_its_window(role: Role, school: "School") -> None:
    a_fall_back(school)

    with pytest.raises(Forbidden):
        open_at(somebody(role, school), school)


def test_the_office_of_another_school_may_not(school: "School") -> None:
    a_fall_back(school)
    elsewhere = a_school()
    a_fall_back(elsewhere)

    with pytest.raises(Forbidden):
        open_at(somebody(Role.OFFICE, elsewhere), school)

    assert not Window.objects.exists()


def test_dates_and_commitment_never_change() -> None:
    window = an_open_window(a_school())

    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        Window.objects.filter(pk=window.pk).update(closes=CLOSES)


def test_a_commitment_is_a_fingerprint() -> None:
    window = an_open_window(a_school())
    window.pk, window.school, window.seed_commitment = None, a_school(), "0" * 63

    with (
        pytest.raises(IntegrityError, match="window_commits_to_a_seed_share"),
        transaction.atomic(),
    ):
        window.save()
