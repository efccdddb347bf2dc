"""Keeping and letting go of files on screen."""
