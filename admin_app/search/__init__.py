"""Searching: the box of every page, what is found, and its screen."""
