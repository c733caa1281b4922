"""What a yearly plan and management rules consist of: fixed sections, each with what belongs there.

A school answers a form, not an empty box, and two plans can be laid beside each other (4.0, 7.2.a).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kehou.ordinance.bilingual import Bilingual

PLAN: Final = "plan"
RULES: Final = "rules"


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a document: its heading, what is to be written there, the clause behind it."""

    key: str
    title: Bilingual
    hint: Bilingual
    clause: str


def _education(key: str, zh: str, en: str) -> Section:
    return Section(
        f"{key}_education",
        Bilingual(f"{zh}活动", f"Activities of {en} education"),
        Bilingual(
            f"本学年开设哪些{zh}活动，面向哪些年级。",
            f"Which activities of {en} education the year has, and for which grades.",
        ),
        "1",
    )


SECTIONS: Final[Mapping[str, tuple[Section, ...]]] = MappingProxyType(
    {
        PLAN: (
            Section(
                "aims",
                Bilingual("工作目标", "Aims"),
                Bilingual("本学年课后服务要达到什么目标。", "What the service is to reach."),
                "7.2.a",
            ),
            Section(
                "features",
                Bilingual("办学特色与综合素质评价", "The school's features and the assessment"),
                Bilingual(
                    "怎样结合办学理念、办学特色和综合素质评价要求，整合校内外资源。",
                    "How the plan follows the school's own idea and features and the all-round "
                    "assessment, with resources inside and outside the school.",
                ),
                "4.0",
            ),
            _education("moral", "德育", "moral"),
            _education("intellectual", "智育", "intellectual"),
            _education("physical", "体育", "physical"),
            _education("aesthetic", "美育", "aesthetic"),
            _education("labour", "劳动教育", "labour"),
            Section(
                "timetable",
                Bilingual("时间安排", "Timetable"),
                Bilingual("服务日期、课时和冬夏令时间。", "Days, periods, summer and winter."),
                "3.2",
            ),
            Section(
                "staffing",
                Bilingual("人员安排", "Staffing"),
                Bilingual(
                    "看护人员怎样统一安排，工作量怎样均衡。",
                    "How caretakers are arranged centrally, and how the load is shared.",
                ),
                "7.1.b",
            ),
            Section(
                "safety",
                Bilingual("安全保障", "Safety"),
                Bilingual(
                    "看护交接、放学离校和突发情况怎样保障安全。",
                    "How hand-overs, release and sudden problems are made safe.",
                ),
                "7.3.a",
            ),
            Section(
                "spending",
                Bilingual("经费计划", "Spending plan"),
                Bilingual("经费来源、用途和公示安排。", "Where money comes from and goes."),
                "6.3.d",
            ),
        ),
        RULES: (
            Section(
                "scope",
                Bilingual("适用范围", "Scope"),
                Bilingual("本细则管什么，适用于谁。", "What these rules cover, and whom."),
                "7.2.a",
            ),
            Section(
                "duties",
                Bilingual("职责分工", "Duties"),
                Bilingual("领导小组和各岗位各负什么责任。", "Who answers for what."),
                "7.1.a",
            ),
            Section(
                "groups",
                Bilingual("申报、编组与出勤", "Application, groups and attendance"),
                Bilingual(
                    "怎样申报、审核、编组，怎样建立出勤档案。",
                    "How families apply, how groups are formed, how attendance is kept.",
                ),
                "7.2.b",
            ),
            Section(
                "conduct",
                Bilingual("卫生、文明与安全管理", "Hygiene, conduct and safety"),
                Bilingual(
                    "服务时段的卫生、文明和安全管理要求，以及怎样与安全考核挂钩。",
                    "What is asked in service time, and how it counts in the safety assessment.",
                ),
                "7.2.c",
            ),
            Section(
                "release",
                Bilingual("放学离校", "Release"),
                Bilingual(
                    "接送、独自回家和集中看护的规定。", "Collecting, going alone, gathering."
                ),
                "7.3.a",
            ),
            Section(
                "incidents",
                Bilingual("突发情况处置", "Sudden problems"),
                Bilingual("发现问题和隐患后向谁报告、怎样处置。", "Whom to tell, what is done."),
                "7.3.a",
            ),
        ),
    }
)


def empty_sections(kind: str, sections: Mapping[str, str]) -> tuple[Section, ...]:
    """The sections of a document in which nothing is written yet."""
    return tuple(one for one in SECTIONS[kind] if not sections.get(one.key, "").strip())
