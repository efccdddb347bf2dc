"""run_admin.py agent-role: logins of PostgreSQL for agents on other machines, with only the rights an agent needs."""

from pathlib import Path
from urllib.parse import urlsplit

import click

from admin_app.cli.opening import opened, utc_now
from models.actions.channels.agent_machines import in_use, revoke, was_revoked
from models.actions.core.actor import OPERATOR
from models.actions.upkeep.agent_roles import give_login, give_machine, renew_rights, take_login
from models.actions.upkeep.enrolments import Place, make_code
from models.rules.upkeep.enrol_code import seen_of
from models.tables.core.database import is_sqlite
from models.tables.core.secrets import load_key
from models.tables.upkeep.agent_role import agents
from models.tables.upkeep.front_certificate import certificate_of


@click.group("agent-role")
def agent_role() -> None:
    """Give an agent on another machine a login of PostgreSQL that may do what an agent does, and nothing else."""


@agent_role.command()
@click.argument("name")
@click.option("--key", "public", default="", help="What run_agent.py key printed there: channels are sealed to it.")
def new(name: str, public: str) -> None:
    """Make the login of the agent NAME, or give it a new password, and print its address of the database, once.

    That address is ADUAN_DATABASE_URL on the agent's machine. Its connections by the old password go on.
    """
    with opened() as settings:
        _demand_server()
        if public:
            key = load_key(settings.secret_key_file)
            address = give_machine(settings.database_url, name, public.strip(), key, utc_now())
        elif was_revoked(name):
            raise click.UsageError(
                f"{name} was taken away, and its key with it: run 'run_agent.py key' on the new machine, give --key."
            )
        else:
            address = give_login(settings.database_url, name, utc_now())
    click.echo(address)
    click.echo("Kept nowhere: put it in ADUAN_DATABASE_URL on the agent's machine, readable by it alone.", err=True)


@agent_role.command()
@click.argument("name")
@click.option("--address", required=True, help="The office's https address, as that machine knows it.")
@click.option("--database", "place", required=True, metavar="HOST:PORT", help="Where it finds PostgreSQL.")
@click.option(
    "--root",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="The file of the certificate of PostgreSQL, or of the authority that signed it (PEM).",
)
def code(name: str, address: str, place: str, root: Path) -> None:
    """Make a code by which the machine NAME enrols within an hour, once: run_agent.py enrol ADDRESS CODE."""
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        raise click.UsageError("--address is the office's https address.")
    with opened() as settings:
        _demand_server()
        shown = certificate_of(parts.hostname, parts.port or 443)
        if shown is None:
            raise click.UsageError(f"Nobody speaks TLS at {address}, as seen from here.")
        key, at = load_key(settings.secret_key_file), Place(place, root.read_text("utf-8"))
        made = make_code(name, at, seen_of(shown), key, OPERATOR, utc_now())
    click.echo(f"run_agent.py enrol {address} {made.code}")
    click.echo(
        "Good for an hour, and once. Channels stand still there until they are moved (channel move).", err=True
    )


@agent_role.command()
@click.argument("name")
def off(name: str) -> int:
    """Take login and rights from the agent NAME, and end its connections: for a machine that was lost."""
    with opened():
        _demand_server()
        known, moment = in_use(name) is not None, utc_now()
        its = revoke(name, OPERATOR, moment)
        gone = take_login(name, moment)
    if not gone and not known:
        click.echo(f"There is no agent {name} with a login here.", err=True)
        return 1
    if gone:
        click.echo(f"The agent {name} can enter no more, and its connections are ended.")
    for row in its:
        click.echo(f"Channel {row.id} ({row.label}) stands still until it is moved (channel move {row.id}).")
    click.echo(
        "What its machine knew is known: renew the channels' secrets at their platforms, then enter them anew."
    )
    return 0


@agent_role.command()
def renew() -> None:
    """Give the agents' role exactly its rights again; a migration and a restore do it by themselves."""
    with opened():
        _demand_server()
        renew_rights()
    click.echo("The agents' role has exactly its rights.")


@agent_role.command("list")
def every() -> None:
    """Name the agents that have a login."""
    with opened():
        _demand_server()
        names = agents()
    for name in names:
        click.echo(name)


def _demand_server() -> None:
    if is_sqlite():
        raise click.UsageError("With SQLite both programs are on one machine: there are no roles.")
