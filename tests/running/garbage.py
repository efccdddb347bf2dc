"""Lets the garbage collector check what tests make, but not again and again what was imported for them."""

import gc

# Allocations before a look at the youngest: Python's 700 is for programs that hold less than ten thousand tests.
_BETWEEN_LOOKS = 10_000


def look_at_nothing_yet() -> None:
    """Let the tests be imported and collected without a look: nearly all of it stays."""
    gc.disable()


def look_at_what_tests_make() -> None:
    """Leave out of every look what is there now: modules, classes, the collected tests. Look, but not often."""
    gc.freeze()
    gc.set_threshold(_BETWEEN_LOOKS, 10, 10)
    gc.enable()
