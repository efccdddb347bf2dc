"""Tests of the house itself: walls, sizes, words, types of the tables, what every column declares."""
