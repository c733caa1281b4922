"""Codes that prove something: one sent to a phone, one that an authenticator app shows (RFC 6238).

The arithmetic of the time-based ones is the library's; which of them count is decided here.
"""

import base64
import secrets
from datetime import datetime
from hmac import compare_digest
from urllib.parse import quote, urlencode

from django_otp import oath  # type: ignore[import-untyped]

DIGITS = 6
STEP_SECONDS = 30
# RFC 4226 asks for 160 bits.
SECRET_BYTES = 20
# Letters and digits that nobody mistakes for others, on paper or read out: 59 bits in twelve.
PLAIN_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_code() -> str:
    """Six digits that nobody can foretell."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def new_secret() -> str:
    """A secret for an authenticator app, in the letters in which people can copy it (base32)."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def new_password() -> str:
    """A password to be handed out once, in groups that people can copy: `k7mp-x3qd-9vht`."""
    return "-".join("".join(secrets.choice(PLAIN_SIGNS) for _ in range(4)) for _ in range(3))


def time_based_code(secret: str, *, at: datetime) -> str:
    """What an authenticator app shows at that moment."""
    return _code_of(secret, _step(at))


def step_of(secret: str, code: str, *, at: datetime, used: int) -> int | None:
    """The step of time to which a code belongs, or None when it proves nothing.

    This step and the one before it count, because reading and typing take a while (RFC 6238, 5.2);
    a code so lives at most a minute. A step that was used, or one before it, never counts again.
    """
    now = _step(at)
    for step in (now, now - 1):
        if step > used and compare_digest(_code_of(secret, step), code):
            return step
    return None


def enrolment_address(secret: str, *, account: str, issuer: str) -> str:
    """What the QR code says to an authenticator app."""
    label = quote(f"{issuer}:{account}")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': issuer})}"


def grouped(secret: str) -> str:
    """A secret in groups of four, for people who copy it by hand."""
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))


def _step(at: datetime) -> int:
    return int(at.timestamp()) // STEP_SECONDS


def _code_of(secret: str, step: int) -> str:
    return f"{oath.hotp(base64.b32decode(secret), step, digits=DIGITS):0{DIGITS}}"
