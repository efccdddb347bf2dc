"""Prints the table of causes as measured: `python -m tests.causes [--postgresql] [words of a row]`; 1 on a fault."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.causes.report import HEAD, faults, row
from tests.causes.server import Server, server
from tests.causes.table import CAUSES
from tests.causes.watching import measure

_ON_SERVER = "--postgresql"


@contextmanager
def _database(wanted: str) -> Iterator[Server | None]:
    if wanted == "sqlite":
        yield None
        return
    with server() as running:
        yield running


def main(words: list[str]) -> int:
    """Measure the rows whose names hold these words, all without any; return the exit code."""
    kind = "postgresql" if _ON_SERVER in words else "sqlite"
    said = " ".join(word for word in words if word != _ON_SERVER)
    wanted = [cause for cause in CAUSES if kind in cause.on and said in f"{cause.subject}: {cause.name}"]
    wrong: list[str] = []
    print(HEAD, flush=True)
    with _database(kind) as on:
        for cause in wanted:
            found = measure(cause, on)
            print(row(found), flush=True)
            wrong += faults(found)
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    import tests.conftest  # noqa: F401 - no settings from outside

    sys.exit(main(sys.argv[1:]))
