"""Asking a second person from the screens on which something is entered."""
