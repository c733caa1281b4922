"""Districts, schools, campuses, rooms, classes, terms and the school calendar (3.1, 3.2)."""
