"""Checks of what the clock job goes by."""
