"""Checks what must always hold (design §5, reliability §4.4), as far as database and files can show it."""
