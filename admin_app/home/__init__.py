"""Beranda: what waits for who is asking, a block a kind of work; which role has which is a table (roles.py)."""
