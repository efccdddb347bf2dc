"""Whose data a breach of personal data exposed, from the trail and the tables (UU 27/2022, Pasal 46)."""
