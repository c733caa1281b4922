"""Receipt numbers: easy to read out, impossible to guess, and the child's name in the draw."""

# Without I, L, O and U: nothing that a voice or a hurried hand could take for something else.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
GROUP = 4


def receipt_of(secret: bytes) -> str:
    """A receipt number from secret bytes that belong to one application: `7K2M-09QX-V3TD`."""
    letters = "".join(LETTERS[byte % len(LETTERS)] for byte in secret[:LENGTH])
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))
