from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from kehou.ordinance.roles import Role
from kehou.platform.http import ActingRequest, open_to
from kehou.providers.permissions import READ_REGISTER, documents_of


@open_to(Role.INSTITUTION, *READ_REGISTER, clause="5.2.a")
def document(request: ActingRequest, document_id: int) -> HttpResponse:
    """A document as it was handed in, to be saved and never shown inside our pages (5.2.a)."""
    found = get_object_or_404(documents_of(request.actor), pk=document_id)
    response = HttpResponse(bytes(found.content), content_type=found.content_type)
    name = content_disposition_header(as_attachment=True, filename=found.file_name)
    response["Content-Disposition"] = name or "attachment"
    response["Cache-Control"] = "no-store"
    return response
