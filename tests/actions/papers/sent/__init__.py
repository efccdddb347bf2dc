"""Drafts signed in another system: handed over, taken back, back with a PDF, confirmed."""
