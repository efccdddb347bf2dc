"""run_agent.py watch mail, webhook, alerts, acknowledge: where the letters go, what holds, who acknowledged it."""

import getpass
import sys
from collections.abc import Callable, Sequence

import click

from models.rules.core.moments import iso
from models.rules.upkeep.alert_ways import (
    HOOK_KEYS,
    MAIL_KEYS,
    SECRET_KEYS,
    HookWay,
    MailWay,
    WayRefused,
    hook_way,
    mail_way,
    read_lines,
)
from models.rules.upkeep.alerts import Alert, alerts_of, keys_of
from models.tables.core.database import open_database
from models.tables.core.secrets import SecretLost
from models.tables.core.settings import SettingBroken, Settings, load_settings
from models.tables.upkeep.alert_book import note_acknowledged, read_acknowledged, read_book
from models.tables.upkeep.alert_ways import forget_way, keep_way, kept_ways
from sync_agent.clock import utc_now
from sync_agent.watcher.letters import Way, ways_of
from sync_agent.watcher.lock import is_watched
from sync_agent.watcher.telling import machine

_FORGET = click.option("--forget", is_flag=True, help="Send nothing there any longer.")


def ready_ways(settings: Settings) -> list[Way]:
    """Return the ways that were entered. Raises SecretLost, AddressElsewhere where they cannot be used, OSError."""
    return ways_of(kept_ways(settings.data_dir, settings.secret_key_file, machine()))


@click.command()
@_FORGET
def mail(forget: bool) -> None:
    """Read a mail server from standard input and keep it sealed: lines of key = value; a terminal asks for each.

    server, from, to (divided by commas); as needed port, security (starttls, tls, none), user, password, and
    repeat_hours: after how long is told again what nobody acknowledged (4; 0: never).
    """
    _enter("mail", mail_way, MAIL_KEYS, forget)


@click.command()
@_FORGET
def webhook(forget: bool) -> None:
    """Read a webhook from standard input and keep it sealed: lines of key = value; a terminal asks for each.

    address; as needed secret, with which each letter is signed (Aduan-Signature), and repeat_hours.
    """
    _enter("webhook", hook_way, HOOK_KEYS, forget)


@click.command()
def alerts() -> None:
    """Say what holds since when, who was told and whether somebody acknowledged it.

    Exits with 1 where something holds, or no watcher of this data folder runs that would find it.
    """
    settings = _settings()
    book = read_book(settings.data_dir)
    holds = [one.wrong for one in book.holds]
    for one in alerts_of(book.holds, holds, read_acknowledged(settings.data_dir), utc_now()):
        click.echo(_line(one, [way for way, last in sorted(book.told.items()) if one.key in keys_of(last.alerts)]))
    watched = is_watched(settings.data_dir)
    if not watched:
        click.echo("No watcher of this data folder runs: what began since it ended is not known.")
    elif not holds:
        click.echo("nothing that the watcher found holds")
    sys.exit(1 if holds or not watched else 0)


@click.command()
@click.argument("key")
def acknowledge(key: str) -> None:
    """Acknowledge a condition: it is not told again until it is over and begins anew."""
    settings = _settings()
    if key not in keys_of(read_book(settings.data_dir).holds):
        sys.exit("No condition of this key holds: 'run_agent.py watch alerts' names those that do.")
    try:
        note_acknowledged(settings.data_dir, key, getpass.getuser(), utc_now())
    except OSError as err:
        sys.exit(f"This cannot be noted in the data folder ({err.strerror}).")
    click.echo("Noted.")


def _line(one: Alert, ways: list[str]) -> str:
    by = f"told by {', '.join(ways)}" if ways else "told nobody"
    known = ", acknowledged" if one.acknowledged else ""
    return f"{one.key}: since {iso(one.since)}, {by}{known}\n  {one.wrong.operators}"


def _enter(name: str, read: Callable[[dict[str, str]], MailWay | HookWay], keys: Sequence[str], forget: bool) -> None:
    settings = _settings()
    if forget:
        click.echo("Forgotten." if forget_way(settings.data_dir, name) else "None was entered.")
        return
    try:
        way = read(_entered(keys))
        open_database(settings.database_url)
        keep_way(settings.data_dir, settings.secret_key_file, way, machine())
    except (WayRefused, SecretLost, OSError, ValueError) as refused:
        sys.exit(str(refused))
    click.echo("Kept. Try it with 'run_agent.py watch trial'.")


def _entered(keys: Sequence[str]) -> dict[str, str]:
    """Return what standard input says; at a terminal each key is asked for, and what is secret is not shown."""
    if not sys.stdin.isatty():
        return read_lines(sys.stdin.read())
    typed = {key: _typed(key).strip() for key in keys}
    return {key: value for key, value in typed.items() if value}


def _typed(key: str) -> str:
    return getpass.getpass(f"{key} (not shown): ") if key in SECRET_KEYS else input(f"{key}: ")


def _settings() -> Settings:
    try:
        return load_settings()
    except SettingBroken as err:
        sys.exit(str(err))
