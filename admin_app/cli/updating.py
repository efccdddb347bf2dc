"""run_admin.py update: to the version of an archive, and back by itself where that fails."""

import os
import sys
from contextlib import ExitStack
from pathlib import Path

import click

from admin_app.cli.opening import point_at_database, utc_now
from models.actions.upkeep.updating.going import Update, UpdateFailed
from models.actions.upkeep.updating.places import Installed, installed_here
from models.actions.upkeep.updating.settle import settle_update
from models.actions.upkeep.updating.unpacking import ArchiveBroken, unpacked
from models.tables.core.database import close_database
from models.tables.core.settings import load_settings


@click.command()
@click.argument("archive", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--settle", is_flag=True, hidden=True, help="End an update that broke off.")
@click.option("--held", is_flag=True, hidden=True, help="Whoever asks has the update's lock.")
def update(archive: Path | None, settle: bool, held: bool) -> None:
    """Update this machine to the version of ARCHIVE, as it was published or unpacked; run with sudo.

    The installed version checks signature and age of the archive, has every program end, backs up in full, lets the
    new version migrate the database and tries it, and only then takes it into use. Where anything fails, or the
    machine dies, the office goes on in the old version with its data as they were. Services are begun anew by
    themselves; what was started by hand is named.
    """
    if settle:
        settle_broken_update(held)
        return
    if archive is None:
        raise click.UsageError("Name the ARCHIVE of the new version.")
    with ExitStack() as stack:
        folder = archive if archive.is_dir() else _unpacked(archive, stack)
        packed = None if archive.is_dir() else archive
        done = Update(_installed(), load_settings().data_dir, folder, click.echo, packed).go(utc_now())
    click.echo(f"Updated {done.told}. The office as it was before is kept in {done.backup}.")
    if packed is None:
        click.echo("No archive is kept for agents on other machines: an unpacked folder was named.")
    click.echo("Services are begun anew by themselves. From now on there is no automatic way back.")
    for note in done.notes:
        click.echo(note)


def settle_broken_update(held: bool = False) -> None:
    """End an update that broke off, before a program begins. Raises UpdateAtWork."""
    settings = load_settings()
    point_at_database(settings)
    try:
        done = settle_update(settings, utc_now(), held)
    finally:
        close_database()
    if done:
        click.echo(done, err=True)


def _installed() -> Installed:
    found = installed_here() if sys.platform != "win32" else None
    if found is None:
        raise UpdateFailed(
            "update works where the program was installed from an archive, on Linux. Elsewhere: stop all programs,"
            " back up, install, migrate."
        )
    if not os.access(found.target, os.W_OK):
        raise UpdateFailed(f"{found.target} cannot be written to: run this with sudo --preserve-env.")
    return found


def _unpacked(archive: Path, stack: ExitStack) -> Path:
    """Return the folder of an archive, unpacked until the stack ends; what is in it is checked by the installer."""
    try:
        return unpacked(archive, stack)
    except ArchiveBroken as err:
        raise UpdateFailed(f"{err} Nothing was changed.") from err
