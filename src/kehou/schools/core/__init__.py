"""What schools compute without a table: the calendar, the periods, the reading of names."""
