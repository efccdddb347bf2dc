"""Records in the audit trail what officers looked at: files before they are sent, the rest once a second."""

import logging
import threading
from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.rules.privacy.looks import CHAIN, LATEST, LOOKS, MOST_REFUSED, REFUSED_WITHIN, Look, is_same
from models.tables import database
from models.tables.core.database import on_connection

log = logging.getLogger(__name__)

_REMEMBERED = 20_000  # looks, so that a page drawn anew is none; forgetting one only records it again
_REFUSING = frozenset({Look.REFUSED, Look.FORM_REFUSED})
_MORE = "dan seterusnya dalam satu menit"


@dataclass(frozen=True)
class _Seen:
    actor: Actor
    at: datetime
    event: AuditEvent


class LookBook:
    """The looks of one process that are not stored yet, and when each was last recorded."""

    def __init__(self) -> None:
        self._waiting: deque[_Seen] = deque()
        self._last: dict[tuple[str, Look, str, str], datetime] = {}
        self._refused: dict[str, list[datetime]] = {}
        self._turn = threading.Lock()

    def note(self, look: Look, actor: Actor, subject: str, detail: str, now: datetime) -> None:
        """Record a look at a subject of the trail (complaint:7), before it returns where its row says so.

        Raises PeeweeException where that cannot be stored: then it must not be shown.
        """
        if look in _REFUSING:
            count = self._refusals(actor.address, now)
            if count > MOST_REFUSED:
                return
            detail = _MORE if count == MOST_REFUSED else detail
        key = (actor.username, look, subject, detail)
        with self._turn:
            if is_same(look, self._last.get(key), now):
                return
        seen = _Seen(replace(actor, chain=CHAIN), now, AuditEvent(look, subject, after=detail))
        if LOOKS[look].before_shown:
            _store([seen])
        else:
            self._waiting.append(seen)
        self._remember(key, now)

    @property
    def waits(self) -> bool:
        """Whether a look is not stored yet."""
        return bool(self._waiting)

    def flush(self) -> int:
        """Store what waits; return how many looks. Raises PeeweeException, and keeps them for the next time."""
        taken = [self._waiting.popleft() for _ in range(len(self._waiting))]
        try:
            _store(taken)
        except BaseException:
            self._waiting.extendleft(reversed(taken))
            raise
        return len(taken)

    def _refusals(self, address: str, now: datetime) -> int:
        """Return how often an address was refused lately: a thousand refused pages must not fill the trail."""
        with self._turn:
            self._refused = {one: left for one, times in self._refused.items() if (left := _lately(times, now))}
            mine = self._refused.get(address, [])
            if len(mine) <= MOST_REFUSED:
                self._refused[address] = [*mine, now]
            return len(mine)

    def _remember(self, key: tuple[str, Look, str, str], now: datetime) -> None:
        if LOOKS[key[1]].same_within:
            with self._turn:
                while len(self._last) >= _REMEMBERED:
                    del self._last[next(iter(self._last))]
                self._last.pop(key, None)
                self._last[key] = now


def _lately(times: list[datetime], now: datetime) -> list[datetime]:
    return [at for at in times if abs(now - at) < REFUSED_WITHIN]


def _store(looks: list[_Seen]) -> None:
    if not looks:
        return
    with database.atomic():
        for one in looks:
            audit_trail.write(one.actor, one.at, one.event)


class LooksStored(threading.Thread):
    """Stores what waits once a second, until the program ends."""

    def __init__(self, book: LookBook, stop: threading.Event) -> None:
        super().__init__(name="looks", daemon=True)
        self._book, self._stop_sign, self._failing = book, stop, False

    def run(self) -> None:
        """Store until told to stop; a failure is logged by its kind once, and tried again."""
        while not self._stop_sign.wait(LATEST.total_seconds()):
            self.once()
        self.once()

    def once(self) -> None:
        """Store what waits now. Raises nothing."""
        if not self._book.waits:
            return
        try:
            with on_connection():
                self._book.flush()
        except Exception as err:  # noqa: BLE001 - whatever it is, it is tried again
            if not self._failing:
                log.warning("looks at cases are not stored (%s); tried again", type(err).__name__)
            self._failing = True
        else:
            self._failing = False
