"""Backups that run by themselves: the office's plan, one turn of it, and how it stands."""
