"""run_admin.py verify: every invariant that database, files and attempts.log can show."""

import click

from admin_app.cli.opening import opened, utc_now
from models.actions.upkeep.verify.every_invariant import CHECKS
from models.actions.upkeep.verify.every_invariant import verify as check_everything

# What only the platforms, or both programs running, can show; the tests do.
_ELSEWHERE = "I-1, I-3, I-8, I-12, I-14, I-17 to I-20"


@click.command()
def verify() -> int:
    """Check every invariant; print what fails, one line each, and exit 1; else a short summary."""
    with opened() as settings:
        report = check_everything(settings.files_dir, settings.attempts_log, utc_now())
    for line in report.failures:
        click.echo(line)
    for note in report.notes:
        click.echo(f"Note: {note}", err=True)
    if report.failures:
        click.echo(f"verify: {len(report.failures)} of what must hold does not.", err=True)
        return 1
    counted = ", ".join(f"{name}: {count}" for name, count in report.counted.items())
    click.echo(f"verify: {len(CHECKS)} checks, all well ({counted}). Not seen from here: {_ELSEWHERE}.")
    return 0
