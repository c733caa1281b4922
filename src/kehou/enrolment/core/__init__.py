"""What enrolment computes without a table: consent texts, receipts, gaps, lists being written."""
