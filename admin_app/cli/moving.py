"""run_admin.py move: the office's rows from SQLite into PostgreSQL, or back."""

import click

from admin_app.cli.opening import point_at_database, read_secret, utc_now
from models.actions.upkeep.move_database.move import Moved, move_database
from models.tables.core.database import connected, told
from models.tables.core.settings import load_settings
from models.tables.upkeep.schema import check_current


@click.command()
@click.option("--to", "to", required=True, help="The new, empty database; - reads its address from standard input.")
def move(to: str) -> int:
    """Move the office from SQLite into PostgreSQL or back. Stop both programs on every machine first.

    Every row is compared on both sides, and verify run there, before it is done; the old database stays as it is.
    Killed, the new database is used by no program, and the same command begins anew. Exits with 1 where verify fails
    on the old database too.
    """
    address = read_secret("address of the new database") if to == "-" else to
    settings = load_settings()
    point_at_database(settings)
    with connected():
        check_current()
        moved = move_database(settings, address, utc_now(), click.echo)
    old = told(settings.database_url)
    for table, ids in moved.altered.items():
        some = ", ".join(map(str, ids[:20])) + (", …" if len(ids) > 20 else "")
        click.echo(f"Note: {table} {some}: a NUL, which PostgreSQL cannot hold, became U+FFFD.", err=True)
    if not moved.indexed:
        click.echo("Note: PostgreSQL has no pg_trgm, so searching is slow. Ask for that extension.", err=True)
    for line in moved.failures:
        click.echo(line)
    _say(moved, old, told(address))
    return int(bool(moved.failures))


def _say(moved: Moved, old: str, new: str) -> None:
    click.echo(f"Moved {moved.rows} rows from {old} to {new}: counts and hashes are equal ({moved.sha256}).")
    if moved.failures:
        click.echo(f"verify: {len(moved.failures)} of what must hold does not, in both databases.", err=True)
    else:
        click.echo("verify holds there.")
    click.echo(f"The old database is as it was, in {old}: keep it until a backup of the new one is made.")
    click.echo("Now set ADUAN_DATABASE_URL to the new one for both programs on every machine (a service: install it")
    click.echo("again), start them, and make a backup: those made so far go back into the old kind of database only.")
