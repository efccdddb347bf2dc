"""What a failed job means for its account: recorded, logged once, tried again later; or the whole agent stops."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from threading import Event

from peewee import InterfaceError, OperationalError

from models.actions.channels.blocked_number import block_by_sign
from models.actions.channels.serve_account import record_failure
from models.rules.channels.ban_signs import TOLD
from models.rules.upkeep.conditions.row import Sign
from models.tables import database
from models.tables.core.trouble import trouble_of
from models.tables.upkeep.schema import moved_to
from sync_agent.clock import Clock
from sync_agent.connector_kit.errors import ConnectorError, NumberBlocked, SignInNeeded, TryLater
from sync_agent.delivering import WitnessLost
from sync_agent.journal import frames
from sync_agent.pacing import Pacing

log = logging.getLogger(__name__)

# What is done to a damaged file damages it further.
DAMAGED = "the database file is damaged: stop both programs and restore a backup (restore FILE --replace)"
# "baru, ok, terganggu, jeda" (models/tables/channels/channel.py): jeda is the one a person must end.
_DISTURBED, _PAUSED = "terganggu", "jeda"


def reconnect() -> str:
    """Replace this thread's database connection; where that fails, the next statement tries again.

    Return why the agent must stop: the office moved to another database while this one was not to be had, or its
    schema is another program's.
    """
    with suppress(OperationalError, InterfaceError):
        database.manual_close()  # for good: parked in the pool, it would be taken again
    with suppress(OperationalError, InterfaceError):
        database.connect(reuse_if_open=True)
        return moved_to() or database.obj.why_stop()
    return ""


def said_of(err: Exception) -> str:
    """Return what the log says of a failed statement: what it means where that is known, and its kind."""
    sign = trouble_of(err)
    return f"database: {f'{sign} ({type(err).__name__})' if sign else type(err).__name__}; trying again"


class Guard:
    """Runs the jobs of one account and handles what they raise."""

    def __init__(self, name: str, account_id: int, now: Clock, stop: Event) -> None:
        self.pacing = Pacing()
        self.fatal: str | None = None  # why the whole agent must stop
        self.failed = False  # whether a job failed since this was last set to False
        self.faulted = False  # whether the last job failed by a fault of the program itself
        self._name, self._account_id = name, account_id
        self._now, self._stop = now, stop

    def run(self, job: Callable[[], object], even_resting: bool = False) -> bool:
        """Run a job, unless it asks the platform and the account rests; return whether it went through.

        No exception leaves it.
        """
        self.faulted = False
        if (self.pacing.resting() and not even_resting) or self._stop.is_set():
            return False
        try:
            job()
        except (TryLater, SignInNeeded) as err:
            self._channel_failed(err)
        except WitnessLost as err:
            self._give_up(str(err))
        except (OperationalError, InterfaceError) as err:
            self._database_failed(err)
        except Exception as err:  # noqa: BLE001 - one bad pass must not end the service of the account
            if trouble_of(err) is Sign.DAMAGED:
                self._give_up(DAMAGED)
                return False
            self.faulted = True
            log.error(  # noqa: TRY400 - its own words may quote a citizen
                "%s: %s in %s\n%s", self._name, type(err).__name__, job.__name__, frames(err)
            )
            self._rest(err)
        else:
            return True
        return False

    def note(self, err: SignInNeeded) -> None:
        """Record a fault a person must end, without a rest: what still works goes on."""
        self.failed = True
        if record_failure(self._account_id, _PAUSED, err.reason, self._now()):
            log.warning("%s: %s: %s", self._name, _PAUSED, err.reason)

    def _channel_failed(self, err: ConnectorError) -> None:
        state = _PAUSED if isinstance(err, SignInNeeded) else _DISTURBED
        until = self._rest(err)
        try:
            if isinstance(err, NumberBlocked):
                block_by_sign(self._account_id, TOLD, self._now())
            first = record_failure(self._account_id, state, err.reason, self._now(), until)
        except (OperationalError, InterfaceError) as broken:
            self._database_failed(broken)
            return
        if first:
            log.warning("%s: %s: %s", self._name, state, err.reason)

    def _database_failed(self, err: Exception) -> None:
        if "disk i/o error" in str(err).lower():
            # After a failed fsync the disk's content is unknown: stop, restart, read it again (F44).
            self._give_up("the disk under the database reports errors")
            return
        log.warning("%s: %s", self._name, said_of(err))
        self._rest(err)
        if left := reconnect():
            self._give_up(left)

    def _give_up(self, reason: str) -> None:
        self.failed = True
        self.fatal = reason
        self._stop.set()

    def _rest(self, err: Exception) -> datetime:
        self.failed = True
        return self.pacing.failed(err, self._now())
