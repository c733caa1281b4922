"""The public lottery: a number for each pupil that nobody could choose and anyone can compute.

Before the deadline the school publishes the commitment to a secret; after it, a public value that
nobody controls comes in; then the secret is told. Who knew the secret did not know the value, and
who could have known the value did not know the secret.
"""

import json
from collections.abc import Iterable
from hashlib import sha256


def commitment(secret: bytes) -> str:
    """What is published before the deadline, and binds the school to its secret (2.3.c)."""
    return sha256(secret).hexdigest()


def seed_of(
    *, secret: bytes, wishes_sha256: str, public_value: str, school: str, term: str
) -> bytes:
    """The seed of one school's draw: SHA-256 over a JSON list of all that went in (2.3.c)."""
    text = seed_text(
        secret=secret,
        wishes_sha256=wishes_sha256,
        public_value=public_value,
        school=school,
        term=term,
    )
    return sha256(text.encode()).digest()


def seed_text(
    *, secret: bytes, wishes_sha256: str, public_value: str, school: str, term: str
) -> str:
    """The very text of which the seed is the SHA-256, for whoever computes it again (7.2.b)."""
    parts = [
        "draw-v1",
        commitment(secret),
        wishes_sha256,
        public_value,
        secret.hex(),
        school,
        term,
    ]
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def number(seed: bytes, pseudonym: str) -> str:
    """A pupil's number: SHA-256 of the seed followed by the pseudonym, as hexadecimal (2.3.c)."""
    return sha256(seed + pseudonym.encode()).hexdigest()


def lots(seed: bytes, pseudonyms: Iterable[str]) -> dict[str, int]:
    """Each pupil's place in line, from 1 on: the rank of the number (2.3.c)."""
    line = sorted(pseudonyms, key=lambda pseudonym: number(seed, pseudonym))
    return {pseudonym: lot for lot, pseudonym in enumerate(line, start=1)}
