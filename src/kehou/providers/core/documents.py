"""What a handed-in document is, told by its first bytes and never by its name."""

import hashlib
from dataclasses import dataclass

from kehou.kernel.explained import refuse

CONTENT_BYTES_MAX = 4 * 1024 * 1024
_SIGNATURES = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Scan:
    """A document as it was handed in, with what it is and the hash that stands for it."""

    content: bytes
    content_type: str
    content_hash: str


def scan(content: bytes) -> Scan:
    """Look at a document. `Refused` unless it is a PDF or a JPEG of at most four megabytes."""
    if len(content) > CONTENT_BYTES_MAX:
        raise refuse("document_too_large", "5.2.a", most_megabytes=CONTENT_BYTES_MAX // 1024**2)
    for signature, content_type in _SIGNATURES.items():
        if content.startswith(signature):
            return Scan(content, content_type, hashlib.sha256(content).hexdigest())
    raise refuse("document_is_neither_pdf_nor_jpeg", "5.2.a")
