"""A document is what its first bytes say (5.2.a)."""

import hashlib

import pytest

from kehou.kernel.explained import Refused
from kehou.providers.core.documents import CONTENT_BYTES_MAX, scan


@pytest.mark.parametrize(
    ("content", "content_type"),
    [(b"%PDF-1.4\n...", "application/pdf"), (b"\xff\xd8\xff\xe0JFIF", "image/jpeg")],
)
def test_a_pdf_and_a_jpeg_are_known_by_their_first_bytes(content: bytes, content_type: str) -> None:
    scanned = scan(content)

    assert scanned.content_type == content_type
    assert scanned.content_hash == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "document_is_neither_pdf_nor_jpeg"),
        (b"<html>%PDF-", "document_is_neither_pdf_nor_jpeg"),
        (b"MZ\x90\x00", "document_is_neither_pdf_nor_jpeg"),
        (b"%PDF-" + b"x" * CONTENT_BYTES_MAX, "document_too_large"),
    ],
)
def test_anything_else_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        scan(content)

    assert [why.code for why in refused.value.against] == [code]


def test_a_document_may_have_exactly_the_most_bytes() -> None:
    assert scan(b"%PDF-".ljust(CONTENT_BYTES_MAX, b"x"))
