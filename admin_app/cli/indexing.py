"""run_admin.py index: what the search knows, made anew from the rest."""

import click

from admin_app.cli.opening import opened
from models.actions.search.indexing import index_everything
from models.tables.search.search_words import is_indexed


@click.command("index")
def make_index() -> None:
    """Make the search's index anew. Both programs may run meanwhile; what is not indexed yet is not found."""
    with opened():
        entries = index_everything()
        click.echo(f"The search knows {entries} texts.")
        if not is_indexed():
            click.echo("Note: PostgreSQL has no pg_trgm, so searching is slow. Ask for that extension.", err=True)
