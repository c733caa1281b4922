"""Builds a small whole city: two districts with a school each, and rows in every table of both.

What one school writes about itself carries its mark, so that a page of the other that shows the
mark has leaked. Names of districts and schools, and what is published, are public and carry none.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction
from django.db.models import F, Model, Value
from django.db.models.functions import Concat

from kehou.allocation.actions import hold_draw, publish_draw
from kehou.allocation.models import Draw, Group, Place, Voiding
from kehou.catalogue.models import Activity
from kehou.catalogue.testing import WHOLE_WEEK, an_activity, stand
from kehou.custody.models import Absence, Permit
from kehou.custody.seeding import Child, DutyToCall, Historian
from kehou.disclosure.actions import draft_publication, publish_month
from kehou.enrolment.models import Window
from kehou.enrolment.testing import an_application, an_open_window
from kehou.funds.actions import settle_month
from kehou.governance.core.attachments import attached
from kehou.governance.core.sections import RULES
from kehou.governance.models import Membership
from kehou.governance.testing import (
    PDF,
    a_draft,
    a_membership,
    a_submitted,
    a_version_in_force,
    an_answer,
    filed,
)
from kehou.ordinance.roles import PARTS, Role, Seat
from kehou.people.actions import preview_import
from kehou.people.models import (
    ClassTeacher,
    Person,
    RollImport,
    RollMovement,
    TeachingSlot,
)
from kehou.people.testing import (
    AFTERNOON,
    a_guardian,
    a_member_of_staff,
    a_person,
    a_pupil,
    a_second_factor,
    an_account,
    appoint,
    the_actor,
)
from kehou.people.tests.rolls import a_line, a_roll
from kehou.platform.actors import Actor
from kehou.platform.clock import CITY_ZONE
from kehou.providers.testing import (
    a_new_version,
    admitted,
    an_institution,
    black_listed,
    cautioned,
)
from kehou.rostering.testing import a_duty
from kehou.schools.models import Campus, Room, School, SchoolDay, Term
from kehou.schools.testing import a_class, a_school, the_term, two_periods

OWN, OTHER = "甲校内部", "乙校机密"
TODAY = AFTERNOON.date()
LAST_MONTH = date(2026, 9, 1)
PAST_DAYS = (date(2026, 9, 16), date(2026, 9, 23))
PUBLIC_VALUE = "2026100 03 09 14 21 27 30 08"


def build(marks: tuple[str, str] = (OWN, OTHER)) -> None:
    """The city, in one transaction."""
    with transaction.atomic():
        terms = _terms()
        for role in Role:
            if PARTS[role].seat is Seat.CITY:
                an_account(appoint(a_person(), role).person)
        for mark, public in zip(marks, ("实验学校", "外国语学校"), strict=True):
            _Building(mark, a_school(public), terms).build()


@dataclass(frozen=True, slots=True)
class _Terms:
    earlier: Term
    running: Term
    next: Term
    unopened: Term


def _terms() -> _Terms:
    def term(school_year: int, half: int, first_day: date, last_day: date) -> Term:
        return Term.objects.create(
            school_year=school_year, half=half, first_day=first_day, last_day=last_day
        )

    return _Terms(
        earlier=term(2025, 2, date(2026, 2, 23), date(2026, 7, 10)),
        running=the_term(),
        next=term(2026, 2, date(2027, 2, 22), date(2027, 7, 9)),
        unopened=term(2027, 1, date(2027, 9, 1), date(2028, 1, 21)),
    )


class _Building:
    """One school's rows, in the order in which a term unfolds."""

    def __init__(self, mark: str, school: School, terms: _Terms) -> None:
        self.mark = mark
        self.school = school
        self.terms = terms

    def build(self) -> None:
        before = set(Person.objects.values_list("pk", flat=True))
        self._people()
        self._appointments()
        self._governance()
        self._institutions()
        self._activities()
        self._mark(Campus, Room)
        self._choosing()
        self._afternoons()
        self._figures()
        self._import()
        Person.objects.exclude(pk__in=before).update(name=Concat(Value(self.mark), F("name")))

    def _mark(self, *models: type[Model]) -> None:
        for model in models:
            rows = model._default_manager.filter(school=self.school)
            rows.update(name=Concat(Value(self.mark), F("name")))

    def _people(self) -> None:
        school = self.school
        two_periods(school)
        SchoolDay.objects.create(
            school=school, day=date(2026, 11, 6), kind="closed", reason=f"{self.mark}运动会"
        )
        class_by_day = a_class(school)
        self.guardianships = [
            a_guardian(a_pupil(school, name=name, class_by_day=class_by_day))
            for name in ("林小雨", "陈晨", "周舟")
        ]
        self.pupils = [g.pupil for g in self.guardianships]
        RollMovement.objects.create(
            school=school,
            pupil=self.pupils[0],
            kind=RollMovement.Kind.ENTERED,
            day=LAST_MONTH,
            to_class=class_by_day,
            recorded_at=AFTERNOON,
        )
        self.staff = [a_member_of_staff(school) for _ in range(3)]
        ClassTeacher.objects.create(school=school, staff=self.staff[0], class_by_day=class_by_day)
        TeachingSlot.objects.create(
            school=school,
            staff=self.staff[0],
            school_year=2026,
            half=1,
            weekday=1,
            period=1,
            subject=f"{self.mark}语文",
        )

    def _appointments(self) -> None:
        """Somebody in every seat that there is around a school, with an account."""
        self.seated: dict[Role, Actor] = {}
        for role, part in PARTS.items():
            if part.seat is Seat.SCHOOL and role is not Role.STAFF:
                person = appoint(a_person(), role, school=self.school).person
            elif part.seat is Seat.DISTRICT:
                person = appoint(a_person(), role, district=self.school.district).person
            else:
                continue
            a_second_factor(an_account(person))
            self.seated[role] = the_actor(person, role)
        an_account(self.staff[0].person)
        an_account(self.guardianships[0].person)

    def _governance(self) -> None:
        """A leading group, and a document in each state: filed, in force, submitted, a draft."""
        school, mark = self.school, self.mark
        principal = Person.objects.get(pk=self.seated[Role.PRINCIPAL].somebody)
        head = Membership.Part.HEAD
        a_membership(school, person=principal, part=head, post=f"{mark}校长")
        file = attached(f"{mark}方案.pdf", PDF + mark.encode())
        filed(a_version_in_force(school, title=f"{mark}工作方案", attached=file))
        answered = a_version_in_force(school, kind=RULES, title=f"{mark}考勤细则")
        an_answer(filed(answered))
        a_version_in_force(school, kind=RULES, title=f"{mark}接送细则")
        a_membership(school, person=self.staff[0].person, post=f"{mark}德育主任")
        a_submitted(school, kind=RULES, title=f"{mark}安全细则")
        a_draft(school, kind=RULES, title=f"{mark}卫生细则")

    def _institutions(self) -> None:
        """One on the district's white list whose file has changed since, and one that is barred."""
        district = self.school.district
        institution = an_institution(f"{self.mark}少年宫", district=district)
        an_account(institution.representatives.get().person)
        admitted(institution, district)
        a_new_version(institution, courses=(f"{self.mark}合唱",))
        cautioned(institution, district)
        black_listed(an_institution(f"{self.mark}培训部", district=district))

    def _activities(self) -> None:
        self.clubs = {}
        for term in (self.terms.running, self.terms.next):
            an_activity(
                self.school,
                title=f"{self.mark}自主作业",
                kind=Activity.Kind.HOMEWORK_TIME,
                term=term,
                slots=[(slot.weekday, slot.period) for slot in WHOLE_WEEK],
            )
            self.clubs[term.pk] = self._activity("围棋", term, Activity.State.APPROVED)
        for state in (Activity.State.DRAFT, Activity.State.SUBMITTED):
            self._activity(state.value, self.terms.running, state)
        self._activity("武术", self.terms.running, Activity.State.SCHOOL_APPROVED)

    def _activity(self, title: str, term: Term, state: Activity.State) -> Activity:
        activity = an_activity(
            self.school,
            title=f"{self.mark}{title}",
            term=term,
            approved=False,
            slots=((TODAY.isoweekday(), 1),),
            smallest=1,
            author=Person.objects.get(pk=self.seated[Role.OFFICE].somebody),
        )
        return activity if state == Activity.State.DRAFT else stand(activity, state)

    def _choosing(self) -> None:
        """The running term is drawn and published; for the next one, families are choosing."""
        drawn = an_open_window(self.school, opens=_at(1, 8), closes=_at(4, 20))
        self._applications(drawn, self.terms.running, sent_at=_at(2, 9))
        draw = hold_draw(
            actor=self.seated[Role.OFFICE],
            at=_at(4, 21),
            window=drawn,
            public_value=PUBLIC_VALUE,
        )
        publish_draw(
            actor=self.seated[Role.PRINCIPAL],
            at=_at(4, 22),
            draw=draw,
            result_hash=draw.result_hash,
            first_day=date(2026, 9, 7),
        )
        # Of a term of its own, with nobody in it: a preview that the district may void.
        previewed = an_open_window(
            self.school, opens=_at(1, 8), closes=_at(4, 20), term=self.terms.earlier
        )
        for _ in range(2):
            held = hold_draw(
                actor=self.seated[Role.OFFICE],
                at=_at(4, 21),
                window=previewed,
                public_value=PUBLIC_VALUE,
            )
            if not Voiding.objects.filter(school=self.school).exists():
                Draw.objects.filter(pk=held.pk).update(state=Draw.State.DISCARDED)
                Voiding.objects.create(
                    school=self.school,
                    draw=held,
                    reason=f"{self.mark}填错了期号，重新抽签",
                    voided_by=a_person(),
                    voided_at=_at(4, 22),
                )
        choosing = an_open_window(self.school, term=self.terms.next)
        self._applications(choosing, self.terms.next, sent_at=AFTERNOON)

    def _applications(self, window: Window, term: Term, *, sent_at: datetime) -> None:
        for guardianship in self.guardianships:
            an_application(
                guardianship.pupil,
                {TODAY.isoweekday(): [self.clubs[term.pk]]},
                weekdays=(TODAY.isoweekday(),),
                window=window,
                guardian=guardianship.person,
                sent_at=sent_at,
                needs=f"{self.mark}对花生过敏",
            )

    def _afternoons(self) -> None:
        """Two days gone by and one in progress, of which the first period's rolls are called."""
        Permit.objects.create(
            school=self.school,
            pupil=self.pupils[1],
            approved_by_id=self.seated[Role.PRINCIPAL].somebody,
            first_day=LAST_MONTH,
            last_day=self.terms.running.last_day,
        )
        Absence.objects.create(
            school=self.school,
            pupil=self.pupils[2],
            day=TODAY + timedelta(days=7),
            reason=f"{self.mark}看牙医",
            reported_by=self.guardianships[2].person,
            reported_at=AFTERNOON,
        )
        children = {g.pupil_id: Child(g.pk, g.person_id) for g in self.guardianships}
        self.historian = Historian(Random(self.school.pk), self.school.pk, children)  # noqa: S311
        self._past_day(PAST_DAYS[0])
        self.historian.seed_day_in_progress(self._duties(TODAY), uncalled=0)

    def _past_day(self, day: date) -> None:
        closed_by = self.seated[Role.SAFETY_OFFICER].somebody
        self.historian.seed_past_day(self._duties(day), closed_by=closed_by)

    def _duties(self, day: date) -> list[DutyToCall]:
        """In each period the first member of staff leads the first group, and so on."""
        groups = Group.objects.filter(school=self.school, weekday=day.isoweekday())
        found = []
        before: Counter[int] = Counter()
        for group in groups.order_by("pk"):
            staff = self.staff[before[group.period]]
            before[group.period] += 1
            duty = a_duty(group, staff, day)
            places = Place.objects.filter(group=group).order_by("pk")
            found.append(
                DutyToCall(
                    duty_id=duty.pk,
                    group_id=group.pk,
                    person_id=staff.person_id,
                    day=day,
                    period=group.period,
                    begins=duty.during.lower,
                    pupil_ids=tuple(places.values_list("pupil_id", flat=True)),
                )
            )
        return found

    def _figures(self) -> None:
        """A month settled and published; then another day of it, settled anew and only drafted."""
        finance, principal = self.seated[Role.SCHOOL_FINANCE], self.seated[Role.PRINCIPAL]
        for day in PAST_DAYS:
            if day != PAST_DAYS[0]:
                self._past_day(day)
            settle_month(actor=finance, at=AFTERNOON, school=self.school, month=LAST_MONTH)
            draft = draft_publication(
                actor=finance, at=AFTERNOON, school=self.school, month=LAST_MONTH
            )
            if day != PAST_DAYS[-1]:
                publish_month(
                    actor=principal,
                    at=AFTERNOON,
                    publication=draft,
                    content_hash=draft.content_hash,
                )

    def _import(self) -> None:
        preview_import(
            actor=self.seated[Role.OFFICE],
            at=AFTERNOON,
            school=self.school,
            kind=RollImport.Kind.ROLL,
            file_name=f"{self.mark}名册.xlsx",
            content=a_roll(a_line(f"{self.mark}新生"), a_line("", class_name="")),
        )


def _at(day: int, hour: int) -> datetime:
    """A moment in the September in which the term began."""
    return datetime(2026, 9, day, hour, tzinfo=CITY_ZONE)
