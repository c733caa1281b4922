"""Activities and their two-stage review (4.1 to 4.3, 5.4.b)."""
