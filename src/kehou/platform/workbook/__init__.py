"""Workbooks that people send: kept harmless, read as they are seen in Excel, written back."""
