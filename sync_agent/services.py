"""run_agent.py service, and watch service: the agent and the watcher as services of this machine."""

import sys
from pathlib import Path
from typing import NoReturn

import click

from models.actions.upkeep.services.dry_run import tell_dry
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


class _Services(click.Group):
    """The commands for one program's service; `words` start the program. What is refused ends with its sentence."""

    def __init__(self, program: Program, words: tuple[str, ...], named: str) -> None:
        told = f"{named} as a service (systemd): begins with the machine and comes back when it ends."
        super().__init__("service", help=told, commands=[install, remove, status])
        self.program, self.words = program, words

    def invoke(self, context: click.Context) -> object:
        """Run the command."""
        context.obj = self
        try:
            return super().invoke(context)
        except (ServiceRefused, SettingBroken) as refused:
            sys.exit(str(refused))


@click.command("install")
@_ROOT
@click.option("--dry-run", is_flag=True, help="Say what would be registered, on Windows for NSSM; do nothing.")
@click.pass_obj
def install(of: _Services, root: Path, *, dry_run: bool) -> None:
    """Install and start it, as the account that owns the data folder; run with sudo."""
    if dry_run:
        _say(tell_dry(root, of.program, load_settings(), of.words))
    _say(tell_installed(machine_at(root), of.program, load_settings(), of.words))


@click.command("remove")
@_ROOT
@click.pass_obj
def remove(of: _Services, root: Path) -> None:
    """Stop it and take it away; the data stay."""
    _say(tell_removed(machine_at(root), of.program))


@click.command("status")
@_ROOT
@click.pass_obj
def status(of: _Services, root: Path) -> None:
    """Say whether it runs; exit 1 where it does not, or does not begin with the machine."""
    _say(tell_standing(machine_at(root), of.program))


def _say(told: Told) -> NoReturn:
    words, code = told
    click.echo(words, err=code != 0)
    sys.exit(code)


service = _Services(Program.AGENT, ("run_agent.py",), "The agent")
watcher_service = _Services(Program.WATCHER, ("run_agent.py", "watch"), "The watcher")
