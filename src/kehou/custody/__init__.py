"""Who has the child: an append-only chain per child and day; roll calls and the archive (7.3)."""
