"""The special fund: what a month's service amounts to (6.3.c)."""
