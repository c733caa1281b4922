"""Who provides from outside: the files of social institutions, and how a district admits them."""
