from kehou.governance.actions.answer_filing import answer_filing
from kehou.governance.actions.appoint_member import appoint_member
from kehou.governance.actions.approve_document import approve_document
from kehou.governance.actions.end_membership import end_membership
from kehou.governance.actions.file_document import file_document
from kehou.governance.actions.submit_document import submit_document
from kehou.governance.actions.write_document import write_document

__all__ = [
    "answer_filing",
    "appoint_member",
    "approve_document",
    "end_membership",
    "file_document",
    "submit_document",
    "write_document",
]
