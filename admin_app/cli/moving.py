"""run_admin.py move: the office's rows from SQLite into PostgreSQL, or back."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from admin_app.cli.opening import point_at_database, read_secret, utc_now
from models.actions.upkeep.move_database.ends import told
from models.actions.upkeep.move_database.move import Moved, move_database
from models.actions.upkeep.move_database.take_back import note_gone
from models.actions.upkeep.move_database.take_back import take_back as resume
from models.actions.upkeep.updating.settle import demand_no_update_beside
from models.tables.core.database import close_database, connected
from models.tables.core.settings import Settings, load_settings
from models.tables.upkeep.schema import check_current

MOVED_WITH_FAULTS = 3  # not 1: whoever takes it for "not moved" goes on in the old database


@click.command()
@click.option("--to", "to", help="The new, empty database; - reads its address from standard input.")
@click.option("--take-back", is_flag=True, help="Let programs work again in this database, which was moved out of.")
@click.option("--old-gone", is_flag=True, help="Note that the old database is deleted, with what its server kept.")
def move(to: str | None, take_back: bool, old_gone: bool) -> int:
    """Move the office from SQLite into PostgreSQL or back. Stop both programs on every machine first.

    Every row is compared on both sides, and verify run there, before it is done; the old database keeps all it has
    and is used by no program any more. Killed, the new one is used by none, and the same command begins anew. Exits
    with 1 where nothing was moved, with 3 where all was, and verify fails there as it does on the old one.
    """
    if bool(to) + take_back + old_gone != 1:
        raise click.UsageError("Give the new database (--to), or --take-back, or --old-gone.")
    if to is None:
        return _taken_back() if take_back else _gone()
    # It holds a password: what is typed at a terminal is not shown.
    address = read_secret("address of the new database").strip() if to == "-" else to
    with _at_office() as settings:
        check_current()
        moved = move_database(settings, address, utc_now(), click.echo)
    old = told(settings.database_url)
    if moved.altered:
        some = ", ".join(moved.altered[:20]) + (", …" if len(moved.altered) > 20 else "")
        click.echo(f"Note: {some}: a NUL, which PostgreSQL cannot hold, became U+FFFD.", err=True)
    if not moved.indexed:
        click.echo("Note: PostgreSQL has no pg_trgm, so searching is slow. Ask for that extension.", err=True)
    for line in moved.failures:
        click.echo(line)
    _say(moved, old, told(address))
    return MOVED_WITH_FAULTS if moved.failures else 0


@contextmanager
def _at_office() -> Iterator[Settings]:
    settings = load_settings()
    point_at_database(settings)
    try:
        with connected():
            demand_no_update_beside()
            yield settings
    finally:
        close_database()


def _taken_back() -> int:
    with _at_office():
        back = resume(utc_now())
    click.echo("Programs may work here again." if back else "The office was not moved out of this database.")
    return 0 if back else 1


def _gone() -> int:
    with _at_office():
        check_current()
        noted = note_gone(utc_now())
    click.echo("Noted: it is deleted." if noted else "This office left no database that is not noted as deleted.")
    return 0 if noted else 1


def _say(moved: Moved, old: str, new: str) -> None:
    click.echo(f"Moved {moved.rows} rows from {old} to {new}: counts and hashes are equal ({moved.sha256}).")
    if moved.failures:
        click.echo(f"verify: {len(moved.failures)} of what must hold does not, in both databases.", err=True)
    else:
        click.echo("verify holds there.")
    click.echo(f"The old database keeps all it had, in {old}, and no program works there any more: keep it until a")
    click.echo("backup of the new one is made, then delete it, and say so: run_admin.py move --old-gone.")
    if not moved.old_marked:
        click.echo("Note: it could not be marked as left. See that no program has its address.", err=True)
    click.echo("Now set ADUAN_DATABASE_URL to the new one for both programs on every machine (a service: install it")
    click.echo("again), start them, and make a backup: those made so far go back into the old kind of database only.")
