"""Refuse a file that is no table, or that would grow beyond measure, before anything parses it.

Two walls. This one looks at the content (never at the name): what kind of file it is, and for a
zip what it declares and what really comes out of it, counted while it streams by, so that a bomb is
named and refused in milliseconds. What cannot be counted so (the binary .xls, one long text that a
million cells share) meets the second wall: `grid` parses in a child with little memory and time.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from enum import Enum
from io import BytesIO

from kehou.kernel.explained import Refused, refuse

CONTENT_BYTES_MAX = 10 * 1024 * 1024
ENTRIES_MAX = 200
UNPACKED_BYTES_MAX = 50 * 1024 * 1024
RATIO_MAX = 100
ROWS_MAX = 20_000
COLUMNS_MAX = 60

# Small parts (a theme, a list of relations) pack well and harm nobody: a ratio means something
# only from here on.
_RATIO_COUNTS_FROM_BYTES = 1024 * 1024
_CHUNK_BYTES = 256 * 1024
_TAG_BYTES_MAX = 4096

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_STREAMS_OF_XLS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_WEB_PAGE = re.compile(
    rb"\s*<(!doctype\s+html|html|head|meta|table|\?xml|style|div)", re.IGNORECASE
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")

_DECLARES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\s[^>]*?\bref="[^"]*?([A-Z]{1,7})(\d{1,12})"')
_PLACE = re.compile(rb'<(?:\w+:)?c\s(?:[^>]*?\s)?r="([A-Z]{1,7})(\d{1,12})"')
_ROW = re.compile(rb'<(?:\w+:)?row\s(?:[^>]*?\s)?r="(\d{1,12})"')


# What the standard library raises when an archive's own tables make no sense.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
# All that Excel and WPS write; the others unpack far more from less.
_COMPRESSIONS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Format(Enum):
    """What a file is by its content."""

    XLSX = "xlsx"
    XLS = "xls"
    CSV = "csv"


def inspect(content: bytes) -> Format:
    """Tell the kind of a file that may be parsed, or refuse it. No clause: security."""
    if len(content) > CONTENT_BYTES_MAX:
        raise refuse("workbook_too_large", most_megabytes=CONTENT_BYTES_MAX // 1024**2)
    if not content.strip():
        raise refuse("workbook_empty")
    if content.startswith((_ZIP, _EMPTY_ZIP)):
        _inspect_zip(content)
        return Format.XLSX
    if content.startswith(_COMPOUND_FILE):
        _inspect_compound_file(content)
        return Format.XLS
    if _WEB_PAGE.match(content.removeprefix(b"\xef\xbb\xbf")):
        raise refuse("workbook_is_web_page")
    if not content.startswith((b"\xff\xfe", b"\xfe\xff")) and _CONTROL.search(content):
        raise refuse("not_a_workbook")
    return Format.CSV


def _inspect_compound_file(content: bytes) -> None:
    if _ENCRYPTED_PACKAGE in content:
        raise refuse("workbook_encrypted")
    if not any(stream in content for stream in _STREAMS_OF_XLS):
        raise refuse("not_a_workbook")


def _inspect_zip(content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            _weigh(entries)
            if not any(entry.filename.endswith("workbook.xml") for entry in entries):
                raise refuse("not_a_workbook")
            for entry in entries:
                _inspect_part(archive, entry)
    except _DAMAGED as broken:
        raise refuse("workbook_damaged") from broken


def _weigh(entries: list[zipfile.ZipInfo]) -> None:
    """What the archive says of itself. Cheap, and enough against an honest bomb."""
    if any(entry.flag_bits & 1 for entry in entries):
        raise refuse("workbook_encrypted")
    if any(entry.compress_type not in _COMPRESSIONS for entry in entries):
        raise refuse("workbook_damaged")
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > ENTRIES_MAX or unpacked > UNPACKED_BYTES_MAX:
        raise _bomb()
    for entry in entries:
        if (
            entry.file_size > _RATIO_COUNTS_FROM_BYTES
            and entry.file_size > RATIO_MAX * entry.compress_size
        ):
            raise _bomb()


def _bomb() -> Refused:
    return refuse("workbook_bomb", most_megabytes=UNPACKED_BYTES_MAX // 1024**2)


def _inspect_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Read one part to its end; one that holds more than it declares fails its checksum."""
    cells = 0
    is_xml = entry.filename.lower().endswith((".xml", ".rels"))
    for chunk in _chunks(archive, entry):
        if is_xml:
            # A part in UTF-16 is looked at as if it were ASCII.
            readable = chunk.replace(b"\0", b"")
            if _DECLARES.search(readable):
                raise refuse("workbook_declares_entities")
            cells += readable.count(b"<c ") + readable.count(b":c ")
            _measure(readable, cells)


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Pieces of a part, each beginning with the tag that the last one cut."""
    tail = b""
    with archive.open(entry) as part:
        while piece := part.read(_CHUNK_BYTES):
            chunk = tail + piece
            yield chunk
            opened = chunk.rfind(b"<")
            is_cut = opened >= 0 and opened > chunk.rfind(b">")
            tail = chunk[opened:][:_TAG_BYTES_MAX] if is_cut else b""


def _measure(chunk: bytes, cells: int) -> None:
    """How far the cells reach, by what the sheet declares and by where they really stand."""
    if cells > ROWS_MAX * COLUMNS_MAX:
        raise too_many_cells()
    places = _PLACE.findall(chunk) + _DIMENSION.findall(chunk)
    rows = [int(row) for _, row in places] + [int(row) for row in _ROW.findall(chunk)]
    if max(rows, default=0) > ROWS_MAX:
        raise too_many_cells()
    if any(column_number(letters.decode()) > COLUMNS_MAX for letters in {at for at, _ in places}):
        raise too_many_cells()


def too_many_cells() -> Refused:
    """A sheet that reaches further than any school's table. No clause: security."""
    return refuse("too_many_cells", most_rows=ROWS_MAX, most_columns=COLUMNS_MAX)


def column_number(letters: str) -> int:
    """The number of a column that Excel shows as letters: A is 1, AA is 27."""
    number = 0
    for character in letters:
        number = number * 26 + ord(character) - ord("A") + 1
    return number
