"""Drafts: what one lacks to be signed as it stands."""
