"""run_admin.py handover: what an administrator who leaves hands over, as one PDF."""

import tempfile
from pathlib import Path

import click

from admin_app.cli.opening import opened, utc_now
from admin_app.files.paper_pictures import with_pictures_or_none
from docgen.errors import DocumentError
from docgen.pdf import Converter, PdfUnavailable
from docgen.upkeep.hand_over import hand_over_bundle
from models.actions.upkeep.hand_over.hand_over import hand_over_facts
from models.actions.upkeep.self_watch import SelfWatch
from models.actions.upkeep.services.telling import machine_at
from models.tables.core.durable import write_durably

_NONE = "There is no LibreOffice on this machine: give a FILE that ends in .docx, or run this on the office's server."
_FAILED = "LibreOffice made no PDF of it: give a FILE that ends in .docx."


@click.command("handover")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def handover(file: Path) -> None:
    """Write to FILE (.pdf, or .docx) what an administrator hands over: no secret, in Indonesian, to be signed.

    What runs where, database and folders, channels, accounts, where keys are, backups and drills, what is wrong, and
    what comes first. It is as of now; what this machine cannot see is said to be unknown.
    """
    if file.suffix not in (".pdf", ".docx"):
        raise click.UsageError("FILE ends in .pdf, or in .docx for a Word file.")
    with opened() as settings:
        facts = hand_over_facts(settings, utc_now(), SelfWatch(settings), lambda: machine_at(Path("/")))
        content = hand_over_bundle(with_pictures_or_none(facts, settings.files))
    write_durably(file.absolute(), content if file.suffix == ".docx" else _as_pdf(content))
    click.echo(f"Written to {file}, readable by its owner only. Print it, go through it together, and sign it.")


def _as_pdf(content: bytes) -> bytes:
    """Return it as PDF, by a profile of its own: the back office may be using the usual one."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return Converter(Path(folder)).convert([content])[0]
        except PdfUnavailable as err:
            raise click.ClickException(_NONE) from err
        except DocumentError as err:
            raise click.ClickException(_FAILED) from err
