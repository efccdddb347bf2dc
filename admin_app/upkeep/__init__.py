"""Pages for machines: is the program up, ready, and its figures."""
