"""The dossier of a case: its facts, its original files, and everything officers handed in."""
