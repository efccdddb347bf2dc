"""run_admin.py incident: the register of breaches of personal data, with the clock of 3 x 24 hours."""

from collections.abc import Callable
from datetime import datetime

import click

from admin_app.cli.keeping.breaching import Moment
from admin_app.cli.opening import opened, utc_now
from models.actions.core.actor import OPERATOR
from models.actions.privacy.breach import incidents as register
from models.actions.privacy.breach.incidents import Incident, record_incident, record_none, record_notice
from models.actions.privacy.breach.trail_rows import wib_words
from models.rules.core.errors import RuleBroken
from models.rules.privacy.breach import Kind, Notice

_KINDS = {"account": Kind.ACCOUNT, "file": Kind.FILE, "disk": Kind.DISK, "backup": Kind.BACKUP}
_TO = {"people": Notice.PEOPLE, "institution": Notice.INSTITUTION}


@click.group()
def incident() -> None:
    """Keep the register of breaches (UU 27/2022, Pasal 46): the notice is due 3 x 24 hours after one was known."""


@incident.command()
@click.argument("kind", type=click.Choice(list(_KINDS)))
@click.option("--known", required=True, type=Moment(), help="When the office knew of it, in WIB.")
def record(kind: str, known: datetime) -> None:
    """Enter a breach; status, Beranda and letters then tell until when the notice is due."""
    with opened():
        click.echo(_line(_done(lambda: record_incident(_KINDS[kind], known, OPERATOR, utc_now()))))


@incident.command()
@click.argument("number", type=int)
@click.option("--to", "whom", required=True, type=click.Choice(list(_TO)))
@click.option("--at", "sent", required=True, type=Moment(), help="When the notice went out, in WIB.")
def told(number: int, whom: str, sent: datetime) -> None:
    """Record that the written notice went to the people, or to the institution."""
    with opened():
        click.echo(_line(_done(lambda: record_notice(number, _TO[whom], sent, OPERATOR, utc_now()))))


@incident.command()
@click.argument("number", type=int)
@click.confirmation_option(prompt="Is it certain that nobody's data were exposed?")
def none(number: int) -> None:
    """Record that it was no breach after all."""
    with opened():
        click.echo(_line(_done(lambda: record_none(number, OPERATOR, utc_now()))))


@incident.command("list")
def list_all() -> None:
    """Show the register."""
    with opened():
        found = register.incidents()
    for one in found:
        click.echo(_line(one))
    if not found:
        click.echo("The register is empty.")


def _done(act: Callable[[], Incident]) -> Incident:
    try:
        return act()
    except RuleBroken as refused:
        raise click.ClickException(str(refused)) from refused


def _line(one: Incident) -> str:
    head = f"{one.number}: {one.kind}, known {wib_words(one.known_at)}"
    if one.none:
        return f"{head}: no breach after all"
    sent = [f"told {whom} {wib_words(at)}" for whom, at in one.told.items()]
    due = [f"due {wib_words(one.due_at)} to {' and '.join(one.lacking)}"] if one.open else []
    return "; ".join([head, *sent, *due])
