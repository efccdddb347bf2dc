"""Beranda: what waits for a person, one block per kind of work; roles.py says which role has which."""
