"""What the schools of the demo city have written: a plan of the year and rules for the afternoon.

Words only. Who wrote, approved and filed them is played by `demo`, through the same actions as in
service.
"""

from datetime import date

from kehou.governance.core.wording import Wording

# The administrative posts of a leading group, the head's first.
POSTS = ("校长", "副校长", "教导主任", "总务主任", "德育主任", "体卫艺主任")
REMARKS = "安全保障部分请补充恶劣天气和突发疾病的处置流程，经领导小组同意后再报。"

PLAN_SECTIONS = {
    "aims": (
        "为每一名自愿参加的学生提供免费、安全、有质量的课后服务，参加率不低于九成；"
        "家长满意度每学期调查一次。"
    ),
    "features": (
        "结合学校“书香校园”和科技教育特色，活动情况记入学生综合素质评价；"
        "与区少年宫、社区图书馆共用资源。"
    ),
    "moral_education": "红色故事、小小志愿者，三至九年级；每学期一次校园公益日。",
    "intellectual_education": "自主作业与答疑面向全体年级；围棋、编程、科学实验面向三年级以上。",
    "physical_education": "篮球、足球、乒乓球、武术，各年级每周不少于两次户外活动。",
    "aesthetic_education": "合唱、书法、国画、舞蹈，学期末举办展演。",
    "labour_education": "种植园、小厨房、陶艺，五年级以上每学期不少于八课时。",
    "timetable": "正常上课日放学后两个课时；冬令时提前二十分钟。法定节假日和寒暑假不开展。",
    "staffing": "全校教职工统一安排看护，每人每周不超过四课时；教学任务优先，工作量每月公示。",
    "safety": (
        "点名、交接、放学全程留痕；"
        "五点以后集中看护；独自回家凭证放行；突发情况立即报学校安全负责人。"
    ),
    "spending": "经费由财政专项保障，主要用于教师补助；不向家长收取任何费用，收支每月公示。",
}
RULES_SECTIONS = {
    "scope": "本细则适用于本校课后服务的全部活动、场地和看护人员。",
    "duties": (
        "领导小组审定方案和细则；教务负责申报、编组；安全负责人负责巡查；看护教师对本组学生负责。"
    ),
    "groups": "家长自愿网上申报，学校统一编组；每课时点名，当天完成出勤档案。",
    "conduct": "离开教室前整理桌椅、关灯关窗；看护教师每天检查卫生、文明和安全，结果计入安全考核。",
    "release": "学生由登记的接送人接走；独自回家须持当年有效的《独自回家证》；不得交给未登记人员。",
    "incidents": "发现隐患先保护学生，再报学校安全负责人；受伤立即送医并通知家长，当天书面记录。",
}


def plan_of_year(school_year: int) -> Wording:
    return Wording(f"{school_year}–{school_year + 1}学年课后服务工作方案", PLAN_SECTIONS)


def rules_until(first_day: date, last_day: date) -> Wording:
    return Wording("课后服务管理细则", RULES_SECTIONS, first_day, last_day)
