from django.urls import path

from kehou.governance import pages

app_name = "governance"
urlpatterns = [
    path("", pages.documents, name="documents"),
    path("group/", pages.leading_group, name="leading_group"),
    path("group/appoint/", pages.appoint_member, name="appoint_member"),
    path("group/<int:school_id>/", pages.leading_group, name="leading_group"),
    path("group/<int:school_id>/export/", pages.leading_group_export, name="leading_group_export"),
    path("group/members/<int:membership_id>/end/", pages.end_membership, name="end_membership"),
    path("write/<str:kind>/", pages.write_document, name="write_document"),
    path("versions/<int:version_id>/", pages.version, name="version"),
    path("versions/<int:version_id>/write/", pages.write_document, name="write_document"),
    path("versions/<int:version_id>/file/", pages.attachment, name="attachment"),
    path("versions/<int:version_id>/submit/", pages.submit_document, name="submit_document"),
    path("versions/<int:version_id>/approve/", pages.approve_document, name="approve_document"),
    path("versions/<int:version_id>/filing/", pages.file_document, name="file_document"),
    path("filings/", pages.filings, name="filings"),
    path("filings/<int:filing_id>/answer/", pages.answer_filing, name="answer_filing"),
]
