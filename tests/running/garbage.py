"""Lets the garbage collector check what tests make, but not again and again what was imported for them."""

import gc

# Allocations before a look at the youngest: Python's 700 is for programs that hold less than ten thousand tests.
_BETWEEN_LOOKS = 10_000


def look_less_often() -> None:
    """Let many more objects come to be between two looks."""
    gc.set_threshold(_BETWEEN_LOOKS, 10, 10)


def forget_what_stays() -> None:
    """Leave out of every later look what is there now: modules, classes, the collected tests."""
    gc.collect()
    gc.freeze()
