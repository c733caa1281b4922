"""What the home page asks, by role, the most urgent first: a source for each thing that waits."""

from collections.abc import Mapping
from types import MappingProxyType

from kehou.ordinance.roles import Role
from kehou.web.desk import Source
from kehou.web.waits.afternoon import (
    afternoon_that_is_not_closed,
    children_in_ones_hands,
    children_in_school,
    duties_of_today,
    groups_without_a_lead,
)
from kehou.web.waits.governing import (
    documents_to_approve,
    end_of_the_ordinance,
    filings_to_answer,
    plan_of_the_year,
    returned_filings,
)
from kehou.web.waits.institutions import file_to_complete, institutions_to_admit, papers_that_lapse
from kehou.web.waits.money import months_not_published, statements_to_draft, statements_to_sign
from kehou.web.waits.term import (
    activities_to_review,
    children_who_may_apply,
    draws_to_hold,
    draws_to_publish,
    returned_activities,
    windows_to_open,
)

SOURCES: Mapping[Role, tuple[Source, ...]] = MappingProxyType(
    {
        Role.GUARDIAN: (children_in_school, children_who_may_apply),
        Role.STAFF: (children_in_ones_hands, duties_of_today, documents_to_approve),
        Role.SAFETY_OFFICER: (afternoon_that_is_not_closed, documents_to_approve),
        Role.OFFICE: (
            afternoon_that_is_not_closed,
            groups_without_a_lead,
            draws_to_hold,
            windows_to_open,
            returned_activities,
            documents_to_approve,
            plan_of_the_year,
            returned_filings,
        ),
        Role.PRINCIPAL: (
            draws_to_publish,
            activities_to_review,
            statements_to_sign,
            documents_to_approve,
        ),
        Role.SCHOOL_FINANCE: (statements_to_draft, documents_to_approve),
        Role.DISTRICT_REVIEWER: (
            activities_to_review,
            filings_to_answer,
            institutions_to_admit,
            papers_that_lapse,
        ),
        Role.INSTITUTION: (file_to_complete, papers_that_lapse),
        Role.DISTRICT_FINANCE: (months_not_published,),
        Role.CITY_BUREAU: (end_of_the_ordinance,),
        Role.CITY_FINANCE: (months_not_published,),
        Role.AUDITOR: (months_not_published,),
    }
)
