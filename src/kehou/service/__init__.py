"""The running service: its settings, its command line, its web server."""
