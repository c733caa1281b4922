"""Pure reading and comparing: identity numbers, rolls, staff, timetables."""
