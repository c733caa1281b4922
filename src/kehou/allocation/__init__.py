"""The draw, places and groups (7.2.b)."""
