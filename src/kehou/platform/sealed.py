"""Personal numbers are stored sealed and found by a blind index.

Sealing is AES-256-GCM. The associated data names the column and the row's own key, so that a
sealed value moved to another row or column does not open. The first byte is the format, the next
the key's id: keys are rotated by adding one and sealing anew, without downtime. A blind index is
an HMAC-SHA-256 per column under a key that is not in the database: equality can be asked, a dump
alone tells nothing. Both after engines of the field: NIST SP 800-38D, RFC 2104.
"""

import hashlib
import hmac
import os
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

FORMAT = 1
NONCE_BYTES = 12


def seal(column: str, row: UUID, text: str) -> bytes:
    """Seal `text` for one column (`people.person.phone`) of the row with this key."""
    key_id = settings.SEAL_KEY_ID
    nonce = os.urandom(NONCE_BYTES)
    cipher = AESGCM(settings.SEAL_KEYS[key_id])
    return (
        bytes([FORMAT, key_id]) + nonce + cipher.encrypt(nonce, text.encode(), _bound(column, row))
    )


def unseal(column: str, row: UUID, sealed: bytes | memoryview) -> str:
    """Open what was sealed for this column and row. `InvalidTag` for anything else."""
    sealed = bytes(sealed)
    if sealed[0] != FORMAT:
        raise ValueError(f"sealed in a format this version does not know: {sealed[0]}")
    cipher = AESGCM(settings.SEAL_KEYS[sealed[1]])
    nonce, body = sealed[2 : 2 + NONCE_BYTES], sealed[2 + NONCE_BYTES :]
    return cipher.decrypt(nonce, body, _bound(column, row)).decode()


def blind_index(column: str, text: str) -> bytes:
    """Equal for equal texts of one column, and telling nothing without the key (32 bytes)."""
    return hmac.digest(settings.INDEX_KEY, f"{column}|{text}".encode(), hashlib.sha256)


def _bound(column: str, row: UUID) -> bytes:
    return f"{column}/{row}".encode()
