"""Numbers of the ordinance in words, money in yuan."""

from datetime import date

import pytest

from kehou.ordinance.parameters import Ordinance
from kehou.web.figures import in_force

FIGURES = {figure.name: figure for figure in in_force(Ordinance(date(2026, 10, 14)))}


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("funds.control_number", "1,000.00元/生·年", "1,000.00 yuan per pupil and year"),
        ("funds.institution_share", "50%", "50 percent"),
        ("schools.service_periods_max", "2课时/天", "2 periods per day"),
        ("catalogue.review_stages", "学校审核、区级审核", None),
        ("enrolment.grades", "1、2、3、4、5、6、7、8、9", None),
    ],
)
def test_says_a_number_with_its_unit(name: str, zh: str, en: str | None) -> None:
    assert FIGURES[name].value.zh == zh
    assert en is None or FIGURES[name].value.en == en


def test_tells_a_reading_from_the_text_itself() -> None:
    assert not FIGURES["funds.control_number"].is_reading
    assert FIGURES["funds.semesters_per_year"].is_reading


def test_leaves_out_what_is_not_set_yet() -> None:
    assert in_force(Ordinance(date(2024, 8, 31))) == []
