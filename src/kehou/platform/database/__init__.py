"""Where PostgreSQL is, and the embedded one when nobody named another."""
