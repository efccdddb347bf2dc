"""Create and upgrade the tables; refuse a database of a newer program, and one too old to go on from."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from playhouse.migrations import Runner

from models.tables.clocks import look_triggers
from models.tables.core.database import database, is_sqlite
from models.tables.core.fence import HISTORY
from models.tables.core.telling.moved_rows import tell_rewritten
from models.tables.search import search_triggers, search_words
from models.tables.upkeep import half_moved, moved_away

MIGRATIONS = Path(__file__).parents[1] / "migrations"
FIRST = "0027_release_1_0"
# What the versions before 1.0 had in its place: a database that had all of them is as the first one makes it.
BEFORE_FIRST = frozenset(
    """0001_initial 0002_fitting_indexes 0003_lists_in_order 0004_channels 0005_papers 0006_case_rules 0007_pauses
    0008_report_photos 0009_notices 0010_links 0011_confidentiality 0012_keeping 0013_messages_to_officers
    0014_case_notes 0015_fast_counts 0016_own_desk 0017_field_check 0018_answer_files 0019_theme 0020_finding
    0021_own_signals 0022_list_orders 0023_setting_up 0024_approved_texts 0025_again_and_held 0026_closed_in_order
    0027_urgent_in_order""".split()  # noqa: SIM905 - read as a paragraph, not as a page
)


class SchemaNewer(Exception):
    """This database was made by a newer version of the program: install that version, or restore an older backup."""


class SchemaOlder(Exception):
    """This database needs an upgrade first: run 'python3 run_admin.py migrate'."""


class SchemaTooOld(SchemaOlder):
    """Only the last version before release 1.0 can upgrade this. Nothing was changed."""


class SchemaHalfMoved(SchemaOlder):
    """An office was to be moved into this database and is not all here."""


class SchemaMovedAway(SchemaOlder):
    """The office was moved out of this database: what would be done here would be in no other."""


class _FencedRunner(Runner):
    """Makes each change while no other program is inside a transaction, or begins one (core/fence.py)."""

    def _run(self, name: str, module: Any, direction: str, fake: bool = False) -> None:
        told = SimpleNamespace(atomic=getattr(module, "atomic", True), down=getattr(module, "down", None))
        told.up = partial(_up, module)
        with _alone_with_history():
            super()._run(name, told, direction, fake)  # type: ignore[misc]


def _up(module: Any, migrator: Any, db: Any) -> None:
    """Tell which sealed rows a migration rewrites (its REWRITES), and let it do so, in its transaction."""
    tell_rewritten(getattr(module, "REWRITES", {}))
    module.up(migrator, db)


@contextmanager
def _alone_with_history() -> Iterator[None]:
    if is_sqlite():  # there is one writer at a time, and it asks when it is the one
        yield
        return
    with database.atomic():
        database.execute_sql(f'LOCK TABLE "{HISTORY}" IN ACCESS EXCLUSIVE MODE')
        yield


def _runner() -> Runner:
    return _FencedRunner(database.obj, str(MIGRATIONS))


def migrate() -> list[str]:
    """Bring the schema up to date and return the migrations applied. Raises SchemaNewer, SchemaOlder."""
    refuse_moved()
    known(applied())
    with database.obj.lifted():
        _begin_with_first()
        names = list(_runner().up())
    hold_schema()
    with database.atomic():
        if search_triggers.install():  # what was written without them, nobody noted
            search_words.make_index()
            search_triggers.note_everything()
        if look_triggers.install():  # the same of what the clocks hang on
            look_triggers.look_at_all()
    return names


def pending() -> list[str]:
    """Return the migrations the open database has not had, in order. Raises SchemaNewer, SchemaOlder as migrate."""
    refuse_moved()
    had = known(applied())
    return [row.name for row in _runner().migrations() if row.name not in had]


def applied() -> list[str]:
    """Return the migrations this database has had, the first one in the place of all that were before it."""
    return _as_today(_runner().applied())


def known(names: Iterable[str]) -> list[str]:
    """Return migrations by this program's names. Raises SchemaNewer, SchemaTooOld where it cannot go on from them."""
    refuse_too_old(names)
    had = _as_today(names)
    unknown = sorted(set(had) - {row.name for row in _runner().migrations()})
    if unknown:
        raise SchemaNewer(f"{SchemaNewer.__doc__} (unknown here: {', '.join(unknown)})")
    return had


def refuse_too_old(names: Iterable[str]) -> None:
    """Raise SchemaTooOld where these are some of the migrations that were before the first one, and not all."""
    had = sorted(BEFORE_FIRST.intersection(_as_today(names)))
    if had:
        raise SchemaTooOld(
            f"{SchemaTooOld.__doc__} Run its 'python3 run_admin.py migrate' first"
            f" (a backup: restore it there, and make it anew). This stands at {had[-1]}."
        )


def make_tables() -> None:
    """Make all tables in an empty database, without what notes for search and clocks which rows are new."""
    _runner().up()


def watch_rows() -> None:
    """Put up what notes for search and clocks, where rows came in together with their entries and moments."""
    with database.atomic():
        search_triggers.install()
        search_words.make_index()
        search_words.follow_entries()
        look_triggers.install()


def refuse_moved() -> None:
    """Raise SchemaHalfMoved where a move into this database did not end, SchemaMovedAway where one out of it did."""
    if half_moved.is_marked():
        raise SchemaHalfMoved(
            f"{SchemaHalfMoved.__doc__} Set ADUAN_DATABASE_URL to the old database again, which is as it was, and run"
            " 'run_admin.py move' from there once more. Nothing was changed."
        )
    if left := moved_to():
        raise SchemaMovedAway(left)


def moved_to() -> str:
    """Return the sentence that tells where the office moved to from this database; empty where it did not."""
    to = moved_away.now_in()
    return to and (
        f"The office was moved from here to {to}: set ADUAN_DATABASE_URL to that. To work here again all the same,"
        " without anything that came in there since, run 'run_admin.py move --take-back'."
    )


def hold_schema() -> None:
    """Let nothing be written through this handle any more once the newest migration is not this program's."""
    database.obj.held = max(row.name for row in _runner().migrations())


def check_current() -> None:
    """Raise SchemaOlder or SchemaNewer where the schema is not exactly this program's, or the office not all here.

    Where it is, it is held from now on.
    """
    refuse_moved()
    had = known(applied())
    refuse_moved()  # a move that ends meanwhile holds the list of migrations until its mark stands
    if {row.name for row in _runner().migrations()} - set(had):
        raise SchemaOlder(SchemaOlder.__doc__)
    hold_schema()


def _as_today(names: Iterable[str]) -> list[str]:
    had = set(names)
    return sorted((had - BEFORE_FIRST) | {FIRST} if had >= BEFORE_FIRST else had)


def _begin_with_first() -> None:
    """Let a history that had all that were before the first one begin with that."""
    runner = _runner()
    with database.atomic():
        if runner.applied().keys() >= BEFORE_FIRST:
            runner.fake(FIRST)
            runner.History.delete().where(runner.History.name.in_(BEFORE_FIRST)).execute()
