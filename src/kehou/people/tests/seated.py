"""People in seats with accounts, for the tests of who gives and takes them."""

from kehou.ordinance.roles import Role
from kehou.people.models import Account, Person
from kehou.people.testing import a_member_of_staff, a_person, an_account, appoint, somebody
from kehou.platform.actors import Actor
from kehou.schools.models import School


def the_person(actor: Actor) -> Person:
    return Person.objects.get(pk=actor.somebody)


def account_of(actor: Actor) -> Account:
    return an_account(the_person(actor))


def a_teacher(school: School) -> Account:
    """A member of staff with an account."""
    return an_account(a_member_of_staff(school).person)


def a_colleague(school: School, role: Role) -> Account:
    """Somebody on the staff of the school who also holds this role there, with an account."""
    person = a_member_of_staff(school).person
    appoint(person, role, school=school)
    return an_account(person)


def a_city_head() -> tuple[Actor, Account]:
    """Somebody of the city bureau who can sign in."""
    actor = somebody(Role.CITY_BUREAU)
    return actor, account_of(actor)


def a_principal(school: School) -> Account:
    person = a_person()
    appoint(person, Role.PRINCIPAL, school=school)
    return an_account(person)
