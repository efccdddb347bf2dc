"""Accounts, notices and one's own account on screen."""
