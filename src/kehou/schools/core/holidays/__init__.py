"""Public holidays and make-up work days: the library's years, and dated files for the others."""
