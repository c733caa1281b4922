"""Windows, applications with ranked wishes, consent, withdrawal (2.3.c, 3.1, 7.2.b)."""
