"""In which order several processes take the files: what runs long comes first, so that none is left over at the end.

What `pytest --durations=50` names and is not here yet is put here; a file forgotten costs time and nothing else.
"""

import os
from pathlib import PurePath
from typing import Protocol

LONGEST = (
    "kills/test_random_kills.py",
    "kills/test_every_call.py",
    "journeys/test_every_text.py",
    "journeys/test_five_channels.py",
    "admin_app/test_visibility_walk.py",
    "actions/cases/test_links_machine.py",
    "browser",
    "kills",
    "test_start.py",
    "journeys",
    "admin_app/test_accessibility.py",
    "admin_app/lists",
    "admin_app/papers",
    "house",
    "test_guide.py",
    "rules/clocks/test_working_time_counted.py",
    "sync_agent",
    "docgen/test_pages.py",
    "docgen/test_dossier.py",
    "admin_app/cli",
)


class Test(Protocol):
    """What is asked of a test: where its file lies, as a path from the root."""

    nodeid: str


def put_longest_first(tests: "list[Test]") -> None:
    """Order the tests of a process among several; one that works alone keeps the order of the folders."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        tests.sort(key=lambda test: rank(test.nodeid))


def rank(nodeid: str) -> int:
    """Return the place of a test's file among the longest; all others share the last."""
    file = PurePath(nodeid.split("::")[0]).as_posix().removeprefix("tests/")
    return next(
        (place for place, long in enumerate(LONGEST) if file == long or file.startswith(f"{long}/")), len(LONGEST)
    )
