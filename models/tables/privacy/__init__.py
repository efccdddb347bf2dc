"""Who sees which rows, and what was done with a person's data."""
