"""run_admin.py doctor: whether this PC is safe to run on."""

import json
from collections.abc import Iterator
from datetime import datetime

import click
from peewee import InterfaceError, OperationalError, ProgrammingError

from admin_app.cli.opening import point_at_database, utc_now
from admin_app.upkeep.seen_backups import newest_good
from docgen.file_text.recognising import find_recogniser
from docgen.pdf import find_pdftoppm, find_soffice, font_for_arial, has_arial_measures, scripts_without_font
from models.actions.papers.letterhead.letterheads import letterhead_on
from models.actions.upkeep.backup.readable import look_at_backups
from models.actions.upkeep.diagnose.findings import Finding, Level, judged, ok
from models.actions.upkeep.doctor import diagnose
from models.actions.upkeep.planned.drill.standing import look_at_drill
from models.actions.upkeep.planned.standing import look_at_plan
from models.rules.core.moments import to_wib
from models.tables.core.settings import load_settings
from models.tables.upkeep.release import this_release


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines.")
def doctor(as_json: bool) -> int:
    """Look whether this PC is safe to run on; exit 1 if it is not."""
    settings = load_settings()
    point_at_database(settings)
    findings = [ok("program", f"{this_release().told}."), *diagnose(settings, utc_now())]
    findings += [*look_at_paper_tools(), *look_at_letterhead(utc_now()), *_look_at_backups(utc_now())]
    safe = not any(finding.level is Level.UNSAFE for finding in findings)
    if as_json:
        rows = [{"check": row.name, "level": str(row.level), "sentence": row.sentence} for row in findings]
        click.echo(json.dumps({"safe": safe, "checks": rows}, indent=1))
        return 0 if safe else 1
    for row in findings:
        click.echo(f"{row.level:<8} {row.name}: {row.sentence}")
    click.echo("Safe to run on." if safe else "NOT safe to run on: mend what is marked unsafe.")
    return 0 if safe else 1


def look_at_letterhead(now: datetime) -> Iterator[Finding]:
    """Whether papers carry the office's emblem; without one they are whole, with nothing drawn."""
    try:
        version = letterhead_on(to_wib(now).date())
    except (OperationalError, ProgrammingError, InterfaceError):
        return  # the check of the database tells
    there = version is not None and bool(version.emblem)
    sentence = "The letterhead has the office's emblem." if there else "The letterhead has no emblem."
    yield judged("emblem", there, sentence, Level.NOTE, "Upload it in Kantor > Kop surat.")


def _look_at_backups(now: datetime) -> list[Finding]:
    """Return who can read the newest backup, whether backups are made by themselves, and whether one was tried."""
    try:
        return [*look_at_backups(newest_good(now), now), look_at_plan(now), look_at_drill(now)]
    except (OperationalError, ProgrammingError, InterfaceError):
        return []  # the check of the database tells


def look_at_paper_tools() -> Iterator[Finding]:
    """Whether PDFs can be made here and whether their pages break as in Word; Word files need neither."""
    program = find_soffice()
    yield judged(
        "PDF",
        program is not None,
        f"LibreOffice makes the PDFs: {program}." if program else "There is no LibreOffice on this PC.",
        Level.WARNING,
        "Install it: without it papers are Word files only, without preview and without a printed dossier.",
    )
    pictures = find_pdftoppm()
    yield judged(
        "pages",
        pictures is not None,
        f"pdftoppm shows pages as pictures: {pictures}." if pictures else "There is no pdftoppm on this PC.",
        Level.NOTE,
        "Install poppler-utils: without it a phone shows the pages of a paper only after a touch, as PDF.",
    )
    yield _look_at_recogniser()
    font = font_for_arial()
    if program is not None and font is not None:
        sentence = f"The papers' Arial is drawn with {font}."
        yield judged("fonts", has_arial_measures(font), sentence, Level.WARNING, "Install fonts-liberation.")
    lacking = scripts_without_font()
    if program is not None and lacking is not None:
        sentence = f"No font here has these letters: {', '.join(lacking)}." if lacking else "Fonts have all letters."
        advice = "Install fonts-noto-cjk and fonts-noto-color-emoji: without them a PDF shows boxes for such letters."
        yield judged("scripts", not lacking, sentence, Level.NOTE, advice)


def _look_at_recogniser() -> Finding:
    """Whether words in pictures and scans can be found by the search."""
    found = find_recogniser()
    if found is None:
        said, advice = (
            "There is no tesseract on this PC that reads Indonesian or English.",
            ("Install tesseract-ocr and tesseract-ocr-ind: without it words in photos and scans are not found."),
        )
        return judged("scans", False, said, Level.NOTE, advice)
    said = f"tesseract reads photos and scans for the search: {found.program}."
    advice = "Install tesseract-ocr-ind: it reads English only, and errs in Indonesian words."
    return judged("scans", not found.lacks_indonesian, said, Level.NOTE, advice)
