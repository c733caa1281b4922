"""What every context is made of: money, spans of time, reasons. Pure Python, no framework."""
