"""Screens and parts about cases besides the case page: lists, persons, macros, suggestions, photos."""
