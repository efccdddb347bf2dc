"""Counts ended steps anew: by which calendar, and what they were before."""
