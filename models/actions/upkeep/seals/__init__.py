"""Sealing what rows say, and telling what was altered of it."""
