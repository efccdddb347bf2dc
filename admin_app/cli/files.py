"""run_admin.py files: where they are, and moving them from a folder into the database or back."""

import click

from admin_app.cli.opening import opened, utc_now
from models.actions.upkeep.diagnose.files import look_at_files
from models.actions.upkeep.diagnose.findings import Level
from models.actions.upkeep.lost_files import lacking_files
from models.actions.upkeep.move_files import DAMAGED, move_files
from models.actions.upkeep.unneeded_files import accept_folder, forget_machine, remove_unneeded, unneeded_files
from models.tables.core.database import is_sqlite
from models.tables.core.files.store import DATABASE, FOLDER


@click.group()
def files() -> None:
    """See where attachments and papers are kept, or move them."""


@files.command()
def where() -> int:
    """Say in which store files are kept; exit 1 where settings or machines do not fit."""
    with opened() as settings:
        findings = list(look_at_files(settings, utc_now()))
    for finding in findings:
        click.echo(finding.sentence)
    return int(any(finding.level is not Level.OK for finding in findings))


@files.command()
@click.option("--to", "to", type=click.Choice([FOLDER, DATABASE]), required=True, help="The store to move them into.")
def move(to: str) -> int:
    """Move this machine's files. Stop both programs on every machine first; killed, it goes on where it was.

    Every file is copied and compared before the first one is removed. Exits with 1 where one was not whole.
    """
    with opened() as settings:
        if is_sqlite():
            raise click.UsageError("With SQLite files are kept in the folder: there is nothing to move.")
        moved = move_files(settings, to, utc_now(), click.echo)
    click.echo(f"Moved {moved.copied} files ({moved.size / 1e6:.1f} MB); {moved.there} were there already.")
    for sha256 in moved.damaged:
        click.echo(
            f"Lacking: {sha256} was not whole; what is left of it is in {settings.data_dir / DAMAGED}.", err=True
        )
    click.echo(f"Now set ADUAN_FILE_STORE={to} for both programs on every machine; with another they do not start.")
    return int(bool(moved.damaged))


@files.command()
@click.option("--remove", is_flag=True, help="Remove them; without it they are only named.")
def unneeded(remove: bool) -> int:
    """Name the files that no row names and that are older than a day; exit 1 while there are any."""
    with opened() as settings:
        gone, left = (
            remove_unneeded(settings.files, utc_now())
            if remove
            else ([], list(unneeded_files(settings.files, utc_now())))
        )
    for sha256 in left:
        click.echo(f"Unneeded: {sha256} in {settings.files.place}.")
    click.echo(f"Removed {len(gone)} files that no row names; {len(left)} are there.")
    return int(bool(left))


@files.command()
def accept() -> int:
    """Take the folder here for the office's own, where its files were copied to; exit 1 where some are not whole."""
    with opened() as settings:
        if settings.file_store != FOLDER:
            raise click.UsageError("Files are kept in the database: there is no folder to accept.")
        lacking = lacking_files(settings.files)
        accept_folder(settings, utc_now())
    click.echo(f"{settings.files.place} holds the office's files from now on.")
    for sha256 in lacking:
        click.echo(f"Lacking: {sha256} is not whole there.", err=True)
    return int(bool(lacking))


@files.command()
@click.argument("host")
def forget(host: str) -> int:
    """Forget a machine that is no more, once its disk is destroyed: orders to remove files wait for it no longer."""
    with opened():
        paths = forget_machine(host, utc_now())
    if not paths:
        raise click.UsageError(f"No folder of files is noted on {host}: see 'run_admin.py files where'.")
    click.echo(f"Forgotten: {', '.join(paths)} on {host}. A program that starts there notes its folder again.")
    return 0
