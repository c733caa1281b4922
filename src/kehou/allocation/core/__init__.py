"""The public draw: who gets which place, why not, and how anyone can check it. Integers only."""
