"""What can go wrong besides a refusal by the rules (`kehou.kernel.explained.Refused`)."""


class Forbidden(Exception):
    """This actor may not. The page answers 403, or 404 where they may not even know."""


class Conflict(Exception):
    """The thing changed meanwhile: look again. The page answers 409."""


class Unavailable(Exception):
    """An outside system did not answer. The outbox tries again."""
