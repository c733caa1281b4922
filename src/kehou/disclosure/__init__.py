"""What the public sees without signing in (6.3.d). Only reads and shows."""
