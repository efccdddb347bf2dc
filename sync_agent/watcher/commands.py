"""run_agent.py watch: run the watcher, enter its outside watcher, try it, install it as a service."""

import getpass
import signal
import sys
import threading
from typing import IO

import click
from peewee import PeeweeException

from models.actions.upkeep.self_watch import SelfWatch
from models.actions.upkeep.updating.places import installed_here, replaced_since
from models.rules.upkeep.watched import AddressRefused, checked_address
from models.tables.core.database import open_database
from models.tables.core.kept_log import log_file
from models.tables.core.secrets import SecretLost
from models.tables.core.settings import SettingBroken, Settings, load_settings
from models.tables.core.trouble import RawError
from models.tables.upkeep.outside_watcher import AddressElsewhere, forget_address, keep_address
from sync_agent.clock import utc_now
from sync_agent.journal import start_log
from sync_agent.services import watcher_service
from sync_agent.watcher.alerting import Alerts
from sync_agent.watcher.lock import only_watcher
from sync_agent.watcher.looking import Looks
from sync_agent.watcher.noting import Notes
from sync_agent.watcher.telling import Telling, machine
from sync_agent.watcher.watcher import Watcher
from sync_agent.watcher.ways import acknowledge, alerts, mail, ready_ways, webhook

_EVERY_SECONDS = 60.0
_OTHER_LIVES, _BEGIN_ANEW = 3, 4
_ANOTHER = "Another watcher of this data folder runs: end that one first ('run_agent.py watch service status')."


@click.group(invoke_without_command=True)
@click.option(
    "--every", default=_EVERY_SECONDS, show_default=True, type=click.FloatRange(0, min_open=True), help="Seconds."
)
@click.pass_context
def watch(context: click.Context, every: float) -> None:
    """Watch the other programs and tell an outside watcher, until SIGTERM or Ctrl-C."""
    if context.invoked_subcommand is not None:
        return
    settings = _open()
    start_log(settings.log, log_file(settings, "watcher"))
    mine, stop = _only_one(settings), threading.Event()
    for number in (getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGBREAK") if hasattr(signal, name)):
        signal.signal(number, lambda *_: stop.set())
    looks, alerts = (
        Looks(settings, SelfWatch(settings), utc_now, stop),
        Alerts(settings.data_dir, lambda: ready_ways(settings), machine()),
    )
    watcher = Watcher(looks.look, Telling(settings, utc_now).tell, stop, alerts)
    replaced = watcher.run(every, replaced_since(installed_here()))
    if mine is not None:
        mine.close()
    if replaced:
        sys.exit(_BEGIN_ANEW)


@watch.command()
@click.option("--forget", is_flag=True, help="Tell nobody outside any longer.")
def outside(forget: bool) -> None:
    """Read the outside watcher's address from standard input and keep it sealed; it is a secret."""
    settings = _settings()
    if forget:
        click.echo("Forgotten." if forget_address(settings.data_dir) else "None was entered.")
        return
    try:
        open_database(settings.database_url)
        keep_address(settings.data_dir, settings.secret_key_file, checked_address(_typed()), machine())
    except (AddressRefused, SecretLost, OSError, ValueError) as refused:
        sys.exit(str(refused))
    except (PeeweeException, RawError) as err:  # only where there is no key yet: it is made where nothing is sealed
        sys.exit(f"The database cannot be asked whether there is a key ({type(err).__name__}). Nothing was kept.")
    click.echo("Kept. Try it with 'run_agent.py watch trial'; a watcher that runs takes it at its next look.")


@watch.command()
def trial() -> None:
    """Look once, tell the outside watcher, and say what it answered; exit 1 where something is wrong or unheard."""
    settings = _open()
    found = Looks(settings, SelfWatch(settings), utc_now, threading.Event()).look().wrong
    for one in found:
        click.echo(f"{one.key}: {one.operators}")
    if not found:
        click.echo("nothing is wrong")
    why_not = Telling(settings, utc_now).tell(found)
    click.echo(f"not heard outside: {why_not}" if why_not else "heard outside")
    letters = _letters(settings)
    sys.exit(1 if found or why_not or not letters else 0)


def _letters(settings: Settings) -> bool:
    """Send a letter by each way that was entered and say how it went; return whether all left."""
    try:
        tried = {way.name: way.attempt(machine(), utc_now()) for way in ready_ways(settings)}
    except (SecretLost, AddressElsewhere, OSError) as err:
        click.echo(f"no letter left: the kept addresses cannot be opened ({type(err).__name__}); enter them anew")
        return False
    notes = Notes(settings.data_dir)
    for name, why_not in tried.items():
        notes.trial(name, utc_now(), why_not)
        click.echo(f"a letter did not leave by {name}: {why_not}" if why_not else f"a letter left by {name}")
    return not any(tried.values())


for _command in (watcher_service, mail, webhook, alerts, acknowledge):
    watch.add_command(_command)


def _settings() -> Settings:
    try:
        return load_settings()
    except SettingBroken as err:
        sys.exit(str(err))


def _typed() -> str:
    """Return the address on standard input, which is secret: a terminal shows none of it."""
    return getpass.getpass("The address (not shown): ") if sys.stdin.isatty() else sys.stdin.readline()


def _open() -> Settings:
    settings = _settings()
    try:
        open_database(settings.database_url)
    except ValueError as err:
        sys.exit(str(err))
    return settings


def _only_one(settings: Settings) -> IO[bytes] | None:
    """Return the lock of this folder's one watcher; two would speak for one another. Ends where another one lives."""
    try:
        mine = only_watcher(settings.data_dir)
    except OSError:
        return None  # a disk that takes no file is told by looking
    if mine is None:
        click.echo(_ANOTHER, err=True)
        sys.exit(_OTHER_LIVES)
    return mine
