"""Signing through the own e-signature service: its settings, each attempt, and what becomes of it."""
