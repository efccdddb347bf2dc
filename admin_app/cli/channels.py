"""run_admin.py channel add · channel list: the accounts on which the office answers."""

import json
import sys
from getpass import getpass

import click

from admin_app.cli.opening import opened, read_standard_input, utc_now
from models.actions.channels.keep_channel import ChannelNotAllowed, add_channel
from models.actions.channels.move_channel import OFFICE, move_channel
from models.actions.core.actor import OPERATOR
from models.rules.channels.channels import CHANNELS, Channel
from models.tables import ChannelAccount
from models.tables.core.secrets import load_key


@click.group()
def channel() -> None:
    """Channel accounts."""


@channel.command("add", epilog=f"The kinds: {', '.join(CHANNELS)}.")
@click.argument("kind")
@click.option("--label", required=True, help="What staff call this account.")
@click.option("--set", "pairs", multiple=True, metavar="KEY=VALUE", help="A setting, e.g. base_url=… session=…")
@click.option(
    "--secret-stdin",
    is_flag=True,
    help="Read secrets from standard input: one alone, or lines NAME=VALUE.",
)
def add(kind: str, label: str, pairs: tuple[str, ...], secret_stdin: bool) -> None:
    """Add an account of KIND. The secret comes from standard input, never from the command line."""
    if kind not in CHANNELS:
        raise click.UsageError(f"There is no channel kind '{kind}'. The kinds: {', '.join(CHANNELS)}.")
    row = CHANNELS[kind]
    settings = _settings(pairs)
    names = ", ".join(secret.name for secret in row.secrets)
    secret = _entered(row) if secret_stdin else ""
    if secret_stdin and not secret.strip():
        raise click.UsageError("Standard input is empty: give the secrets there.")
    with opened() as office:
        made = add_channel(kind, label, settings, secret, load_key(office.secret_key_file), OPERATOR, utc_now())
        click.echo(f"Added channel {made.id}: {made.kind}, {made.label}.")
    if names and not secret.strip():
        click.echo(f"Note: no secret was given ({names}); requests then go out without one.", err=True)


@channel.command("move")
@click.argument("number", type=int)
@click.option("--to", "name", help="The machine that serves it from now on (agent-role list).")
@click.option("--office", is_flag=True, help="The agents beside the back office serve it, with secret.key.")
def move(number: int, name: str | None, office: bool) -> None:
    """Let another machine serve channel NUMBER. What was sealed for a machine is entered anew, for the new one."""
    if (name is None) is not office:
        raise click.UsageError("Say where to: --to NAME, or --office.")
    with opened() as settings:
        key = load_key(settings.secret_key_file)
        along = move_channel(number, name or OFFICE, key, OPERATOR, utc_now())
    click.echo(f"Channel {number} is served by {name or 'the agents of the office itself'} from now on.")
    if not along:
        click.echo("Its secrets were sealed for the machine before: enter them anew (Kanal, Ubah).", err=True)


@channel.command("list")
def show() -> None:
    """List the channel accounts; secrets are never shown."""
    with opened():
        for row in ChannelAccount.select().order_by(ChannelAccount.id):
            settings = " ".join(f"{key}={value}" for key, value in json.loads(row.settings).items())
            enabled = "on" if row.enabled else "off"
            secret = "secret kept" if row.secret else "no secret"
            click.echo(f"{row.id:>3} {row.kind:<10} {enabled:<4} {row.state:<10} {row.label}  {settings}  ({secret})")


def _entered(row: Channel) -> str:
    """Return the secrets from standard input; at a terminal each is asked for by its name, and not shown."""
    if not sys.stdin.isatty():
        return read_standard_input("secret")
    asked = ((one.name, "" if one.required else ", if there is one") for one in row.secrets)
    typed = [(name, getpass(f"The {name}{more} (not shown): ")) for name, more in asked]
    return "\n".join(f"{name}={value}" for name, value in typed if value)


def _settings(pairs: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign or not key.strip() or not value.strip():
            raise ChannelNotAllowed(f"--set takes KEY=VALUE, not '{pair}'.")
        if key.strip() in found:
            raise ChannelNotAllowed(f"--set {key.strip()} was given twice.")
        found[key.strip()] = value.strip()
    return found
