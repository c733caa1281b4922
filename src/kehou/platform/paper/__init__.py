"""Documents on paper: notices, minutes and lists as PDF, set in Chinese by typst."""
