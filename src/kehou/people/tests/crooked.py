"""Rolls as schools really send them, each with exactly what is to be said of it.

What is expected is written as `code sheet!cell`. A file made by hand is one function; its name
says what is wrong with it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from openpyxl import Workbook

from kehou.people.tests.bent_lines import BIRTH, HEADER, a_line, a_resident_id, a_roll
from kehou.platform.tests.workbook import files


@dataclass(frozen=True)
class Crooked:
    """A file, and what its reading must say: so many good rows, these faults, these notes."""

    make: Callable[[], bytes]
    rows: int
    faults: tuple[str, ...]
    notes: tuple[str, ...]


CROOKED: dict[str, Crooked] = {}


def crooked(*faults: str, rows: int = 0, notes: tuple[str, ...] = ()) -> Callable[..., None]:
    def keep(make: Callable[[], bytes]) -> None:
        CROOKED[make.__name__] = Crooked(make, rows, faults, notes)

    return keep


# Files that are not read at all

for made, code in {
    files.zip_bomb: "workbook_bomb",
    files.lying_zip_bomb: "workbook_damaged",
    files.far_cell: "too_many_cells",
    files.cell_bomb: "too_many_cells",
    files.shared_text_bomb: "workbook_too_heavy",
    files.entity_bomb: "workbook_declares_entities",
    files.password_protected: "workbook_encrypted",
}.items():
    crooked(f"{code} !0")(made)


@crooked("workbook_damaged !0")
def cut_off_in_the_middle() -> bytes:
    return a_roll()[:-900]


@crooked("not_a_workbook !0")
def a_pdf_called_xlsx() -> bytes:
    return files.PDF


@crooked("workbook_is_web_page !0")
def a_web_page_called_xls() -> bytes:
    return files.WEB_PAGE


@crooked("workbook_empty !0")
def no_bytes() -> bytes:
    return b""


@crooked("workbook_empty !0")
def no_cells() -> bytes:
    return files.workbook([])


# Headers


@crooked("no_rows 名册!1")
def only_the_header() -> bytes:
    return files.workbook([HEADER])


@crooked("header_not_found 名册!0")
def no_header() -> bytes:
    return files.workbook([a_line(1), a_line(2)])


@crooked(rows=1)
def header_on_row_four() -> bytes:
    title = [["某某小学2025级新生名册"], ["填表人：张敏", None, "日期：2025年9月1日"], []]
    return files.workbook([*title, HEADER, a_line(1)])


@crooked(rows=1, notes=("column_not_read 名册!J3",))
def two_merged_header_rows() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "名册"
    sheet.append(["一年级学生及家长信息"])
    sheet.append(["学籍号", "学生", None, "班级", "监护人一", None, None, "监护人二", None, None])
    sheet.append(
        [None, "姓名", "性别", None, "姓名", "关系", "联系电话", "姓名", "联系电话", "单位"]
    )
    line = ["一（1）班", "王芳", "母亲", "13912345678", "李强", "13812345678", "某厂"]
    sheet.append([f"G{a_resident_id(1)}", "李明", "男", *line])
    for area in ("A1:J1", "A2:A3", "B2:C2", "D2:D3", "E2:G2", "H2:J2"):
        sheet.merge_cells(area)
    return files.saved(book)


@crooked("column_missing 名册!1", "column_missing 名册!1")
def missing_columns() -> bytes:
    return files.workbook([["姓名", "性别", "身份证号"], ["李明", "男", a_resident_id(1)]])


@crooked("column_twice 名册!L1")
def the_same_column_twice() -> bytes:
    return files.workbook([[*HEADER, "学生姓名"], [*a_line(1), "李明"]])


@crooked(rows=1, notes=("column_not_read 名册!A1",))
def pinyin_headings_in_another_order_with_one_unknown() -> bytes:
    header = ["MZ", "XJH", "XM", "BJ", "* 出 生 日 期（必填）", "NJ", "ＸＢ", "JHRXM", "LXDH"]
    line = ["汉", f"G{a_resident_id(1)}", "李明", 1, BIRTH, 1, 1, "王芳", 13912345678]
    return files.workbook([header, line])


@crooked(rows=2)
def headings_repeated_on_every_printed_page() -> bytes:
    return files.workbook([HEADER, a_line(1), HEADER, a_line(2)])


@crooked(rows=1)
def father_and_mother_instead_of_guardians() -> bytes:
    header = ["姓名", "学籍号", "班级", "父亲姓名", "父亲手机", "母亲姓名", "母亲联系电话"]
    adults = ["李强", "13912345678", "王芳", "13812345678"]
    return files.workbook([header, ["李明", f"G{a_resident_id(1)}", "一(1)班", *adults]])


# Sheets


@crooked(rows=1, notes=("sheet_hidden 去年!0",))
def a_hidden_sheet() -> bytes:
    book = Workbook()
    for name, serial in (("名册", 1), ("去年", 2)):
        sheet = book.create_sheet(name)
        sheet.append(HEADER)
        sheet.append(a_line(serial))
    book["去年"].sheet_state = "hidden"
    return files.saved(book)


@crooked(rows=2, notes=("sheet_not_read 统计!0",))
def a_sheet_for_each_class_one_of_help_and_one_of_figures() -> bytes:
    book = Workbook()
    book.active.title = "填写说明"
    book.active.append(["姓名", "学籍号", "填写要求"])
    for serial, name in enumerate(("一1班", "一2班")):
        sheet = book.create_sheet(name)
        sheet.append(HEADER)
        sheet.append(a_line(serial, {"班级": name}))
    book.create_sheet("统计").append(["男", "女", "合计"])
    return files.saved(book)


@crooked(rows=2, notes=("line_passed_over 名册!5", "line_passed_over 名册!7"))
def blank_lines_totals_and_remarks() -> bytes:
    blank = [None] * len(HEADER)
    end = [["合计：2人"], blank, ["说明：本表由班主任填写"]]
    return files.workbook([HEADER, a_line(1), blank, a_line(2), *end])


@crooked(rows=3)
def class_cells_merged_down() -> bytes:
    book = Workbook()
    book.active.append(HEADER)
    for serial in range(3):
        book.active.append(a_line(serial, {} if serial == 0 else {"班级": None, "年级": None}))
    book.active.merge_cells("F2:F4")
    book.active.merge_cells("G2:G4")
    return files.saved(book)


@crooked(rows=1)
def a_csv_in_gb18030() -> bytes:
    lines = [HEADER, [str(cell) for cell in a_line(1, {"姓名": "李䶮"})]]
    return "\r\n".join(",".join(line) for line in lines).encode("gb18030")


@crooked("digits_lost CSV!C2", "digits_lost CSV!D2", notes=("class_was_a_day CSV!G2",))
def a_csv_that_excel_has_saved() -> bytes:
    changed = {"学籍号": "4.40305E+17", "身份证号": "4.40305E+17", "班级": "1月1日"}
    lines = [HEADER, [str(cell) for cell in a_line(1, changed)]]
    return "\ufeff".encode() + "\r\n".join(",".join(line) for line in lines).encode()


@crooked(rows=1)
def an_old_xls() -> bytes:
    return files.xls([list(HEADER), a_line(1, {"出生日期": 43107.0, "班级": 101.0})])
