"""Ended steps counted anew."""
