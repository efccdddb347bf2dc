"""Screens and parts about cases beside the case page: lists, persons, macros, suggestions, photos."""
