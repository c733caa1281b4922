"""What may be attached: a PDF or a Word document, told by its content and never by its name."""

import zipfile
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from io import BytesIO
from typing import Final

from kehou.kernel.explained import refuse

CONTENT_BYTES_MAX: Final = 10 * 1024 * 1024
ENTRIES_MAX: Final = 2000
_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_WORD_TEXT = "word/document.xml"
_MACROS = "vbaproject.bin"


class Kind(StrEnum):
    """What an attached file is by its content."""

    PDF = "pdf"
    DOCX = "docx"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that was handed in, looked at, with its fingerprint."""

    name: str
    kind: Kind
    content: bytes
    content_hash: str


def attached(name: str, content: bytes) -> Attached:
    """Take a file in, or refuse it: too large, or no PDF and no plain Word document."""
    if len(content) > CONTENT_BYTES_MAX:
        raise refuse("attachment_too_large", most_megabytes=CONTENT_BYTES_MAX // 1024**2)
    return Attached(name, _kind_of(content), content, sha256(content).hexdigest())


def _kind_of(content: bytes) -> Kind:
    if content.startswith(_PDF):
        return Kind.PDF
    if content.startswith(_ZIP) and _is_plain_word(content):
        return Kind.DOCX
    raise refuse("attachment_is_no_document")


def _is_plain_word(content: bytes) -> bool:
    """A Word document without macros. Only the list of its parts is read; nothing is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    return (
        len(names) <= ENTRIES_MAX
        and _WORD_TEXT in names
        and not any(name.lower().endswith(_MACROS) for name in names)
    )
