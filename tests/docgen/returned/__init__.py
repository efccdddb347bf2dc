"""Returned PDFs: their words, what acts in them, their signatures, and the certificates an office trusts."""
