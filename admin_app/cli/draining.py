"""run_admin.py drain: every running program finishes what it does and ends; who must begin it again is named."""

import time
from collections.abc import Callable

import click

from admin_app.cli.opening import opened, utc_now
from admin_app.cli.sentences import STAYED
from models.actions.upkeep.programs import Drained
from models.actions.upkeep.programs import drain as end_all
from models.rules.upkeep.programs import DRAIN_SECONDS, Told
from models.tables.core.files.places import this_machine
from models.tables.upkeep import being_updated


@click.command()
@click.option(
    "--seconds",
    default=DRAIN_SECONDS,
    show_default=True,
    type=click.IntRange(1, 3600),
    help="How long programs may finish what they do.",
)
@click.option("--come-back", is_flag=True, help="Let services be begun anew; without it they stay stopped.")
@click.option("--for-update", is_flag=True, hidden=True, help="As --come-back; nobody begins until the update ended.")
def drain(seconds: int, come_back: bool, for_update: bool) -> int:
    """Tell back office and agent, on every machine, to finish what they do and end.

    Names what was started by hand, and ends with 5 where a program did not end. The watcher writes nothing and stays.
    """
    told = Told.COME_BACK if come_back or for_update else Told.END
    with opened():
        if for_update:
            being_updated.mark(this_machine())
        done = end_all(utc_now, told, time.sleep, seconds)
    return tell_drained(done, click.echo)


def tell_drained(done: Drained, say: Callable[..., object]) -> int:
    """Say what became of the programs; return the exit code."""
    for name in done.ended:
        say(f"Ended: {name}.")
    for name in done.by_hand:
        say(f"Start it again yourself, it is no service: {name}.")
    for name in done.stayed:
        say(f"Did NOT end: {name}. End it there, or wait and drain again.", err=True)
    if not done.ended and not done.stayed:
        say("No program is entered as running.")
    return STAYED if done.stayed else 0
