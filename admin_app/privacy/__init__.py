"""Confidentiality and personal data on screen."""
