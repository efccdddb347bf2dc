"""How much the tests try that could go on for ever: ordinarily what finds the planted faults, in a long run more."""

import os

LONG = os.environ.get("ADUAN_TEST_LONG") == "1"


def so_many(ordinary: int, long: int) -> int:
    """Return how many examples, complaints or kills a test makes; ADUAN_TEST_LONG=1 asks for the long run."""
    return long if LONG else ordinary
