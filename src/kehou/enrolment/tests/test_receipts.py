"""Receipt numbers (7.2.b)."""

import re
from collections import Counter
from hashlib import sha256

from kehou.enrolment.core.receipts import LETTERS, receipt_of


def test_a_receipt_is_read_out_without_mistakes() -> None:
    receipt = receipt_of(sha256(b"one").digest())

    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}", receipt)
    assert receipt == receipt_of(sha256(b"one").digest())


def test_receipts_are_all_different_and_use_every_letter_alike() -> None:
    receipts = [receipt_of(sha256(str(n).encode()).digest()) for n in range(20_000)]
    letters = Counter("".join(receipts).replace("-", ""))

    assert len(set(receipts)) == len(receipts)
    assert set(letters) == set(LETTERS)
    assert max(letters.values()) < 1.1 * min(letters.values())
