"""What the catalogue computes without a table: plans, and what stands against them."""
