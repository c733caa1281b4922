from kehou.governance.pages.answer_filing import answer_filing
from kehou.governance.pages.appoint_member import appoint_member
from kehou.governance.pages.approve_document import approve_document
from kehou.governance.pages.attachment import attachment
from kehou.governance.pages.documents import documents
from kehou.governance.pages.end_membership import end_membership
from kehou.governance.pages.file_document import file_document
from kehou.governance.pages.filings import filings
from kehou.governance.pages.leading_group import leading_group
from kehou.governance.pages.leading_group_export import leading_group_export
from kehou.governance.pages.submit_document import submit_document
from kehou.governance.pages.version import version
from kehou.governance.pages.write_document import write_document

__all__ = [
    "answer_filing",
    "appoint_member",
    "approve_document",
    "attachment",
    "documents",
    "end_membership",
    "file_document",
    "filings",
    "leading_group",
    "leading_group_export",
    "submit_document",
    "version",
    "write_document",
]
