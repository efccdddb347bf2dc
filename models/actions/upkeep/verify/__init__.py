"""Checks every invariant (design §5, reliability §4.4) that database and files can show."""
