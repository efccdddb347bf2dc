"""Prints the table of causes as measured now: `python -m tests.causes [words of a row]`; ends with 1 on a fault."""

import sys

from tests.causes.report import faults, table
from tests.causes.table import CAUSES
from tests.causes.watching import measure


def main(words: list[str]) -> int:
    """Measure the rows whose names hold these words, all without any; return the exit code."""
    wanted = [cause for cause in CAUSES if not words or " ".join(words) in f"{cause.subject}: {cause.name}"]
    found = [measure(cause) for cause in wanted]
    print(table(found))
    wrong = [line for one in found for line in faults(one)]
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    import tests.conftest  # noqa: F401 - no settings from outside

    sys.exit(main(sys.argv[1:]))
