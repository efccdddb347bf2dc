"""run_agent.py update: this machine takes the version that the office has, by hand or by its service."""

import os
import sys
from datetime import datetime
from pathlib import Path

import click

from models.actions.upkeep.updating.agent_going import SAME, AgentUpdate, AgentUpdateFailed
from models.actions.upkeep.updating.places import Installed, installed_here
from models.actions.upkeep.updating.settle import UpdateAtWork
from models.rules.upkeep.agent_updates import Tried, may_try
from models.tables.core.keys.machine_key import machine_key_here
from models.tables.core.secrets import SecretLost
from models.tables.core.settings import SettingBroken, load_settings
from models.tables.upkeep import tried_update
from models.tables.upkeep.known_office import KnownOffice, known_office
from sync_agent.clock import utc_now
from sync_agent.own_pc.asking_archive import ArchiveRefused, ask_archive

_FAILED = (AgentUpdateFailed, UpdateAtWork, ArchiveRefused, SettingBroken, SecretLost, OSError)


@click.command()
@click.option("--by-itself", is_flag=True, help="As the service does before it starts: never in the way of it.")
@click.option("--fetch", "has", hidden=True, help="Print the archive of the office's version, unless it is this one.")
def update(by_itself: bool, has: str | None) -> None:
    """Update this machine to the version that the office has; run with sudo.

    The archive comes through the office's https address. The installed version checks its signature and age, lays it
    beside itself, tries it on the office's database, and only then takes it into use.
    """
    try:
        if has is not None:
            sys.exit(_fetch(has))
        sys.exit(_by_itself(utc_now()) if by_itself else _by_hand())
    except _FAILED as err:
        sys.exit(str(err))


def _fetch(has: str) -> int:
    """Print the archive; this runs as the account of the data, and writes no file."""
    folder = load_settings().data_dir
    office, key = known_office(folder), machine_key_here(folder)
    if office is None or key is None:
        raise ArchiveRefused("This machine is not enrolled (run_agent.py enrol): it is updated where it stands.")
    if not office.address:
        raise ArchiveRefused(
            "This machine enrolled before the office's address was kept. Write into enrolled.toml in its data "
            'folder: address = "https://..."'
        )
    return SAME if ask_archive(office, key, has, sys.stdout.buffer, utc_now()) == has else 0


def _by_hand() -> int:
    done = _update(_here(), load_settings().data_dir)
    click.echo(f"Updated {done}." if done else "This machine has the office's version already.")
    click.echo("A service here begins anew by itself; start again what was started by hand." if done else "")
    return 0


def _by_itself(now: datetime) -> int:
    """Update where it is time to try, note how it went, and let the service start in any case."""
    folder, here = load_settings().data_dir, installed_here()
    if here is None or _office(folder) is None or not may_try(tried := tried_update.found(here.target), now):
        return 0
    try:
        done = _update(here, folder)
        tried_update.forget(here.target)
        if done:
            click.echo(f"Updated by itself {done}.")
    except _FAILED as err:
        click.echo(f"Not updated by itself: {err}", err=True)
        tried_update.note(here.target, Tried((tried.times if tried else 0) + 1, now, str(err)))
    return 0


def _update(here: Installed, folder: Path) -> str:
    return AgentUpdate(here, folder, click.echo).go()


def _office(folder: Path) -> KnownOffice | None:
    office = known_office(folder)
    return office if office and office.address else None


def _here() -> Installed:
    found = installed_here() if sys.platform != "win32" else None
    if found is None:
        raise AgentUpdateFailed(
            "update works where the program was installed from an archive, on Linux. Elsewhere: stop the agent, and "
            "install the office's archive here."
        )
    if not os.access(found.target, os.W_OK):
        raise AgentUpdateFailed(f"{found.target} cannot be written to: run this with sudo --preserve-env.")
    return found
