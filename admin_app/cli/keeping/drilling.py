"""run_admin.py drill: whether the newest backup can be restored, tried in a scratch place."""

import time

import click

from admin_app.cli.opening import opened, utc_now
from models.actions.upkeep.planned.drill.drill import drill as try_newest
from models.actions.upkeep.planned.drill.standing import drill_line


@click.command("drill")
@click.option("--second", is_flag=True, help="Try the copy at the second place.")
def drill(second: bool) -> int:
    """Restore the newest backup into a scratch place, verify and compare it, and take it away; exit 1 if it fails.

    It is opened by this machine's drill key, and nothing of the office is touched; both programs may run. With
    planned backups one is made each month by itself.
    """
    with opened() as settings:
        row = try_newest(settings, utc_now, time.monotonic, second=second)
        said = drill_line(row)
    click.echo(said, err=bool(row.flaw))
    return 1 if row.flaw else 0
