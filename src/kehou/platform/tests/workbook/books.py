"""A table of no trade in particular, for the tests of reading and writing tables."""

from kehou.ordinance.bilingual import Bilingual
from kehou.platform.workbook import cells
from kehou.platform.workbook.columns import Column, Description

TITLE = Column(
    "title",
    Bilingual("书名", "Title"),
    cells.short_text(20),
    aliases=("sm", "shuming", "图书名称"),
    is_required=True,
    about=Bilingual("封面上的书名", "As on the cover"),
    example="西游记",
)
PAGES = Column(
    "pages",
    Bilingual("页数", "Pages"),
    cells.whole(1, 5000),
    aliases=("ys",),
    is_required=True,
)
BOUGHT = Column("bought", Bilingual("购入日期", "Bought on"), cells.day, aliases=("grrq",))
NUMBER = Column(
    "number", Bilingual("书号", "Number"), cells.long_id, aliases=("isbn",), is_text=True
)
LENT = Column("lent", Bilingual("外借", "Lent"), cells.yes_no, choices=("是", "否"))
FIRST_OWNER = Column("first_owner", Bilingual("经手人1姓名", "Owner 1 name"), cells.text)
SECOND_OWNER = Column("second_owner", Bilingual("经手人2姓名", "Owner 2 name"), cells.text)
BOOKS = Description(
    Bilingual("书目", "Books"),
    (TITLE, PAGES, BOUGHT, NUMBER, LENT, FIRST_OWNER, SECOND_OWNER),
)
