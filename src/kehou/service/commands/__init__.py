"""The verbs of the command line. Each imports Django only once the database is known."""
