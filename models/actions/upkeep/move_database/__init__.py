"""Moves an office from SQLite into PostgreSQL or back: every row, compared, and the old database left as it is."""
