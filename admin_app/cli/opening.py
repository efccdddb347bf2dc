"""Opens the office for one command: reads settings, connects the database, checks the schema, and closes again."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from getpass import getpass

import click

from models.actions.core.trail.trail_signing import sign_with
from models.actions.upkeep.trail_checkpoints import note_end, signing_key
from models.actions.upkeep.updating.settle import demand_no_update_beside
from models.tables import database
from models.tables.core.database import close_database, open_database
from models.tables.core.settings import SettingBroken, Settings, load_settings
from models.tables.upkeep.schema import check_current


def utc_now() -> datetime:
    """Return the present moment as naive UTC; commands ask for it only here."""
    return datetime.now(UTC).replace(tzinfo=None)


def point_at_database(settings: Settings) -> None:
    """Point the handle at the office's database without connecting, and sign its trail. Raises SettingBroken."""
    try:
        open_database(settings.database_url)
    except ValueError as err:
        raise SettingBroken(f"ADUAN_DATABASE_URL cannot be used: {err}") from err
    sign_with(partial(signing_key, settings.data_dir))


@contextmanager
def opened(schema_current: bool = True) -> Iterator[Settings]:
    """Yield the settings while the database is connected. Raises what cli/sentences.py can explain."""
    settings = load_settings()
    point_at_database(settings)
    try:
        with database.connection_context():
            demand_no_update_beside()
            if schema_current:
                check_current()
            yield settings
            note_end(settings.data_dir, utc_now())
    finally:
        close_database()


def read_standard_input(what: str) -> str:
    """Return standard input as text. Raises UsageError where it is not UTF-8."""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as err:
        raise click.UsageError(f"The {what} on standard input is not valid UTF-8 text.") from err


def typed_or_piped(what: str) -> str:
    """Return a secret from standard input; what is typed at a terminal is not shown, and is one line."""
    return getpass(f"The {what} (not shown): ") if sys.stdin.isatty() else read_standard_input(what)


def read_secret(what: str) -> str:
    """Return the first line of standard input, without its line end. Raises UsageError when it is empty."""
    lines = typed_or_piped(what).splitlines()
    if not lines or not lines[0]:
        raise click.UsageError(f"Standard input is empty: give the {what} there, on one line.")
    return lines[0]
