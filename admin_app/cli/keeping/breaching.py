"""run_admin.py breach: whose data a misused account, a file gone astray or a lost disk or backup held, as a list."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from admin_app.cli.exporting import Replacing
from admin_app.cli.list_files import WRITERS
from admin_app.cli.opening import opened, utc_now
from admin_app.files.paper_pictures import with_pictures_or_none
from docgen.upkeep.breach_notice import breach_notice
from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.actions.papers.letterhead.letterheads import letterhead_facts
from models.actions.privacy.breach.astray_file import astray_file
from models.actions.privacy.breach.incidents import incident_of
from models.actions.privacy.breach.lost_copy import lost_copy
from models.actions.privacy.breach.misused_account import misused_account
from models.actions.privacy.breach.notice_facts import Extent, notice_facts
from models.actions.privacy.breach.trail_rows import wib_words
from models.rules.core.errors import RuleBroken
from models.rules.core.moments import from_wib, to_wib
from models.rules.privacy.breach import DATA_WORDS, Found, Kind, Surety
from models.tables import database
from models.tables.core.durable import write_durably
from models.tables.core.settings import Settings

_OUTPUT = click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
_FORM = click.option("--format", "form", default="csv", type=click.Choice(list(WRITERS)))
_PAPER = click.option("--notice", type=click.Path(dir_okay=False, path_type=Path), help="The notices as a Word file.")
_OF = click.option("--incident", type=int, help="Of which breach on the register the notices are.")
_SEEN = "Compared with the trail, not with what was read: what cannot be known stands below."


@dataclass(frozen=True)
class _Paper:
    """The notices of a breach on the register, to be written beside the list: nothing where none are asked for."""

    file: Path | None
    number: int | None

    def __post_init__(self) -> None:
        if (self.file is None) != (self.number is None):
            raise click.UsageError("--notice and --incident belong together; 'incident list' has the number.")
        if self.file is not None and self.file.suffix != ".docx":
            raise click.UsageError("--notice names a Word file, ending in .docx.")

    def content(self, extent: Extent, settings: Settings) -> bytes:
        """Return the paper, empty where none is asked for. Raises RuleBroken."""
        if self.number is None:
            return b""
        letterhead = letterhead_facts(to_wib(utc_now()).date())
        facts = notice_facts(incident_of(self.number), extent, letterhead)
        return breach_notice(with_pictures_or_none(facts, settings.files))


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
@_PAPER
@_OF
def account(username: str, since: datetime, until: datetime, output: Path, form: str, **paper: Any) -> None:
    """Somebody else used the account USERNAME between two moments."""
    if until < since:
        raise click.UsageError("--until is earlier than --from.")
    asked = _Asked(f"account {username}", output, form, _paper(paper))
    _list(lambda: Extent(Kind.ACCOUNT, misused_account(username, since, until), since, until), asked)


@breach.command()
@click.argument("chain")
@click.argument("number", type=int)
@_OUTPUT
@_FORM
@_PAPER
@_OF
def file(chain: str, number: int, output: Path, form: str, **paper: Any) -> None:
    """A file that left is in wrong hands: its row of the audit trail, as 'web 1234' or 'baca 567'."""
    asked = _Asked(f"file {chain} {number}", output, form, _paper(paper))
    _list(lambda: _left(astray_file(chain, number)), asked)


@breach.command()
@click.argument("kind", type=click.Choice(["disk", "backup"]))
@click.option("--until", required=True, type=Moment(), help="The moment up to which it held everything, in WIB.")
@_OUTPUT
@_FORM
@_PAPER
@_OF
def copy(kind: str, until: datetime, output: Path, form: str, **paper: Any) -> None:
    """A disk, server or gateway PC with the database on it, or a backup that can be opened, is lost."""
    disk = kind == "disk"
    asked = _Asked(kind, output, form, _paper(paper))
    _list(lambda: Extent(Kind.DISK if disk else Kind.BACKUP, lost_copy(until, disk=disk), None, until), asked)


@dataclass(frozen=True)
class _Asked:
    """What a list is of, where it goes, and whether the notices go with it."""

    what: str
    output: Path
    form: str
    paper: _Paper


def _paper(options: dict[str, Any]) -> _Paper:
    return _Paper(options["notice"], options["incident"])


def _left(found: Found) -> Extent:
    """Return how far it reaches where a file left: all of it at one moment."""
    return Extent(Kind.FILE, found, None, min((row.first for row in found.rows), default=None))


def _list(find: Callable[[], Extent], asked: _Asked) -> None:
    """Write the list and the notices after recording that they leave, and say what it counts and cannot know."""
    paper, output = asked.paper, asked.output
    with opened() as settings:
        try:
            extent = find()
            content = paper.content(extent, settings)
        except RuleBroken as refused:
            raise click.ClickException(str(refused)) from refused
        leaving = [f"{asked.form}: {asked.what}", *([f"docx: no. {paper.number}, {asked.what}"] if content else [])]
        with database.atomic():
            events = (AuditEvent("ekspor", "list:breach", after=one[:200]) for one in leaving)
            audit_trail.write(OPERATOR, utc_now(), *events)
        output.absolute().parent.mkdir(parents=True, exist_ok=True)
        with Replacing(output.absolute()) as target:
            WRITERS[asked.form](_rows(extent.found), "terkena", target)
    if paper.file is not None:
        paper.file.absolute().parent.mkdir(parents=True, exist_ok=True)
        write_durably(paper.file.absolute(), content)
        click.echo(f"{paper.file}: the notices to the institution and to each person; fill in every dotted line.")
    _tell(extent.found, output)


def _tell(found: Found, output: Path) -> None:
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
