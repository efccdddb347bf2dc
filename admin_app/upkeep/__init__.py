"""Pages for machines: whether the program is up and ready, and its figures."""
