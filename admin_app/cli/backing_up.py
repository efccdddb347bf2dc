"""run_admin.py backup · restore: the office as one zip, and back."""

from pathlib import Path

import click

from admin_app.cli.opening import opened, point_at_database, utc_now
from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.restore import restore as put_back
from models.actions.upkeep.last_backup import note_backup
from models.tables.core.settings import load_settings


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--with-key", is_flag=True, help="Put secret.key inside; then FILE alone opens every channel.")
def backup(file: Path, with_key: bool) -> None:
    """Write database, files and attempts.log as they are at one moment to FILE, while both programs run."""
    with opened() as settings:
        made = back_up(file.absolute(), settings, utc_now(), with_key)
        note_backup(made, utc_now())
    for sha256 in made.missing:
        click.echo(f"Warning: the database names the file {sha256}, which is not there.", err=True)
    click.echo(f"Backed up to {file}: {made.size / 1e6:.1f} MB, {made.files} files, read back and whole.")
    if not with_key:
        click.echo("Keep secret.key apart from it; without that key the channels' secrets must be entered anew.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Replace an office's work; it is backed up beside the data first.")
def restore(file: Path, replace: bool) -> None:
    """Put the backup FILE back. Stop the agent first; what attempts.log knows better will not be sent again."""
    settings = load_settings()
    point_at_database(settings)
    done = put_back(file, settings, utc_now(), replace)
    for name in done.migrated:
        click.echo(f"applied {name}")
    for note in done.notes:
        click.echo(f"Note: {note}", err=True)
    click.echo(f"Restored the office of {done.made_at} with {done.files} files. Everybody must sign in again.")
    click.echo("The agent reads back what it may have sent since, before it sends anything.")
