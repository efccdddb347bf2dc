"""The agent's commands: run until stopped, one pass, status, practice mode's platforms; the watcher's beside them."""

import json
import logging
import os
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path

import click
from peewee import DatabaseError, InterfaceError, OperationalError

from models.actions.channels.agent_machines import MachineUnknown, is_entered
from models.actions.core.trail.trail_signing import sign_with
from models.actions.upkeep.backup.making_way import RestoreRefused
from models.actions.upkeep.conditions import every_condition
from models.actions.upkeep.file_places import FilesElsewhere, begin_with_files
from models.actions.upkeep.office_watch import schema_sign
from models.actions.upkeep.self_watch import SelfWatch
from models.actions.upkeep.trail_checkpoints import signing_key
from models.actions.upkeep.updating.settle import UpdateAtWork, settle_update
from models.rules.upkeep.conditions.row import Held, Seen, Sign
from models.rules.upkeep.conditions.table import judge
from models.rules.upkeep.enrol_code import CodeMistyped, read_code
from models.tables.core.database import AGENT, connected, open_database
from models.tables.core.kept_log import log_file
from models.tables.core.keys.machine_key import MachineKey, Opener, machine_key, machine_key_here
from models.tables.core.large_blocks import give_large_blocks_back
from models.tables.core.secrets import SecretLost, load_key
from models.tables.core.settings import ENROLLED, SettingBroken, Settings, load_settings
from models.tables.core.trouble import RawError, trouble_of
from models.tables.upkeep.release import this_release
from models.tables.upkeep.schema import SchemaNewer, SchemaOlder, check_current
from models.tables.upkeep.update_journal import JournalBroken
from sync_agent.agent import Agent, name_agent
from sync_agent.clock import utc_now
from sync_agent.journal import start_log
from sync_agent.keeping_time import clock_jobs
from sync_agent.own_pc.enrolling import EnrolRefused
from sync_agent.own_pc.enrolling import enrol as enrol_here
from sync_agent.own_pc.updating import update
from sync_agent.services import service
from sync_agent.status import look, write_text
from sync_agent.watcher.commands import watch

log = logging.getLogger(__name__)

_UNREACHABLE = (OperationalError, InterfaceError)
_TROUBLE = (SettingBroken, SchemaOlder, SchemaNewer, SecretLost, FilesElsewhere, ValueError)


@click.group(
    invoke_without_command=True, help="Aduan's sync agent: messages in, answers out. Without a command: run."
)
@click.option(
    "--once", is_flag=True, help="One pass over every enabled channel, then end: 0 all worked, 1 some did not."
)
@click.version_option(this_release().told, message="%(version)s")
@click.pass_context
def main(context: click.Context, once: bool) -> None:
    """Run for ever, or one pass."""
    if context.invoked_subcommand is None:
        sys.exit(_run(once))


main.add_command(service)
main.add_command(watch)
main.add_command(update)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def status(as_json: bool) -> None:
    """Show the health of every channel; exit 1 where no agent lives, one does not work or an answer is late."""
    try:
        settings = _open()
        with connected():
            if wrong := schema_sign():
                sys.exit(_told(judge(Seen(frozenset({wrong})))[0]))
            moment = utc_now()
            held = every_condition(settings, SelfWatch(settings), moment).held
            found = look(moment, settings.poll_seconds, held, settings.late_seconds, settings.pace_seconds)
            found |= {"files": {"store": settings.file_store, "place": settings.files.place}}
    except (*_UNREACHABLE, DatabaseError, RawError) as err:
        sys.exit(_unreachable(err))
    program = this_release()
    told = {"program": asdict(program)} | found
    click.echo(json.dumps(told, indent=2, ensure_ascii=False) if as_json else f"{program.told}\n{write_text(found)}")
    sys.exit(0 if found["well"] else 1)


@main.command()
def key() -> None:
    """Make this machine's own key where it has none, and print its public half (agent-role new … --key)."""
    try:
        settings = load_settings()
        if not machine_key_here(settings.data_dir) and (settings.data_dir / "aduan.db").exists():
            sys.exit(f"{settings.data_dir} holds the office's own database: there secret.key is the right key.")
        made = machine_key(settings.data_dir)
    except (SettingBroken, SecretLost, OSError) as err:
        sys.exit(str(err))
    click.echo(made.public)


@main.command()
@click.argument("address")
@click.argument("code")
def enrol(address: str, code: str) -> None:
    """Enrol this machine at the office's https ADDRESS by a one-time CODE (run_admin.py agent-role code)."""
    try:
        settings = load_settings()
        _demand_new(settings.data_dir)
        done = enrol_here(address, read_code(code), settings.data_dir)
    except (SettingBroken, SecretLost, EnrolRefused, CodeMistyped, OSError) as err:
        sys.exit(str(err))
    click.echo(f"This machine is enrolled as {done.name}: see {done.settings}, readable by its account alone.")
    click.echo("Channels stand still here until they are moved to it: run_admin.py channel move, on the server.")
    try:
        settings = load_settings()
        open_database(settings.database_url, program=AGENT)
        with connected():
            _check(settings)
    except (*_UNREACHABLE, DatabaseError, RawError) as err:
        sys.exit(f"Enrolled, but PostgreSQL cannot be used from here yet: {_unreachable(err)}")


def _demand_new(folder: Path) -> None:
    if (folder / ENROLLED).exists():
        sys.exit(f"{folder} is enrolled already. To enrol anew, move machine.key and {ENROLLED} out of it.")
    if (folder / "aduan.db").exists():
        sys.exit(f"{folder} holds the office's own database: a gateway's PC has a data folder of its own.")


@main.command()
@click.option("--port", type=int, required=True, help="Where the simulated platforms listen.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same citizens.")
@click.option("--messages", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Citizens say these.")
def simulate(port: int, seed: int, messages: Path | None) -> None:
    """Run the simulated platforms, with a page that shows each citizen's phone."""
    from sync_agent.simulator.message_file import UnreadableFile
    from sync_agent.simulator.serve import simulate as serve

    try:
        serve(port, seed, messages)
    except UnreadableFile as err:
        sys.exit(str(err))
    except OSError as err:
        sys.exit(f"Port {port} cannot be used ({err.strerror}): choose another with --port.")


def _run(once: bool) -> int:
    give_large_blocks_back()
    settings = _open(AGENT)
    start_log(settings.log, log_file(settings, "agent"))
    try:
        if done := settle_update(settings, utc_now()):
            log.warning("%s", done)
        with connected():
            key = _check(settings)
        owner = name_agent()
        agent = Agent(settings, key, utc_now, clock_jobs(settings.files, settings.data_dir, owner), owner)
        agent.stop_on_signals()
        code = agent.once() if once else agent.run()
    except (SecretLost, UpdateAtWork, JournalBroken, RestoreRefused) as err:
        sys.exit(str(err))
    except (*_UNREACHABLE, DatabaseError, RawError) as err:
        sys.exit(_unreachable(err))
    if agent.hanging:
        sys.stderr.flush()
        os._exit(code)  # a thread still waits for a platform; what it asked for is read back next time
    return code


def _unreachable(err: Exception) -> str:
    """Return what the database's failure means and what to do. Raises it again where that is not known."""
    sign = trouble_of(err)
    told = judge(Seen(frozenset({sign}))) if sign and sign is not Sign.UNREACHABLE else ()
    if told:
        return _told(told[0])
    if not isinstance(err, _UNREACHABLE):
        raise err
    (away,) = judge(Seen(frozenset({Sign.UNREACHABLE})))
    return (
        f"unreachable: The database cannot be used now ({type(err).__name__}): see that it runs and "
        f"ADUAN_DATABASE_URL is right. {away.says}"
    )


def _told(one: Held) -> str:
    return f"{one.key}: {one.operators}. {one.says}"


def _open(program: str = "") -> Settings:
    try:
        settings = load_settings()
        open_database(settings.database_url, program=program)
        sign_with(partial(signing_key, settings.data_dir))
    except _TROUBLE as err:
        sys.exit(str(err))
    return settings


def _check(settings: Settings) -> Opener:
    """Refuse a database whose schema is not exactly this program's; return the key of its channels' secrets."""
    _check_schema()
    try:
        begin_with_files(settings, utc_now())
        signing_key(settings.data_dir)  # what cannot be read ends the start, not the first message
        return _own_key(settings) or load_key(settings.secret_key_file)
    except _TROUBLE as err:
        sys.exit(str(err))


def _own_key(settings: Settings) -> MachineKey | None:
    """Return this machine's own key, None where it has none. Raises MachineUnknown."""
    own = machine_key_here(settings.data_dir)
    if own is not None and not is_entered(own):
        raise MachineUnknown(own)
    return own


def _check_schema() -> None:
    try:
        check_current()
    except _TROUBLE as err:
        sys.exit(str(err))
