"""Which papers wait for whose signature."""
