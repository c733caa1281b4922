from kehou.funds.actions.settle_month import settle_month

__all__ = ["settle_month"]
