"""run_admin.py breach: whose data a misused account, a file gone astray or a lost disk or backup held, as a list."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from admin_app.cli.exporting import Replacing
from admin_app.cli.list_files import WRITERS
from admin_app.cli.opening import opened, utc_now
from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.actions.privacy.breach.astray_file import astray_file
from models.actions.privacy.breach.lost_copy import lost_copy
from models.actions.privacy.breach.misused_account import misused_account
from models.actions.privacy.breach.trail_rows import wib_words
from models.rules.core.errors import RuleBroken
from models.rules.core.moments import from_wib
from models.rules.privacy.breach import DATA_WORDS, Found, Surety
from models.tables import database

_OUTPUT = click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
_FORM = click.option("--format", "form", default="csv", type=click.Choice(list(WRITERS)))
_SEEN = "Compared with the trail, not with what was read: what cannot be known stands below."


class Moment(click.ParamType):
    """A moment as the office reads its clock: 2026-11-25 09:05, in WIB."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the naive UTC moment of a typed one."""
        try:
            return from_wib(datetime.fromisoformat(value))
        except ValueError:
            self.fail(f"{value!r} is no moment; write it as 2026-11-25 09:05, in WIB", param, ctx)


@click.group()
def breach() -> None:
    """List whose data were exposed, for the notice within 3 x 24 hours (UU 27/2022): people, data, evidence."""


@breach.command()
@click.argument("username")
@click.option("--from", "since", required=True, type=Moment(), help="When the misuse may have begun, in WIB.")
@click.option("--until", required=True, type=Moment(), help="When it had surely ended, in WIB.")
@_OUTPUT
@_FORM
def account(username: str, since: datetime, until: datetime, output: Path, form: str) -> None:
    """Somebody else used the account USERNAME between two moments."""
    if until < since:
        raise click.UsageError("--until is earlier than --from.")
    _list(lambda: misused_account(username, since, until), f"account {username}", output, form)


@breach.command()
@click.argument("chain")
@click.argument("number", type=int)
@_OUTPUT
@_FORM
def file(chain: str, number: int, output: Path, form: str) -> None:
    """A file that left is in wrong hands: its row of the audit trail, as 'web 1234' or 'baca 567'."""
    _list(lambda: astray_file(chain, number), f"file {chain} {number}", output, form)


@breach.command()
@click.argument("kind", type=click.Choice(["disk", "backup"]))
@click.option("--until", required=True, type=Moment(), help="The moment up to which it held everything, in WIB.")
@_OUTPUT
@_FORM
def copy(kind: str, until: datetime, output: Path, form: str) -> None:
    """A disk, server or gateway PC with the database on it, or a backup that can be opened, is lost."""
    _list(lambda: lost_copy(until, disk=kind == "disk"), kind, output, form)


def _list(find: Callable[[], Found], what: str, output: Path, form: str) -> None:
    """Write the list after recording that it leaves, and say what it counts and cannot know."""
    with opened():
        try:
            found = find()
        except RuleBroken as refused:
            raise click.ClickException(str(refused)) from refused
        with database.atomic():
            audit_trail.write(OPERATOR, utc_now(), AuditEvent("ekspor", "list:breach", after=f"{form}: {what}"[:200]))
        output.absolute().parent.mkdir(parents=True, exist_ok=True)
        with Replacing(output.absolute()) as target:
            WRITERS[form](_rows(found), "terkena", target)
    certain, possible = found.count(Surety.CERTAIN), found.count(Surety.POSSIBLE)
    click.echo(f"{output}: {certain} lines certain, {possible} possible; a line is a person, or a protected case.")
    for done in found.done:
        click.echo(f"Also done with it, look there too: {done}")
    click.echo(_SEEN)
    for line in found.unknown:
        click.echo(f"- {line}")


def _rows(found: Found) -> Iterator[dict[str, Any]]:
    for row in found.rows:
        yield {
            "kepastian": str(row.surety),
            "orang": row.name,
            "kasus": ", ".join(row.cases),
            "cara_menghubungi": "; ".join(row.ways),
            "data": ", ".join(DATA_WORDS[one] for one in DATA_WORDS if one in row.data),
            "sejak": wib_words(row.first),
            "sampai": wib_words(row.last),
            "bukti_di_jejak_audit": ", ".join(row.evidence),
            "catatan": "; ".join(row.notes),
        }
    for line in found.unknown:
        yield dict.fromkeys(_COLUMNS, "") | {"kepastian": "tidak dapat diketahui", "catatan": line}


_COLUMNS = (
    "kepastian",
    "orang",
    "kasus",
    "cara_menghubungi",
    "data",
    "sejak",
    "sampai",
    "bukti_di_jejak_audit",
    "catatan",
)
