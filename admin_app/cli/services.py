"""run_admin.py service: the back office as a service of this machine."""

from pathlib import Path

import click

from admin_app.cli.workers import MOST
from models.actions.upkeep.services.dry_run import tell_dry
from models.actions.upkeep.services.telling import Told, machine_at, tell_installed, tell_removed, tell_standing
from models.rules.upkeep.units import Program
from models.tables.core.settings import load_settings

ROOT = click.option(
    "--root",
    default="/",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder that becomes the root of a machine; without it this machine.",
)
DRY = click.option("--dry-run", is_flag=True, help="Say what would be registered, on Windows for NSSM; do nothing.")


@click.group()
def service() -> None:
    """The back office as a service (systemd): begins with the machine and comes back when it ends."""


@service.command("install")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, MOST), help="As of serve.")
@ROOT
@DRY
def install(port: int, workers: int, root: Path, *, dry_run: bool) -> int:
    """Install and start it, on 127.0.0.1, as the account that owns the data folder; run with sudo."""
    several = ("--workers", str(workers)) if workers > 1 else ()
    words = ("run_admin.py", "serve", "--port", str(port), *several)
    if dry_run:
        return say(tell_dry(root, Program.BACK_OFFICE, load_settings(), words))
    return say(tell_installed(machine_at(root), Program.BACK_OFFICE, load_settings(), words))


@service.command("remove")
@ROOT
def remove(root: Path) -> int:
    """Stop it and take it away; the data stay."""
    return say(tell_removed(machine_at(root), Program.BACK_OFFICE))


@service.command("status")
@ROOT
def status(root: Path) -> int:
    """Say whether it runs; exit 1 where it does not, or does not begin with the machine."""
    return say(tell_standing(machine_at(root), Program.BACK_OFFICE))


def say(told: Told) -> int:
    """Print what is told and return its exit code."""
    words, code = told
    click.echo(words, err=code != 0)
    return code
