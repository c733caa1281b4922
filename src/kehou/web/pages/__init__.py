from kehou.web.pages.about import about
from kehou.web.pages.choose_language import choose_language
from kehou.web.pages.choose_theme import choose_theme
from kehou.web.pages.clause import clause
from kehou.web.pages.home import home
from kehou.web.pages.more import more
from kehou.web.pages.ordinance import ordinance

__all__ = ["about", "choose_language", "choose_theme", "clause", "home", "more", "ordinance"]
