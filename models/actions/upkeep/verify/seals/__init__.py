"""Telling which rows are not as they were sealed, and where they stand."""
