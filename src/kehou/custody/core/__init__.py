"""Who has the child: events, the states they lead to, and what may be added to a chain."""
