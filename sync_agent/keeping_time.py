"""The agent's jobs of every minute: limits of the law, pauses, warnings, escalations, deleting what has expired."""

import logging
from collections.abc import Callable
from datetime import datetime

from peewee import InterfaceError, OperationalError

from models.actions.clocks.ask_countersignature import ask_countersignatures
from models.actions.clocks.give_warnings import give_warnings
from models.actions.clocks.message_officers import message_officers
from models.actions.clocks.recompute_steps import move_pauses
from models.actions.core.statutory_clocks import keep_clocks
from models.actions.replies.ask_satisfaction import ask_satisfaction
from models.actions.staff.clear_away import clear_away

log = logging.getLogger(__name__)

_JOBS: tuple[tuple[str, Callable[[datetime], int]], ...] = (
    ("limits of the law", keep_clocks),
    ("pauses", move_pauses),
    ("countersignatures", ask_countersignatures),
    ("warnings", give_warnings),
    ("messages to officers", message_officers),
    ("satisfaction", ask_satisfaction),
    ("old sessions and form keys", clear_away),
)


def keep_time(now: datetime) -> None:
    """Run every job; one that fails (a calendar without working time) stops neither the others nor the channels."""
    for name, job in _JOBS:
        try:
            done = job(now)
        except (OperationalError, InterfaceError):
            raise  # the agent reconnects and tries again
        except Exception as err:  # noqa: BLE001 — whatever it is, the channels must go on
            # Only the kind of the error: its text may quote a citizen.
            log.warning("clock, %s: %s; tried again in a minute", name, type(err).__name__)
        else:
            if done:
                log.info("clock, %s: %s", name, done)
