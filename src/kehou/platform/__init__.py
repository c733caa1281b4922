"""The plumbing every context needs, and no word of the trade: who acts, when, under which walls."""
