"""run_admin.py migrate: the schema up to this program's, what an office starts with, what it once destroyed."""

import click

from admin_app.cli.opening import opened, utc_now
from models.actions.office.load_starting_data import load_starting_data
from models.actions.retention.destruction.destroyed import empty_again
from models.tables.core.settings import load_settings
from models.tables.upkeep.schema import migrate as upgrade


@click.command()
def migrate() -> None:
    """Bring the database to this version of the program and load what an office starts with."""
    # Made readable by its owner only: identities and the key will lie here.
    load_settings().data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with opened(schema_current=False):
        applied = upgrade()
        for name in applied:
            click.echo(f"applied {name}")
        load_starting_data(utc_now())
        emptied = empty_again(utc_now())
        if emptied:
            click.echo(f"emptied {emptied} rows of destroyed cases that an earlier version had left")
    click.echo("The database is up to date." if applied else "The database was up to date already.")
