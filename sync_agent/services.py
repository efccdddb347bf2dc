"""run_agent.py service: the agent as a service of this machine."""

import sys
from pathlib import Path
from typing import NoReturn

import click

from models.actions.upkeep.services.systemd import ServiceRefused
from models.actions.upkeep.services.telling import Told, machine_at, tell_installed, tell_removed, tell_standing
from models.rules.upkeep.units import Program
from models.tables.core.settings import SettingBroken, load_settings

_ROOT = click.option(
    "--root",
    default="/",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder that becomes the root of a machine; without it this machine.",
)


class _Sentences(click.Group):
    """Ends with the sentence of whatever is refused."""

    def invoke(self, context: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(context)
        except (ServiceRefused, SettingBroken) as refused:
            sys.exit(str(refused))


@click.group(cls=_Sentences)
def service() -> None:
    """The agent as a service (systemd): begins with the machine and comes back when it ends."""


@service.command("install")
@_ROOT
def install(root: Path) -> None:
    """Install and start it, as the account that owns the data folder; run with sudo."""
    _say(tell_installed(machine_at(root), Program.AGENT, load_settings(), ("run_agent.py",)))


@service.command("remove")
@_ROOT
def remove(root: Path) -> None:
    """Stop it and take it away; the data stay."""
    _say(tell_removed(machine_at(root), Program.AGENT))


@service.command("status")
@_ROOT
def status(root: Path) -> None:
    """Say whether it runs; exit 1 where it does not, or does not begin with the machine."""
    _say(tell_standing(machine_at(root), Program.AGENT))


def _say(told: Told) -> NoReturn:
    words, code = told
    click.echo(words, err=code != 0)
    sys.exit(code)
