from kehou.funds.pages.settle import settle
from kehou.funds.pages.settlements import settlements

__all__ = ["settle", "settlements"]
