"""Which rows a person may see, and what was done with a person's data."""
