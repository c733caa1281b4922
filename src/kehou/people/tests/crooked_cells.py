"""Rolls with crooked cells. See `crooked`."""

from datetime import date

from kehou.people.tests.bent_lines import HEADER, a_line, a_resident_id, a_roll
from kehou.people.tests.crooked import CROOKED, crooked
from kehou.platform.tests.workbook import files

__all__ = ["CROOKED"]


@crooked("digits_lost 名册!D3", rows=1)
def ids_as_numbers() -> bytes:
    return a_roll({"身份证号": int(a_resident_id(2)[:17] + "0")})


@crooked("digits_lost 名册!C3", "digits_lost 名册!D4", rows=1)
def ids_in_scientific_notation() -> bytes:
    return a_roll({"学籍号": "4.40305E+17"}, {"身份证号": 4.40305201803070e17})


@crooked(
    *("resident_id_check_digit 名册!D3", "resident_id_has_eighteen_signs 名册!D4"),
    *("resident_id_is_old 名册!D5", "resident_id_without_birth 名册!D6"),
    rows=2,
    notes=("resident_id_of_unknown_area 名册!D7",),
)
def ids_that_are_wrong() -> bytes:
    wrong = a_resident_id(2)
    other = a_resident_id(6, area="990101")
    return a_roll(
        {"身份证号": wrong[:-1] + ("1" if wrong[-1] == "0" else "0")},
        {"身份证号": "4403052018030"},
        {"身份证号": "440305180307001"},
        {"身份证号": "440305201813070010"},
        {"身份证号": other, "学籍号": f"G{other}", "出生日期": None},
    )


@crooked(
    *("student_number_without_letter 名册!C3", "student_number_malformed 名册!C4"),
    *("student_number_check_digit 名册!C5", "student_number_without_birth 名册!C6"),
    "value_missing 名册!C7",
    rows=3,
)
def student_numbers_of_all_kinds() -> bytes:
    j_number = a_resident_id(7)
    return a_roll(
        {"学籍号": a_resident_id(2)},
        {"学籍号": "X4403052018030700"},
        {"学籍号": f"G{a_resident_id(4)[:-1]}" + ("1" if a_resident_id(4)[-1] == "0" else "0")},
        {"学籍号": "L440305201813071234"},
        {"学籍号": None, "身份证号": None, "出生日期": None},
        {"学籍号": f"J{j_number}", "身份证号": None, "出生日期": None},
        {"学籍号": "L440305201803071234", "身份证号": None, "出生日期": None},
    )


@crooked(rows=9)
def dates_as_text_serial_and_digits() -> bytes:
    written = ["2018-1-7", "2018/01/07", "2018.1.7", "20180107", 20180107, "2018年1月7日", 43107]
    return a_roll(*({"出生日期": day} for day in [*written, "２０１８－０１－０７"]))


@crooked("not_a_day 名册!E3", "no_such_day 名册!E4", "not_a_day 名册!E5", rows=1)
def dates_that_are_none() -> bytes:
    return a_roll({"出生日期": "三月"}, {"出生日期": "2018-02-30"}, {"出生日期": 2018})


@crooked(rows=2)
def full_width_signs_and_unseen_marks() -> bytes:
    number = a_resident_id(2, date(2018, 1, 7))
    wide = number.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    changed = {
        "姓名": "\u200b张　伟\u00a0",
        "身份证号": f" {wide} ",
        "电话": "１３９-１２３４ 5678",
    }
    return a_roll(
        {**changed, "学籍号": f"Ｇ{wide}", "班级": " 一 （ １ ） 班 ", "性别": "女\ufeff"}
    )


@crooked(rows=3, notes=("namesakes 名册!A3",))
def namesakes() -> bytes:
    return a_roll({"姓名": "张伟"}, {"姓名": "张 伟"})


@crooked(
    *("pupil_twice 名册!C2", "resident_id_twice 名册!D2"),
    *("pupil_twice 名册!C4", "resident_id_twice 名册!D4"),
    rows=1,
    notes=("namesakes 名册!A2",),
)
def the_same_pupil_twice() -> bytes:
    return files.workbook([HEADER, a_line(1), a_line(2), a_line(1, {"班级": "一（2）班"})])


@crooked(
    *("birth_contradicts_id 名册!E3", "gender_contradicts_id 名册!B4"),
    *("student_number_contradicts_id 名册!C5", "class_contradicts_grade 名册!G6"),
    rows=1,
)
def cells_that_contradict_each_other() -> bytes:
    return a_roll(
        {"出生日期": date(2018, 1, 8)},
        {"性别": "女"},
        {"学籍号": f"G{a_resident_id(400)}"},
        {"年级": "二年级"},
    )


@crooked(
    *("class_is_senior 名册!F3", "class_without_grade 名册!G4", "class_unreadable 名册!G5"),
    *("class_ambiguous 名册!G6", "value_missing 名册!G7", "grade_unreadable 名册!F8"),
    rows=12,
)
def class_names_of_all_kinds() -> bytes:
    wrong = [("高一", 1), (None, "1班"), (None, "火箭班"), (None, "二十一班"), (1, None), (0, 1)]
    right = [
        "一（1）班",
        "1.1",
        "101",
        "一年级1班",
        "1年级(1)班",
        "七（2）班",
        "初一3班",
        "2025级1班",
    ]
    return a_roll(
        *({"年级": grade, "班级": name} for grade, name in wrong),
        *({"年级": None, "班级": name} for name in [*right, 101, 1.1]),
        {"年级": 3, "班级": 2},
    )


@crooked(rows=3, notes=("class_was_a_day 名册!G3",))
def classes_that_excel_took_for_days() -> bytes:
    lost = {"年级": None, "班级": date(2025, 1, 2)}
    return a_roll(lost, lost)


@crooked("class_is_a_day 名册!G3", rows=1)
def a_class_that_excel_took_for_a_day_of_another_year() -> bytes:
    return a_roll({"年级": None, "班级": date(1932, 1, 1)})


@crooked("class_lost_zero 名册!G3", rows=3)
def classes_as_numbers_where_a_zero_may_be_lost() -> bytes:
    return a_roll(*({"年级": None, "班级": name} for name in (1.1, 1.2, "1.9")))


@crooked("result_not_saved 名册!A3", "cell_has_error 名册!G4", "cell_has_error 名册!J5", rows=1)
def formulas_without_result_and_errors() -> bytes:
    return a_roll({"姓名": '="李"&"明"'}, {"班级": "#N/A"}, {"电话": "#REF!"})


@crooked(
    *("name_with_strange_signs 名册!A4", "value_missing 名册!A5"),
    rows=2,
    notes=("name_with_rare_character 名册!A3",),
)
def names_rare_odd_and_missing() -> bytes:
    return a_roll({"姓名": "𠮷明"}, {"姓名": "张伟（借读）"}, {"姓名": None})


@crooked(
    *("not_in_the_list 名册!B3", "gender_unknown 名册!B4", "not_in_the_list 名册!I5"),
    "not_in_the_list 名册!K6",
    rows=1,
)
def words_outside_the_lists() -> bytes:
    return a_roll(
        {"性别": "未知"},
        {"性别": None, "身份证号": None, "学籍号": "L440305201801071234"},
        {"关系": "邻居"},
        {"可接送": "有时"},
    )


@crooked(
    *("not_a_phone 名册!J3", "guardian_without_phone 名册!J4", "guardian_without_name 名册!H5"),
    rows=4,
    notes=("pupil_without_guardian 名册!H6",),
)
def phones_and_guardians_by_half() -> bytes:
    return a_roll(
        {"电话": "1391234567"},
        {"电话": None},
        {"监护人姓名": None},
        {"监护人姓名": None, "关系": None, "电话": None, "可接送": None},
        {"监护人姓名": None, "关系": None, "电话": None, "可接送": "是"},
        {"电话": "+86 139-1234-5678", "可接送": "禁止", "关系": None},
    )


@crooked(rows=2, notes=("age_unusual 名册!E3",))
def a_pupil_of_the_wrong_age() -> bytes:
    number = a_resident_id(1, date(1990, 3, 7))
    return a_roll(
        {"学籍号": f"G{number}", "身份证号": number, "出生日期": "1990-3-7", "性别": "男"}
    )


@crooked(rows=1, notes=("other_id_not_read 名册!L2",))
def a_passport_number() -> bytes:
    line = a_line(1, {"学籍号": "L440305201801071234", "身份证号": "E12345678"})
    return files.workbook([[*HEADER, "证件类型"], [*line, "护照"]])


@crooked(rows=3000)
def three_thousand_lines() -> bytes:
    return files.workbook(
        [[*HEADER, "监护人2姓名", "监护人2关系", "监护人2电话", "监护人2可接送"]]
        + [[*a_line(n), "李强", "父亲", "13812345678", "否"] for n in range(3000)]
    )
