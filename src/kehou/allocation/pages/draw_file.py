"""The files by which anyone can compute a published draw again."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from kehou.allocation.permissions import CHECK_DRAWS, draws_of, draws_to_check
from kehou.allocation.queries.draws import has_input, input_of
from kehou.platform.http import ActingRequest, open_to


@open_to(*CHECK_DRAWS, clause="7.2.b")
def draw_file(request: ActingRequest, draw_id: int, part: str) -> HttpResponse:
    """The draw's `input` or its `result`, as canonical JSON. Names no person, only receipts.

    A family finds those of every preview once the window's draw is published; before, they are for
    those who hold and check it. An input that was not kept is not there.
    """
    found = draws_of(request.actor) | draws_to_check(request.actor)
    drawn = get_object_or_404(found, pk=draw_id)
    if part == "input" and has_input(drawn):
        text = input_of(drawn)
    elif part == "result":
        text = json.dumps(drawn.result, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    else:
        raise Http404
    answer = HttpResponse(text, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="draw-{draw_id}-{part}.json"'
    return answer
