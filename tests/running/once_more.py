"""Which tests say their sentence once more in a dearer setting: `start.py test` leaves them out, `--all` does not.

No test carries a mark for it. It is left out where a row below names its setting, the same test in the cheaper
setting is among those that run, and nothing here says that its place is there for the setting itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.tools import ROOT

SAYS = (
    "tests left out: each says once more, in a dearer setting or of one more of many, what another said. "
    "All of them: start.py test --all"
)


@dataclass(frozen=True)
class Setting:
    """What a fixture gives by turns; in the dearer setting a test repeats what it said in the cheaper one."""

    fixture: str
    cheaper: str
    dearer: str
    declared: str  # the conftest


SETTINGS = (
    Setting("database_url", "sqlite", "postgresql", "tests/conftest.py"),
    Setting("office_url", "sqlite", "postgresql", "tests/kills/conftest.py"),
)

# Places that are there for the settings themselves: both are always tried.
BOTH = {
    "tests/tables": "schema, triggers, index and migrations are written for each database",
    "tests/actions/upkeep/backup/test_backup_killed.py": "each database is put back in its own way, killed or not",
    "tests/actions/upkeep/verify": "each database is asked for what breaks its rules in its own words",
    "tests/actions/retention": "what is destroyed must be gone from the files of each database",
    "tests/journeys": "the whole way of a case, so that every room meets PostgreSQL",
    "tests/kills/test_queue.py": "what a kill leaves of an inbox that is emptied is each database's own",
    "tests/kills/test_signatures.py": "what a kill leaves of a signature is each database's own",
    "tests/running": "what makes and keeps the offices of the tests does so for each database",
    "tests/test_office_copies.py": "the same",
}
# So is a file that asks on which database it stands, or lets several act at once, and the file of a module that asks.
_ASKS = "is_sqlite"
_OF_THE_DATABASE = (_ASKS, "psycopg", 'startswith("postgresql', "threading", "ThreadPoolExecutor", "ready_programs")
_NOT_RUN = {"skip", "skipif", "xfail"}


def once_more(items: Sequence[Any]) -> list[Any]:
    """Return those of pytest's tests that say once more what another of them says in a cheaper setting."""
    run = {item.nodeid for item in items if not _NOT_RUN & {mark.name for mark in item.iter_markers()}}
    return [item for item in items if said_by(item.nodeid, _settings_of(item)) in run]


def said_by(name: str, settings: Mapping[str, object]) -> str | None:
    """Return the name of the test that says the same in a cheaper setting, if that would do."""
    test, _, ids = name.partition("[")
    for row in SETTINGS:
        if settings.get(row.fixture) == row.dearer and not tries_both(test.partition("::")[0]):
            return f"{test}[{ids.replace(row.dearer, row.cheaper, 1)}"
    return None


@cache
def tries_both(file: str) -> bool:
    """Whether the tests of a file are there for the settings themselves."""
    if any(file == place or file.startswith(f"{place}/") for place in BOTH):
        return True
    return any(word in (ROOT / file).read_text("utf-8") for word in _OF_THE_DATABASE) or _asks(file)


def _asks(file: str) -> bool:
    """Whether the module whose test this file is asks on which database it stands."""
    place = file.removeprefix("tests/").replace("/test_", "/")
    modules = [path for path in (ROOT / place, ROOT / "models" / place) if path.is_file()]
    return any(_ASKS in module.read_text("utf-8") for module in modules)


def _settings_of(item: Any) -> Mapping[str, object]:
    return item.callspec.params if hasattr(item, "callspec") else {}
