"""Pure computing: what a plan and rules consist of, what a file is, what two texts differ in."""
