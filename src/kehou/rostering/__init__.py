"""Duties: which adult answers for which group, when (7.1.b, 7.2.c)."""
