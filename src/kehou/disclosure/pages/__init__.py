from kehou.disclosure.pages.month_file import month_file
from kehou.disclosure.pages.publications import publications
from kehou.disclosure.pages.publish import publish
from kehou.disclosure.pages.school import school
from kehou.disclosure.pages.schools import schools

__all__ = ["month_file", "publications", "publish", "school", "schools"]
