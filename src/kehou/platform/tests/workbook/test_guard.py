import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO
from time import perf_counter

import pytest

from kehou.kernel.explained import Refused
from kehou.platform.tests.workbook import files
from kehou.platform.workbook import guard
from kehou.platform.workbook.grid import read_workbook

SOUND = files.workbook([["姓名"], ["李明"]])


def code_for(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        guard.inspect(content)
    return refused.value.against[0].code


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (SOUND, guard.Format.XLSX),
        (files.xls([["姓名"]]), guard.Format.XLS),
        ("姓名,性别\n".encode("gb18030"), guard.Format.CSV),
        ("姓名\t性别\n".encode("utf-16"), guard.Format.CSV),
    ],
)
def test_tells_a_file_by_its_content(content: bytes, kind: guard.Format) -> None:
    assert guard.inspect(content) is kind


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "workbook_empty"),
        (b" \r\n", "workbook_empty"),
        (files.PDF, "not_a_workbook"),
        (files.WEB_PAGE, "workbook_is_web_page"),
        (b"\xef\xbb\xbf" + files.WEB_PAGE, "workbook_is_web_page"),
        (files.compound_file({"WordDocument": b""}), "not_a_workbook"),
        (files.password_protected(), "workbook_encrypted"),
        (SOUND[: len(SOUND) // 2], "workbook_damaged"),
        (b"x" * (guard.CONTENT_BYTES_MAX + 1), "workbook_too_large"),
    ],
)
def test_refuses_what_is_no_table(content: bytes, code: str) -> None:
    assert code_for(content) == code


@pytest.mark.parametrize(
    ("make", "code", "seconds_most"),
    [
        (files.zip_bomb, "workbook_bomb", 0.5),
        (files.lying_zip_bomb, "workbook_damaged", 0.5),
        (files.far_cell, "too_many_cells", 0.5),
        (files.entity_bomb, "workbook_declares_entities", 0.5),
        (files.cell_bomb, "too_many_cells", 10),
    ],
)
def test_refuses_a_bomb_quickly(make: Callable[[], bytes], code: str, seconds_most: float) -> None:
    content = make()
    began = perf_counter()

    assert code_for(content) == code

    assert perf_counter() - began < seconds_most


@pytest.mark.parametrize("make", [files.zip_bomb, files.lying_zip_bomb])
def test_unpacks_no_bomb_to_see_that_it_is_one(make: Callable[[], bytes]) -> None:
    content = make()
    tracemalloc.start()

    code_for(content)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_refuses_other_archives_and_archives_with_too_many_parts() -> None:
    other, many = BytesIO(), BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(guard.ENTRIES_MAX + 1):
            archive.writestr(f"{number}.xml", "")

    assert code_for(other.getvalue()) == "not_a_workbook"
    assert code_for(many.getvalue()) == "workbook_bomb"


def test_refuses_a_part_that_unpacks_to_a_hundredfold() -> None:
    assert code_for(files.packed(files.sheet_xml(" " * 5_000_000))) == "workbook_bomb"


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_refuses_archives_packed_in_other_ways(compression: int) -> None:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")

    assert code_for(content.getvalue()) == "workbook_damaged"


def test_pictures_in_a_workbook_are_let_be() -> None:
    book = BytesIO(SOUND)
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("xl/media/image1.png", b"\x89PNG<!DOCTYPE")

    assert guard.inspect(book.getvalue()) is guard.Format.XLSX


def test_refuses_an_encrypted_archive() -> None:
    content = bytearray(SOUND)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(mark, at + 4)

    assert code_for(bytes(content)) == "workbook_encrypted"


def test_a_part_in_another_alphabet_hides_no_entities() -> None:
    declared = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE s [<!ENTITY a "b">]><s/>'

    assert code_for(files.packed(declared.encode("utf-16"))) == "workbook_declares_entities"


@pytest.mark.parametrize(
    ("inside", "dimension"),
    [
        ("", "A1:A20001"),
        ("", "A1:BI2"),
        ('<row r="20001"/>', "A1"),
        ('<row r="1"><c r="BI1"><v>1</v></c></row>', "A1"),
    ],
)
def test_refuses_sheets_that_reach_too_far(inside: str, dimension: str) -> None:
    assert code_for(files.packed(files.sheet_xml(inside, dimension))) == "too_many_cells"


def test_the_last_allowed_row_and_column_pass() -> None:
    last = '<row r="20000"><c r="BH20000"><v>1</v></c></row>'

    content = files.packed(files.sheet_xml(last, "A1:BH20000"))

    assert guard.inspect(content) is guard.Format.XLSX


def test_a_cell_cut_by_the_end_of_a_chunk_is_still_seen() -> None:
    far = '<c r="ZZ1"><v>1</v></c>'
    before = files.sheet_xml("<row>FAR</row>").index("FAR")
    for signs_read in range(1, len('<c r="ZZ1"')):
        padding = " " * (256 * 1024 - before - signs_read)
        sheet = files.sheet_xml(f"<row>{padding}{far}</row>")
        assert sheet[256 * 1024 - signs_read :].startswith(far)
        assert code_for(files.packed(sheet)) == "too_many_cells"


def test_text_shared_by_too_many_cells_dies_in_the_child() -> None:
    content = files.shared_text_bomb()
    assert guard.inspect(content) is guard.Format.XLSX
    began = perf_counter()

    with pytest.raises(Refused) as refused:
        read_workbook(content)

    assert refused.value.against[0].code == "workbook_too_heavy"
    assert perf_counter() - began < 20


@pytest.mark.parametrize(("letters", "number"), [("A", 1), ("Z", 26), ("AA", 27), ("BH", 60)])
def test_columns_are_counted_as_excel_names_them(letters: str, number: int) -> None:
    assert guard.column_number(letters) == number
