"""Tests of the program that watches the others."""
