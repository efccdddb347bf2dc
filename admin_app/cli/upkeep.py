"""run_admin.py migrate · verify · backup · restore · erase · index · prepare-practice: an office's data."""

import json
import sys
from pathlib import Path

import click

from admin_app.cli.opening import opened, point_at_database, utc_now
from admin_app.cli.planned import take_planned_turn
from admin_app.cli.recovery import keys_to_open
from models.actions.core.actor import OPERATOR
from models.actions.retention.erasure.erase import erase, is_ordered
from models.actions.search.indexing import index_everything
from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.keys import keys_of
from models.actions.upkeep.backup.ledgers import put_beside
from models.actions.upkeep.backup.restore import restore as put_back
from models.actions.upkeep.diagnose.carried import since_carried
from models.actions.upkeep.key_watch import begin_new_key
from models.actions.upkeep.last_backup import note_backup, note_moved, note_restored
from models.actions.upkeep.lost_files import Lack
from models.actions.upkeep.migrate_office import migrate_office
from models.actions.upkeep.practice import PracticeChannel, simulated_waha
from models.actions.upkeep.practice import prepare_practice as prepare
from models.actions.upkeep.trail_checkpoints import evidence_here
from models.actions.upkeep.updating.settle import demand_no_update_beside
from models.actions.upkeep.verify.every_invariant import CHECKS
from models.actions.upkeep.verify.every_invariant import verify as check_everything
from models.rules.core.moments import iso, parse_iso
from models.tables import database
from models.tables.core.database import is_sqlite
from models.tables.core.file_hash import sha256_of
from models.tables.core.secrets import load_key
from models.tables.core.settings import load_settings
from models.tables.search.search_words import is_indexed

_IN_CLEAR = "It is NOT encrypted: whoever holds it reads every case. See 'run_admin.py recovery-key --help'."


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--with-key", is_flag=True, help="Put secret.key inside; then FILE alone opens every channel.")
@click.option("--planned", is_flag=True, help="Do what the office's plan asks for now (backup-plan); without FILE.")
def backup(file: Path | None, with_key: bool, planned: bool) -> int:
    """Write database, files and the logs beside it as they are at one moment to FILE, while both programs run.

    Encrypted where the office has a recovery key. Exits with 1 where a file lacks whose loss two people have not put
    on record; everything else is in the backup.
    """
    if planned == (file is not None) or (planned and with_key):
        raise click.UsageError("Give either FILE, or --planned alone.")
    return take_planned_turn() if file is None else _back_up_to(file, with_key)


def _back_up_to(file: Path, with_key: bool) -> int:
    with opened() as settings:
        began = utc_now()  # what it holds is of then; a destruction meanwhile is not in a ledger of then
        made = back_up(file.absolute(), settings, began, with_key, keys_of(settings))
        note_backup(made, settings.files, began)
        put_beside(file.absolute(), settings, utc_now())
    code = _name_lacking(made.lacking)
    whole = f", without {len(made.lacking)} that lack" if made.lacking else " and whole"
    click.echo(f"Backed up to {file}: {made.size / 1e6:.1f} MB, {made.files} files, read back{whole}.")
    click.echo(f"Encrypted for the recovery key {made.recovery}." if made.recovery else _IN_CLEAR)
    if not with_key:
        click.echo("Keep secret.key apart from it; without that key the channels' secrets must be entered anew.")
    return code


def _name_lacking(lacking: list[Lack]) -> int:
    """Name every file that lacks; return 1 where one is not on record as lost, else 0."""
    for lack in lacking:
        click.echo(f"{'Note' if lack.acknowledged else 'Lacking'}: {lack.sentence}", err=True)
    if all(lack.acknowledged for lack in lacking):
        return 0
    click.echo(
        "What lacks is on the screen Sistem › Berkas hilang; two people may record there that it is lost.", err=True
    )
    return 1


@click.command("backup-moved")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def backup_moved(file: Path) -> int:
    """Say that a backup made here lies in FILE now; it is known by its content, not by its name."""
    with opened():
        row = note_moved(file.absolute(), sha256_of(file), file.stat().st_size, utc_now())
    if row is None:
        click.echo(f"{file} is no backup that was made here, or it was changed since.", err=True)
        return 1
    click.echo(f"{file} is the backup of {iso(row.made_at)}, unchanged.")
    return 0


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Replace an office's work; it is backed up beside the data first.")
@click.option("--key-stdin", is_flag=True, help="Read the recovery key that opens FILE from standard input.")
def restore(file: Path, replace: bool, key_stdin: bool) -> int:
    """Put the backup FILE back. Stop both programs first; what the logs know better is not sent or signed again.

    One that is encrypted is opened by this machine's drill key, or by the recovery key with --key-stdin.
    Exits with 1 where a file lacks whose loss two people have not put on record; everything else is put back.
    """
    settings = load_settings()
    point_at_database(settings)
    if not is_sqlite():  # a SQLite file may be too damaged to open, and its update is of this machine
        with database.connection_context():
            demand_no_update_beside()
    done = put_back(file, settings, utc_now(), replace, keys_to_open(settings, key_stdin))
    with database.connection_context():
        note_restored(file.absolute(), parse_iso(done.made_at), done.files, len(done.lacking))
    for name in done.migrated:
        click.echo(f"applied {name}")
    for note in done.notes:
        click.echo(f"Note: {note}", err=True)
    click.echo(f"Restored the office of {done.made_at} with {done.files} files. Everybody must sign in again.")
    click.echo("The agent reads back what it may have sent since, before it sends anything.")
    return _name_lacking(done.lacking)


@click.command()
@click.option(
    "--without-backup", is_flag=True, help="Make no backup before; then one of your own is the only way back."
)
def migrate(without_backup: bool) -> None:
    """Bring the database to this version of the program and load what an office starts with.

    An office in use is backed up into the data folder before its schema changes. Of two at once the second waits.
    """
    # Made readable by its owner only: identities and the key will lie here.
    load_settings().data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with opened(schema_current=False) as settings:
        done = migrate_office(settings, utc_now(), _say_waiting, not without_backup)
    if done.backup:
        for lack in done.backup.lacking:
            click.echo(f"Note: {lack.sentence}", err=True)
        click.echo(
            f"backed up the office as it was to {done.backup.path}: {done.backup.size / 1e6:.1f} MB, read back"
        )
    for name in done.applied:
        click.echo(f"applied {name}")
    for month in done.sealed_anew:
        click.echo(f"sealed {month} anew: its old hash fits, and is kept in the audit trail")
    for month in done.without_subjects:
        click.echo(f"took the subjects of cases out of the frozen figures of {month}")
    if done.emptied:
        click.echo(f"emptied {done.emptied} rows of destroyed cases that an earlier version had left")
    click.echo("The database is up to date." if done.applied else "The database was up to date already.")


def _say_waiting() -> None:
    click.echo("Another migration of this office is at work; waiting for it to end.", err=True)


# What only the platforms, or both programs running, can show; the tests do.
_ELSEWHERE = "I-1, I-3, I-8, I-12, I-14, I-17 to I-20"


@click.command()
@click.option(
    "--checkpoints",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Compare the audit trail with the checkpoints in this file, which were carried off a machine, as well.",
)
def verify(checkpoints: Path | None) -> int:
    """Check every invariant; print what fails, one line each, and exit 1; else a short summary."""
    with opened() as settings:
        evidence = evidence_here(settings.data_dir, checkpoints)
        report = check_everything(settings.files, settings.attempts_log, utc_now(), evidence)
        left = since_carried(settings.data_dir)
    for line in report.failures:
        click.echo(line)
    for note in [*report.notes, *([f"of the audit trail {left}"] if left else [])]:
        click.echo(f"Note: {note}", err=True)
    if report.failures:
        click.echo(f"verify: {len(report.failures)} of what must hold does not.", err=True)
        return 1
    counted = ", ".join(f"{name}: {count}" for name, count in report.counted.items())
    click.echo(f"verify: {len(CHECKS)} checks, all well ({counted}). Not seen from here: {_ELSEWHERE}.")
    return 0


@click.command("erase")
def erase_now() -> int:
    """Rewrite the database's file now, so that what was destroyed is not in it. Nobody can write meanwhile.

    Exits with 1 where it cannot be done now, and says why; the agent goes on trying.
    """
    with opened():
        if not is_ordered():
            click.echo("No destruction waits to be erased. The file was left as it is.")
            return 0
        problem = erase(utc_now())
    if problem:
        click.echo(f"Not erased yet: {problem}", err=True)
        return 1
    click.echo("The file holds nothing any more of what was destroyed or deleted before.")
    return 0


@click.command("index")
def make_index() -> None:
    """Make the search's index anew. Both programs may run meanwhile; what is not indexed yet is not found."""
    with opened():
        entries = index_everything()
        click.echo(f"The search knows {entries} texts.")
        if not is_indexed():
            click.echo("Note: PostgreSQL has no pg_trgm, so searching is slow. Ask for that extension.", err=True)


@click.command("new-key")
@click.confirmation_option(prompt="Forget every sealed secret and second factor, and make a new secret.key?")
def new_key() -> None:
    """Make a new secret.key where the old one is lost for ever. Stop both programs first.

    What the old key sealed is forgotten: channels wait for their secrets, and accounts have no second factor.
    """
    with opened() as settings:
        channels, accounts = begin_new_key(settings.secret_key_file, OPERATOR, utc_now())
    click.echo(f"A new secret.key is made. {channels} channels wait for their secrets on the screen Kanal › Ubah.")
    click.echo(f"{accounts} accounts sign in without a second factor until they set one up again.")


# The simulator asks for this key where it asks for any; it guards nothing but sample data.
SIMULATOR_KEY = "latihan"


@click.command("prepare-practice")
@click.option(
    "--simulator-url", required=True, help="Where run_agent.py simulate answers, e.g. http://127.0.0.1:8090"
)
@click.option("--api-key", default=SIMULATOR_KEY, show_default=True, help="The API key the simulator expects.")
@click.option("--accounts-stdin", is_flag=True, help="Read the channels from stdin: what /_control/accounts gave.")
def prepare_practice(simulator_url: str, api_key: str, accounts_stdin: bool) -> None:
    """Make sample staff, officials and the simulated channels; print the logins as JSON."""
    channels = _handed_over() if accounts_stdin else [simulated_waha(simulator_url, api_key)]
    with opened() as settings:
        marked = settings.practice_mark.exists()
        logins = prepare(channels, load_key(settings.secret_key_file), marked, utc_now())
    click.echo(json.dumps({"logins": logins}))


def _handed_over() -> list[PracticeChannel]:
    try:
        rows = json.load(sys.stdin)["accounts"]
        return [PracticeChannel(row["kind"], row["label"], row["settings"], row["secrets"]) for row in rows]
    except (ValueError, KeyError, TypeError) as error:
        raise click.ClickException("stdin is not what the simulator gives at /_control/accounts.") from error
