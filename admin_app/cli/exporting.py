"""run_admin.py export: the office's lists as JSON lines, CSV or a workbook, streamed."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import click

from admin_app.cli.list_files import WRITERS, Written
from admin_app.cli.opening import opened, utc_now
from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.actions.upkeep.export.rows import EXPORTS, rows_due
from models.tables import database


@click.command()
@click.argument("name", type=click.Choice(list(EXPORTS)))
@click.option("--format", "form", required=True, type=click.Choice(list(WRITERS)))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Default: standard output.")
def export(name: str, form: str, output: Path | None) -> int:
    """Write the list NAME; exits with 1 where it could not hold all there is, and says what lacks."""
    if output is None and form == "xlsx" and sys.stdout.isatty():
        raise click.UsageError("A workbook is no text: name a file with -o FILE.")
    with opened():
        now = utc_now()
        with database.atomic():
            audit_trail.write(OPERATOR, now, AuditEvent("ekspor", f"list:{name}", after=form))
        due, rows = rows_due(name), EXPORTS[name](now)
        if output is None:
            return _said_of(name, due, _write_to_standard_output(form, name, rows))
        output.absolute().parent.mkdir(parents=True, exist_ok=True)
        with Replacing(output.absolute()) as file:
            written = WRITERS[form](rows, name, file)
        return _said_of(name, due, written)


def _said_of(name: str, due: int, written: Written | None) -> int:
    """Say what a list lacks and return the exit code; None: its reader wanted no more."""
    if written is None:
        return 0
    if written.rows < due:
        click.echo(f"Lacking: {due - written.rows} of the {due} rows of {name}.", err=True)
    if written.cut:
        click.echo(f"Lacking: {written.cut} texts were cut to fit a cell; jsonl and csv hold them whole.", err=True)
    return int(written.rows < due or written.cut > 0)


def _write_to_standard_output(form: str, name: str, rows: Iterator[dict[str, Any]]) -> Written | None:
    try:
        written = WRITERS[form](rows, name, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return written
    except BrokenPipeError:
        # The reader stopped (… | head), which is no error; the rest is discarded.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return None


class Replacing:
    """A file that gets its name only when it is complete, so that half a list never looks like a whole one."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __enter__(self) -> BinaryIO:
        handle, name = tempfile.mkstemp(dir=self.target.parent, prefix=f".{self.target.name}-", suffix=".part")
        self.part, self.file = Path(name), os.fdopen(handle, "wb")
        return self.file

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.file.close()
        if kind is None:
            self.part.replace(self.target)
        else:
            self.part.unlink(missing_ok=True)
