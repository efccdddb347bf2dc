"""Searching: the box on every page, its hits, and their screen."""
