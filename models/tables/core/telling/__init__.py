"""Telling the rest of the program what its queries are about to change."""
