"""run_admin.py backup-plan, and backup --planned: backups that run by themselves."""

from pathlib import Path

import click

from admin_app.cli.opening import opened, utc_now
from admin_app.cli.services import ROOT, say
from models.actions.upkeep.planned.copies import copies_of, strangers
from models.actions.upkeep.planned.plan import PlanRefused, Wanted, end_plan, keeps_of, set_plan
from models.actions.upkeep.planned.standing import stands
from models.actions.upkeep.planned.turn import take_turn
from models.actions.upkeep.services.telling import machine_at, tell_installed, tell_removed, tell_standing
from models.rules.core.moments import iso
from models.rules.upkeep.backup_plan import Keeps, read_time, time_words
from models.rules.upkeep.units import Program
from models.tables import BackupCopy, BackupPlan
from models.tables.core.settings import Settings

_USUAL = Keeps()


def take_planned_turn() -> int:
    """Do what the plan asks for now and say it; return 1 where something did not go through."""
    with opened() as settings:
        done = take_turn(settings, utc_now)
    for line in done.said:
        click.echo(line, err=done.failed)
    return 1 if done.failed else 0


@click.group("backup-plan")
def backup_plan() -> None:
    """Say when backups are made by themselves, where to, and how many are kept."""


@backup_plan.command("set")
@click.option("--at", "at", required=True, help="The time of day in WIB, like 02:00.")
@click.option(
    "--to",
    "place",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder of its own on another disk or a mounted share.",
)
@click.option(
    "--second",
    type=click.Path(file_okay=False, path_type=Path),
    help="Another such folder, where each copy is carried and compared.",
)
@click.option("--daily", default=_USUAL.daily, show_default=True, help="Of so many days the newest copy is kept.")
@click.option("--weekly", default=_USUAL.weekly, show_default=True, help="Of so many weeks, too.")
@click.option("--monthly", default=_USUAL.monthly, show_default=True, help="Of so many months, too.")
def set_to(at: str, place: Path, second: Path | None, daily: int, weekly: int, monthly: int) -> None:
    """Have this machine make the backups from now on, the first one at its next turn.

    The folder gets a mark: where it is missing, the disk is taken for not mounted, and nothing is written. Run it as
    the account that runs the programs.
    """
    keeps, minute = Keeps(daily, weekly, monthly), read_time(at)
    with opened() as settings:
        plan = set_plan(
            Wanted(minute, place.absolute(), keeps, second and second.absolute()), settings.data_dir, utc_now()
        )
        near = _on_the_same_disk(plan, settings)
    click.echo(f"Backups are made on {plan.host} every day at {time_words(minute)} WIB, to {plan.place}.")
    click.echo(
        f"What was destroyed stands in copies until they go: after {keeps.longest.days} days where one is made daily."
    )
    if near:
        click.echo("Note: that folder is on the disk of the data. If it breaks, both are lost.", err=True)
    click.echo(
        "Now 'backup-plan service install' (with sudo) on this machine, so that a timer starts its turns; without "
        "systemd, have 'run_admin.py backup --planned' started every ten minutes."
    )


@backup_plan.command("show")
def show() -> int:
    """Say the plan, its copies, and what does not go through; exit 1 where something does not."""
    with opened():
        found = stands(utc_now())
        if found is None:
            click.echo("There is no plan of backups: run_admin.py backup-plan set.", err=True)
            return 1
        plan, copies = found.plan, copies_of(found.plan)
        unknown = strangers(plan)
        keeps = keeps_of(plan)
    click.echo(f"Every day at {time_words(plan.at_minute)} WIB on {plan.host}, to {plan.place}.")
    if plan.second:
        click.echo(f"Each is carried to {plan.second}, too.")
    click.echo(f"Kept: {keeps.daily} daily, {keeps.weekly} weekly, {keeps.monthly} monthly.")
    for copy in copies:
        click.echo(_line(copy))
    for name in unknown:
        click.echo(f"Note: {name} is not known to the plan, which leaves it alone.", err=True)
    wrong = [said for said in (found.operators, found.second_operators) if said]
    for said in wrong:
        click.echo(said, err=True)
    return 1 if wrong else 0


@backup_plan.command("off")
def off() -> int:
    """Make no backups by themselves any longer. The copies stay where they are."""
    with opened():
        ended = end_plan(utc_now())
    click.echo("The plan is ended; its copies stay." if ended else "There was no plan of backups.", err=not ended)
    return 0 if ended else 1


@backup_plan.group("service")
def service() -> None:
    """What starts the plan's turns (a systemd timer): begins with the machine, every ten minutes."""


@service.command("install")
@ROOT
def install(root: Path) -> int:
    """Install and start it, as the account that owns the data folder; run with sudo, and again after `set`."""
    with opened() as settings:
        found = stands(utc_now())
    if found is None:
        raise PlanRefused("There is no plan of backups yet: run 'run_admin.py backup-plan set' first.")
    words = ("run_admin.py", "backup", "--planned")
    machine, places = machine_at(root), tuple(filter(None, (found.plan.place, found.plan.second)))
    return say(tell_installed(machine, Program.BACKUP, settings, words, outside=places))


@service.command("remove")
@ROOT
def remove(root: Path) -> int:
    """Stop it and take it away; plan and copies stay."""
    return say(tell_removed(machine_at(root), Program.BACKUP))


@service.command("status")
@ROOT
def status(root: Path) -> int:
    """Say whether it runs; exit 1 where it does not, or does not begin with the machine."""
    return say(tell_standing(machine_at(root), Program.BACKUP))


def _line(copy: BackupCopy) -> str:
    state = f"NOT WHOLE ({copy.fault})" if copy.fault else f"whole, read {iso(copy.read_at)}"
    return f"{iso(copy.made_at)}  {copy.size / 1e6:.1f} MB  {Path(copy.path).name}  {state}"


def _on_the_same_disk(plan: BackupPlan, settings: Settings) -> bool:
    return Path(plan.place).stat().st_dev == settings.data_dir.stat().st_dev
