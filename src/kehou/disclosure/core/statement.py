"""The exact text of a statement, so that anybody can see that it has not been touched (6.3.d)."""

import json
from collections.abc import Mapping
from hashlib import sha256


def canonical_text(figures: Mapping[str, object]) -> str:
    """The figures in their one canonical form: JSON, names in order, no spaces, ASCII."""
    return json.dumps(figures, sort_keys=True, separators=(",", ":"))


def fingerprint(text: str) -> str:
    """SHA-256 of the text, as `sha256sum` prints it for the file of the month."""
    return sha256(text.encode()).hexdigest()
