"""Files for the tests of every table, made in code: sound ones, foreign ones and hostile ones."""

import struct
import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n\x00\x01"
WEB_PAGE = "<html><body><table><tr><td>姓名</td></tr></table></body></html>".encode()

_SECTOR = 512
_FREE, _END_OF_CHAIN, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_STREAM_LEAST = 4096
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def workbook(rows: Iterable[Sequence[object]], sheet: str = "名册") -> bytes:
    """An .xlsx with one sheet."""
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def packed(sheet: str | bytes, shared: str = "") -> bytes:
    """An .xlsx put together by hand from the XML of its only sheet."""
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="'
        f'{kinds}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{kinds}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="名册" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship '
        f'Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship '
        f'Id="r2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def sheet_xml(inside: str, dimension: str = "A1") -> str:
    return (
        f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><dimension ref="{dimension}"/>'
        f"<sheetData>{inside}</sheetData></worksheet>"
    )


def zip_bomb() -> bytes:
    """A few dozen KB that become 60 MB."""
    return packed(sheet_xml(" " * 60_000_000))


def lying_zip_bomb() -> bytes:
    """The same, declaring each part to be small."""
    content = bytearray(zip_bomb())
    size = struct.pack("<I", len(sheet_xml(" " * 60_000_000)))
    at = content.find(size)
    while at >= 0:
        content[at : at + 4] = struct.pack("<I", 1000)
        at = content.find(size, at)
    return bytes(content)


def far_cell() -> bytes:
    """Two cells, at opposite ends of the largest sheet there can be."""
    near = '<row r="1"><c r="A1"><v>1</v></c></row>'
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return packed(sheet_xml(near + far))


def cell_bomb() -> bytes:
    """More cells than any table has, which do not say where they stand."""
    cells = "".join(f"<c t='n'><v>{number}</v></c>" for number in range(1_210_000))
    return packed(sheet_xml(f"<row>{cells}</row>"))


def shared_text_bomb() -> bytes:
    """One long text, shown by 800,000 cells: small as a file, some 24 GB when read."""
    rows = (
        f'<row r="{row}">'
        + "".join(f'<c r="{column}{row}" t="s"><v>0</v></c>' for column in _LETTERS)
        + "</row>"
        for row in range(1, 20_001)
    )
    return packed(sheet_xml("".join(rows)), f"<si><t>{'长' * 30_000}</t></si>")


_LETTERS = [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", *(f"A{letter}" for letter in "ABCDEFGHIJKLMN")]


def entity_bomb() -> bytes:
    """The billion laughs."""
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    declared = f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY l0 "ha">{laughs}]>'
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row>'
    return packed(sheet_xml(cell).replace('<?xml version="1.0"?>', declared))


def compound_file(streams: dict[str, bytes]) -> bytes:
    """The container of .xls files and of encrypted workbooks."""
    chains: list[int] = [_FAT, _END_OF_CHAIN]
    entries = [_entry("Root Entry", _END_OF_CHAIN, 0, child=1)]
    body = b""
    for at, (name, content) in enumerate(streams.items(), start=1):
        padded = content.ljust(_STREAM_LEAST, b"\0")
        padded += b"\0" * (-len(padded) % _SECTOR)
        first, sectors = len(chains), len(padded) // _SECTOR
        chains += [*range(first + 1, first + sectors), _END_OF_CHAIN]
        following = at + 1 if at < len(streams) else _FREE
        entries.append(_entry(name, first, len(padded), right=following))
        body += padded
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, _END_OF_CHAIN, 0, _END_OF_CHAIN, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    fat = struct.pack("<128I", *chains, *[_FREE] * (128 - len(chains)))
    return header + fat + b"".join(entries).ljust(_SECTOR, b"\0") + body


def _entry(name: str, first: int, size: int, child: int = _FREE, right: int = _FREE) -> bytes:
    """A line of the container's directory: its root, which has a child, or a stream."""
    written = name.encode("utf-16-le") + b"\0\0"
    kind = 2 if child == _FREE else 5
    links = struct.pack("<64sHBB3I", written, len(written), kind, 1, _FREE, right, child)
    return links + bytes(36) + struct.pack("<IQ", first, size)


def password_protected() -> bytes:
    """What Excel saves under a password: a container with nothing that could be read."""
    return compound_file({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": b"secret"})


def xls(rows: Sequence[Sequence[str | float | None]], sheet: str = "名册") -> bytes:
    """An .xls of Excel 97, with texts and numbers."""
    name = struct.pack("<BB", len(sheet), 1) + sheet.encode("utf-16-le")
    begin = _record(0x0809, struct.pack("<4H2I", 0x0600, 5, 0, 1996, 0, 0))
    begin += _record(0x0042, struct.pack("<H", 1200))
    end = _record(0x000A, b"")
    at = len(begin) + 4 + 6 + len(name) + len(end)
    begin += _record(0x0085, struct.pack("<IBB", at, 0, 0) + name) + end
    width = max(len(row) for row in rows)
    body = _record(0x0809, struct.pack("<4H2I", 0x0600, 16, 0, 1996, 0, 0))
    body += _record(0x0200, struct.pack("<2I3H", 0, len(rows), 0, width, 0))
    for r, row in enumerate(rows):
        body += b"".join(_xls_cell(r, c, value) for c, value in enumerate(row))
    return compound_file({"Workbook": begin + body + end})


def _xls_cell(row: int, column: int, value: str | float | None) -> bytes:
    place = struct.pack("<3H", row, column, 0)
    if value is None:
        return b""
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x0204, place + struct.pack("<HB", len(text) // 2, 1) + text)
    return _record(0x0203, place + struct.pack("<d", value))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<2H", kind, len(content)) + content
