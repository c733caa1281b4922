"""What anybody needs to compute a published draw again (7.2.b)."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kehou.allocation.core.documents import read_input, sha256_of, write_input
from kehou.allocation.core.lottery import seed_text
from kehou.allocation.queries.draws import first_draw_with, has_input, input_of
from kehou.enrolment.queries import receipts_of, seed_share_of
from kehou.people.permissions import pupils_of

if TYPE_CHECKING:
    from kehou.allocation.models import Draw
    from kehou.platform.actors import Actor


@dataclass(frozen=True, slots=True)
class SeedParts:
    """What the seed was made of; `text` is what the seed is the SHA-256 of, to the byte.

    `first_draw_id` names the draw whose applications went into it.
    """

    first_draw_id: int
    share: str
    wishes_sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class OwnReceipt:
    """The number by which a guardian finds their child in the files."""

    child: str
    number: str


def seed_parts_of(drawn: "Draw") -> SeedParts | None:
    """The school's share, which is told with the published draw, and all that joined it.

    The applications are those of the first preview with its public value, which bound the seed.
    None for a draw of before inputs were kept: what its seed was made of cannot be told any more.
    """
    window = drawn.window
    first = first_draw_with(window_id=window.pk, public_value=drawn.public_value) or drawn
    if not has_input(first):
        return None
    share = seed_share_of(window)
    wishes_sha256 = sha256_of(write_input(replace(read_input(input_of(first)), seed=b"")))
    text = seed_text(
        secret=share,
        wishes_sha256=wishes_sha256,
        public_value=drawn.public_value,
        school=window.school.code,
        term=str(window.term_id),
    )
    return SeedParts(
        first_draw_id=first.pk, share=share.hex(), wishes_sha256=wishes_sha256, text=text
    )


def own_receipts(actor: "Actor", drawn: "Draw") -> list[OwnReceipt]:
    """The receipts of a guardian's own children in the window of a draw."""
    names = dict(pupils_of(actor).values_list("pk", "person__name"))
    return [
        OwnReceipt(child=names[receipt.pupil_id], number=receipt.number)
        for receipt in receipts_of(names.keys())
        if receipt.window_id == drawn.window_id
    ]
