"""run_admin.py recovery-key: the key by which the office opens its backups, kept off this machine."""

import click

from admin_app.cli.opening import opened, typed_or_piped, utc_now
from models.actions.upkeep.backup.keys import enter_recovery_key, replaces_another
from models.rules.upkeep.age_keys import KeyTextWrong, private_in, private_text, public_text
from models.tables.core.age_file import new_private, public_of
from models.tables.core.secrets import SecretLost
from models.tables.core.settings import Settings
from models.tables.upkeep.recovery_key import drill_key, kept_drill_keys, renew_drill_key

_NO_KEY = "This is no recovery key, or a letter of it is wrong: it begins with AGE-SECRET-KEY-1."


@click.group("recovery-key")
def recovery_key() -> None:
    """Make and enter the key by which the office opens its backups; keep it off this machine."""


@recovery_key.command()
def new() -> None:
    """Print a new recovery key, once. It is kept nowhere: write it down, then enter it with 'recovery-key use'."""
    private = new_private()
    click.echo(private_text(private))
    click.echo(f"Its public half: {public_text(public_of(private))}", err=True)
    click.echo(
        "Nothing is kept of it here, and no backup is encrypted yet. Put it on paper in two safe places away from "
        "this machine, then read it from the paper into 'run_admin.py recovery-key use'.",
        err=True,
    )


@recovery_key.command()
@click.option("--again", is_flag=True, help="Take a key that was replaced by another one before.")
def use(again: bool) -> None:
    """Read the recovery key from standard input, and encrypt every backup for it from now on.

    The same key again shows that it is still at hand, and that is noted. Only its public half is kept.
    """
    private = read_private()
    with opened() as settings:
        drill_key(settings.data_dir, settings.secret_key_file)  # before anything is said to be encrypted for it
        renewed = replaces_another(private, again)
        if renewed:  # whoever saw the paper may have had this machine too
            renew_drill_key(settings.data_dir, settings.secret_key_file)
        changed = enter_recovery_key(private, utc_now(), again)
    public = public_text(public_of(private))
    if not changed:
        click.echo(f"This is the recovery key in use ({public}). That it is at hand is noted.")
        return
    click.echo(f"Every backup begun from now on is encrypted; this recovery key opens it: {public}.")
    if renewed:
        click.echo("This machine's own key was renewed too; the one before it opens the backups made until now.")
    click.echo("Keep older recovery keys as long as there are backups made for them.")


def read_private() -> bytes:
    """Return the private half that stands on standard input. Raises UsageError where none does."""
    try:
        return private_in(typed_or_piped("recovery key"))
    except KeyTextWrong as err:
        raise click.UsageError(_NO_KEY) from err


def keys_to_open(settings: Settings, given: bool) -> list[bytes]:
    """Return what a backup is opened with: the key on standard input where one is given, else the drill keys here."""
    if given:
        return [read_private()]
    try:
        return kept_drill_keys(settings.data_dir, settings.secret_key_file)
    except (SecretLost, OSError):
        return []
