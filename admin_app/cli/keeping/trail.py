"""run_admin.py trail: who signs the audit trail, and the checkpoints that prove it."""

import click

from admin_app.cli.opening import opened, utc_now
from models.actions.core.actor import OPERATOR
from models.actions.upkeep.trail_checkpoints import evidence_here, newest_checkpoint, note_restored
from models.actions.upkeep.trail_writers import UnknownWriter, accept_writer, writers_seen
from models.rules.upkeep.trail_proof import fingerprint

_STANDING = {True: "accepted", False: "NOT accepted", None: "not known: no checkpoint here"}


@click.group("trail", invoke_without_command=True)
@click.pass_context
def trail(context: click.Context) -> None:
    """Show who signs the audit trail, and this machine's newest checkpoint, to be kept elsewhere."""
    if context.invoked_subcommand is not None:
        return
    with opened() as settings:
        known = evidence_here(settings.data_dir).known
        click.echo(f"this machine's key: {fingerprint(known.public) or 'none yet'}")
        for one in writers_seen(known):
            by = f"with {one.fingerprint}, {_STANDING[one.accepted]}" if one.fingerprint else "by nobody"
            click.echo(f"{one.chain}: {one.rows} rows, signed {by}")
        newest = newest_checkpoint(settings.data_dir)
    click.echo(newest.line() if newest else "no checkpoint yet")


@trail.command()
@click.argument("chain")
@click.argument("fingerprint_there", metavar="FINGERPRINT")
def accept(chain: str, fingerprint_there: str) -> None:
    """Accept the key of a chain that another machine of this office writes. See FINGERPRINT there with 'trail'."""
    with opened():
        try:
            accept_writer(chain, fingerprint_there, OPERATOR, utc_now())
        except UnknownWriter as refused:
            raise click.ClickException(f"{chain} is not signed with the key {fingerprint_there}.") from refused
    click.echo(f"Accepted. Rows of {chain} count as the office's own.")


@trail.command()
@click.confirmation_option(
    prompt="Was this database lawfully put back to an earlier state, by other means than restore?"
)
def restored() -> None:
    """Say that the database was put back by other means than 'restore': what it held after that proves nothing."""
    with opened() as settings:
        note_restored(settings.data_dir, utc_now())
    click.echo("Noted. The trail is compared with what is noted from now on.")
