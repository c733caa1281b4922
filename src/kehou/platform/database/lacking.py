"""What an installation lacks before it can serve; the message says how to mend it."""


class Lacking(Exception):
    """The command line prints the message instead of a traceback."""
