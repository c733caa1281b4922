"""How a school leads its service: the leading group, the yearly plan, the rules (7.1.a, 7.2.a)."""
