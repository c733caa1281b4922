"""What may be attached is told by its content."""

from hashlib import sha256

import pytest

from kehou.governance.core.attachments import CONTENT_BYTES_MAX, Kind, attached
from kehou.governance.testing import PDF, a_word_file
from kehou.kernel.explained import Refused


@pytest.mark.parametrize(
    ("content", "kind"), [(PDF, Kind.PDF), (a_word_file(), Kind.DOCX)], ids=["PDF", "Word"]
)
def test_a_document_is_taken_with_its_fingerprint_whatever_it_is_called(
    content: bytes, kind: Kind
) -> None:
    taken = attached("方案.exe", content)

    assert (taken.kind, taken.content_hash) == (kind, sha256(content).hexdigest())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00",
        b"<html>%PDF-1.7</html>",
        b"PK\x03\x04 cut off",
        a_word_file("word/vbaProject.bin"),
        a_word_file(*(f"word/media/{number}" for number in range(2000))),
        a_word_file().replace(b"word/document.xml", b"xl/workbook12.xml"),
    ],
    ids=["empty", "program", "page", "cut off", "macros", "too many parts", "workbook"],
)
def test_anything_else_is_refused_whatever_it_is_called(content: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        attached("方案.pdf", content)

    assert [reason.code for reason in refusal.value.against] == ["attachment_is_no_document"]


def test_a_file_may_be_as_large_as_said_and_no_larger() -> None:
    most = PDF.ljust(CONTENT_BYTES_MAX, b"0")

    assert attached("方案.pdf", most).kind is Kind.PDF
    with pytest.raises(Refused) as refusal:
        attached("方案.pdf", most + b"0")
    (reason,) = refusal.value.against
    assert (reason.code, reason.facts) == ("attachment_too_large", {"most_megabytes": 10})
