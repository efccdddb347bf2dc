"""A move whose process is killed for real (SIGKILL), at each stage: no program works in half of an office."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.restore import restore
from models.actions.upkeep.move_database import ends, move
from models.actions.upkeep.move_database.ends import NotMoved
from models.tables import Message
from models.tables.core.settings import Settings
from models.tables.upkeep.schema import SchemaHalfMoved, check_current, migrate
from tests.actions.upkeep.move_database.moving import at, begun_office, empty_other, everything, moved, settings_of
from tests.actions.upkeep.verify.test_verify import SOON
from tests.office import NOW

pytestmark = pytest.mark.skipif(os.name != "posix", reason="forks, and is killed")


@pytest.fixture
def begun(database_url: str, tmp_path: Path) -> Settings:
    """An office that began a moment ago."""
    return begun_office(database_url, tmp_path)


@pytest.fixture
def to(begun: Settings, postgres: str, tmp_path: Path) -> str:
    """An empty database of the other kind."""
    return empty_other(begun.database_url, postgres, tmp_path)


def die(*_given: object) -> NoReturn:
    """End this process as a kill or a power cut does: nothing of it runs any more."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("not killed")


def killed(begun: Settings, to: str, plant: Callable[[], None]) -> None:
    """Move in a process of its own that is killed at what was planted."""
    child = os.fork()
    if child == 0:
        try:
            plant()
            moved(begun, to)
        finally:
            os._exit(7)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def before(where: Any, name: str) -> Callable[[], None]:
    """Return what plants a kill where this begins."""
    return lambda: setattr(where, name, die)


def after(where: Any, name: str) -> Callable[[], None]:
    """Return what plants a kill where this has ended."""
    real = getattr(where, name)
    return lambda: setattr(where, name, lambda *given: die(real(*given)))


def _among_rows() -> None:
    whole = move.rows_of

    def rows(source: Any, table: Any, *more: Any) -> Iterator[Any]:
        for place, row in enumerate(whole(source, table, *more)):
            yield die() if table is Message and place == 1 else row

    move.rows_of = rows  # type: ignore[assignment]


STAGES: dict[str, Callable[[], None]] = {
    "after the mark": after(ends.half_moved, "mark"),
    "before the tables": before(move, "make_tables"),
    "after the tables": after(move, "make_tables"),
    "among rows": _among_rows,
    "before keys": before(move, "keys_hold"),
    "before comparing": before(move, "tally_of"),
    "before the search": before(move, "watch_rows"),
    "before verify": before(move, "verify"),
    "before leaving": before(move, "leave"),
    "after leaving": after(move, "leave"),
}


@pytest.mark.parametrize("stage", STAGES)
def test_killed_on_the_way_no_program_works_there_and_it_is_begun_anew(begun: Settings, to: str, stage: str) -> None:
    was = everything(begun.database_url)
    killed(begun, to, STAGES[stage])
    with at(to):
        for command in (check_current, migrate):
            with pytest.raises(SchemaHalfMoved, match="not all here"):
                command()
    with at(begun.database_url):
        check_current()  # the office works on in the old one
    assert everything(begun.database_url) == was
    assert moved(begun, to).failures == []
    there = everything(to)
    there["Audit"].pop()
    assert there == was


def test_killed_before_the_mark_or_while_it_clears_it_is_begun_anew(begun: Settings, to: str) -> None:
    killed(begun, to, before(ends.half_moved, "mark"))
    killed(begun, to, STAGES["before verify"])

    class Clearing:
        """The handle, until ten tables are gone."""

        left = 10

        def __getattr__(self, name: str) -> Any:
            return getattr(real, name)

        def execute_sql(self, sql: str, *given: Any) -> Any:
            self.left -= sql.startswith("DROP TABLE")
            return real.execute_sql(sql, *given) if self.left else die()

    real = ends.database
    killed(begun, to, lambda: setattr(ends, "database", Clearing()))
    with at(to), pytest.raises(SchemaHalfMoved):
        check_current()
    assert moved(begun, to).failures == []


def test_killed_when_all_was_said_both_are_whole_and_the_new_one_is_moved_into_no_more(
    begun: Settings, to: str
) -> None:
    was = everything(begun.database_url)
    killed(begun, to, after(move.half_moved, "unmark"))
    for url in (begun.database_url, to):
        with at(url):
            check_current()
    there = everything(to)
    there["Audit"].pop()
    assert there == everything(begun.database_url) == was
    with pytest.raises(NotMoved, match="holds tables already"):
        moved(begun, to)


def test_half_of_an_office_is_restored_into_by_nobody(begun: Settings, to: str, tmp_path: Path) -> None:
    killed(begun, to, STAGES["before verify"])
    there = settings_of(to, tmp_path)
    with at(to):
        back_up(tmp_path / "b.zip", there, NOW)  # what the command refuses to do
        with pytest.raises(SchemaHalfMoved, match="not all here"):
            restore(tmp_path / "b.zip", there, SOON, replace=True)
