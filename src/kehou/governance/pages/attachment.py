from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from kehou.governance.permissions import READERS, versions_of
from kehou.platform.http import ActingRequest, open_to

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@open_to(*READERS, clause="7.2.a")
def attachment(request: ActingRequest, version_id: int) -> HttpResponse:
    """The file attached to a version, to be saved and never shown inside the site (7.2.a)."""
    versions = versions_of(request.actor).select_related("attachment", "document")
    version = get_object_or_404(versions, pk=version_id)
    kept = version.attachment
    if kept is None:
        raise Http404("nothing is attached")
    name = f"{version.document.kind}-{version.document_id}-v{version.number}.{kept.kind}"
    response = HttpResponse(bytes(kept.content), content_type=CONTENT_TYPES[kept.kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
