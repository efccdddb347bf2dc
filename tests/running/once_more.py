"""Which tests say their sentence once more in a dearer setting: `start.py test` leaves them out, `--all` does not.

No test carries a mark for it. It is left out where a row below names its setting, the same test in the cheaper
setting is among those that run, and nothing here says that its place is there for the setting itself.
"""

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.tools import ROOT

SAYS = (
    "tests left out: each says once more, in a dearer setting, of one more of many or whole, what others said. "
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
    "tests/actions/upkeep/move_database": "there is another move than back",
    "tests/actions/upkeep/verify": "each database is asked for what breaks its rules in its own words",
    "tests/actions/retention/erasure": "what is erased must be gone from the files of each database",
    "tests/actions/retention/destruction/test_destruction.py": "and what is destroyed",
    "tests/journeys": "the whole way of a case, so that every room meets PostgreSQL",
    "tests/kills/test_queue.py": "what a kill leaves of an inbox that is emptied is each database's own",
    "tests/kills/test_signatures.py": "what a kill leaves of a signature is each database's own",
    "tests/running": "what makes and keeps the offices of the tests does so for each database",
    "tests/test_office_copies.py": "the same",
}
# Files that ask the database in passing: only the tests in whose name one of these words stands are tried on both.
FEW: Mapping[str, tuple[str, ...]] = {
    "tests/actions/clocks/test_change_calendar.py": ("two_that_wait", "changed_meanwhile"),
    "tests/actions/clocks/test_count_in_parts.py": ("two_agents", "killed_in_a_part", "holds_at_once"),
    "tests/actions/core/test_case.py": ("is_locked",),
    "tests/actions/core/test_conduct_lane.py": ("each_of_the_three", "what_the_suggestion"),
    "tests/actions/intake/test_confirm_invitation.py": ("whoever_is_first",),
    "tests/actions/intake/test_file_by_hand.py": ("same_form_twice", "known_from_whatsapp"),
    "tests/actions/office/test_hand_over.py": ("two_do_not_stand_in",),
    "tests/actions/office/test_keep_sop.py": ("counts_once",),
    "tests/actions/office/test_take_staff_list.py": ("at_once", "changed_meanwhile"),
    "tests/actions/papers/letterhead/test_letterheads.py": ("at_once",),
    "tests/actions/replies/test_fallen_answers.py": ("words_and_file",),
    "tests/actions/replies/test_move_answers.py": ("at_once", "in_flight", "meanwhile"),
    "tests/actions/retention/destruction/test_destruction.py": ("all_that_names", "cut_off", "two_cases"),
    "tests/actions/retention/destruction/test_office_papers.py": ("before_a_destruction", "saved_view"),
    "tests/actions/staff/test_link_accounts.py": ("at_once", "linked_meanwhile"),
    "tests/actions/upkeep/verify/test_answered.py": ("is_right",),
    "tests/actions/upkeep/verify/test_verify.py": ("office_at_work",),
    "tests/sync_agent/accounts/test_marking.py": (),
    "tests/sync_agent/accounts/test_typing.py": (),
    "tests/sync_agent/test_faulty_gateways.py": ("itself_ends",),
    "tests/sync_agent/test_pushed_journey.py": ("is_read_answered", "settled_by_what"),
    "tests/sync_agent/test_restarts.py": (),
}
# So is a test that asks on which database it stands, or lets several act at once, itself or by what it calls in its
# file, and each test of a module that asks.
_ASKS = "is_sqlite"
_OF_THE_DATABASE = (
    _ASKS,
    "psycopg",
    "startswith('postgresql",  # as ast writes it
    "threading",
    "ThreadPoolExecutor",
    "ready_programs",
    "Heard(",
)
_NOT_RUN = {"skip", "skipif", "xfail"}


def once_more(items: Sequence[Any]) -> list[Any]:
    """Return those of pytest's tests that say once more what another of them says in a cheaper setting."""
    run = {item.nodeid for item in items if not _NOT_RUN & {mark.name for mark in item.iter_markers()}}
    return [item for item in items if said_by(item.nodeid, _settings_of(item)) in run]


def said_by(name: str, settings: Mapping[str, object]) -> str | None:
    """Return the name of the test that says the same in a cheaper setting, if that would do."""
    test, _, ids = name.partition("[")
    for row in SETTINGS:
        if settings.get(row.fixture) == row.dearer and not tries_both(*test.split("::")[:2]):
            return f"{test}[{ids.replace(row.dearer, row.cheaper, 1)}"
    return None


@cache
def tries_both(file: str, test: str) -> bool:
    """Whether a test is there for the settings themselves; of a class, whether any of its tests is."""
    if file in FEW:
        return any(word in test for word in FEW[file])
    if any(file == place or file.startswith(f"{place}/") for place in BOTH) or _asks(file):
        return True
    return any(word in text for text in _reached(file, test) for word in _OF_THE_DATABASE)


def _reached(file: str, test: str) -> list[str]:
    """Return the source of a test, and of everything its file defines that it calls, is given or is made of."""
    defined, reached, next_ones = _defined(file), dict[str, str](), {test}
    while next_ones:
        name = next_ones.pop()
        reached[name] = defined.get(name, "")
        next_ones |= {word for word in re.findall(r"\w+", reached[name]) if word in defined and word not in reached}
    return list(reached.values())


@cache
def _defined(file: str) -> dict[str, str]:
    """Return the source of each function and class of a file, by its name."""
    text = (ROOT / file).read_text("utf-8")
    defined = [one for one in ast.parse(text).body if isinstance(one, ast.FunctionDef | ast.ClassDef)]
    return {one.name: ast.unparse(one) for one in defined}


def _asks(file: str) -> bool:
    """Whether the module whose test this file is asks on which database it stands."""
    place = file.removeprefix("tests/").replace("/test_", "/")
    modules = [path for path in (ROOT / place, ROOT / "models" / place) if path.is_file()]
    return any(_ASKS in module.read_text("utf-8") for module in modules)


def _settings_of(item: Any) -> Mapping[str, object]:
    return item.callspec.params if hasattr(item, "callspec") else {}
