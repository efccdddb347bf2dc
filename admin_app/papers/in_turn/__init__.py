"""Signing one paper after the other: each shown as it is signed, and one press for all that were looked at."""
