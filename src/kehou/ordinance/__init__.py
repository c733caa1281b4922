"""The ordinance, pure: its text clause by clause, its dated numbers, its rules, its words."""
