"""Tells people by letters what the watcher found: when it begins, again while nobody acknowledges it, and its end.

What was told outlives the watcher, so one that is started anew tells nothing twice and no end that it did not see.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from models.actions.upkeep.trail_checkpoints import newest_checkpoint
from models.rules.core.moments import parse_iso
from models.rules.core.signed_trail import Checkpoint
from models.rules.upkeep.alerts import (
    UNHEARD_ATTEMPTS,
    Alert,
    Letter,
    Told,
    after,
    alerts_of,
    letter_due,
    of_others,
    unheard,
)
from models.rules.upkeep.conditions.row import Seen, Sign
from models.rules.upkeep.conditions.table import judge
from models.rules.upkeep.watched import Memory, Wrong, wrong_of
from models.tables.core.keys.trail_key import is_signed
from models.tables.core.secrets import SecretLost
from models.tables.upkeep.alert_book import Book, forget_acknowledged, keep_book, read_acknowledged, read_book
from models.tables.upkeep.outside_watcher import AddressElsewhere
from sync_agent.journal import frames
from sync_agent.watcher.letters import Way
from sync_agent.watcher.noting import Notes

log = logging.getLogger(__name__)

_LONGEST_WAIT = timedelta(minutes=30)
(_WAYS_LOST,) = map(wrong_of, judge(Seen(frozenset({Sign.WAYS_LOST}))))
(_FAULT,) = map(wrong_of, judge(Seen(frozenset({Sign.LETTERS_FAIL}))))


class Alerts:
    """The letters of one watcher. `ways` is asked at every look, so that what is entered counts at once."""

    def __init__(self, data_dir: Path, ways: Callable[[], Sequence[Way]], machine: str) -> None:
        self._data_dir, self._ways, self._machine = data_dir, ways, machine
        self._book, self._notes = read_book(data_dir), Notes(data_dir)
        self._fails: dict[str, int] = {}
        self._tried: dict[str, datetime] = {}
        self._faulty: set[str] = set()  # ways whose last letter met a fault of the program
        self._lost = self._unkept = self._failed = False

    def remembered(self) -> Memory:
        """Return what was told before this watcher began: it holds until a look that could ask does not find it."""
        before = tuple(one.wrong for one in self._book.holds)
        return Memory(before, before)

    def wrong(self) -> tuple[Wrong, ...]:
        """Return what is wrong with the letters themselves, as far as the other ways can tell it."""
        silent = [unheard(way) for way, fails in sorted(self._fails.items()) if fails >= UNHEARD_ATTEMPTS]
        return (*silent, *([_WAYS_LOST] if self._lost else []), *([_FAULT] if self._failed or self._faulty else []))

    def tell(self, holds: Sequence[Wrong], now: datetime) -> None:
        """Send the letters that are due; `holds`: all conditions that count, each once. Raises nothing."""
        try:
            self._tell(holds, now)
        except Exception as err:  # noqa: BLE001 - the watcher goes on, and its other ways tell of it
            if not self._failed:
                _say(err)
            self._failed = True
        else:
            self._failed = False

    def _tell(self, holds: Sequence[Wrong], now: datetime) -> None:
        alerts = alerts_of(self._book.holds, holds, read_acknowledged(self._data_dir), now)
        ways, checkpoint = self._known(), _checkpoint(self._data_dir)
        told = {way: last for way, last in self._book.told.items() if self._lost or way in self._fails}
        for way in ways:
            own = of_others(alerts, way.name)
            before = told.get(way.name, Told())
            letter = letter_due(before, own, now, way.repeat, checkpoint)
            if letter is None:
                self._well(way.name)  # nothing waits to be told
            elif self._rested(way.name, now) and self._sent(way, letter, now):
                told[way.name] = after(own, now, before, checkpoint)
        self._remember(Book(tuple(alerts), told))

    def _known(self) -> Sequence[Way]:
        try:
            found = self._ways()
        except (SecretLost, AddressElsewhere, OSError) as err:
            if not self._lost:
                log.warning("%s: %s (%s)", _WAYS_LOST.key, _WAYS_LOST.operators, type(err).__name__)
            self._lost = True
            return ()
        self._lost = False
        self._fails = {one.name: self._fails.get(one.name, 0) for one in found}
        self._faulty &= set(self._fails)
        return found

    def _rested(self, way: str, now: datetime) -> bool:
        """Whether a way that failed may be tried again: after one minute, two, four, and at most half an hour."""
        fails, tried = self._fails[way], self._tried.get(way)
        wait = min(timedelta(minutes=2 ** min(fails - 1, 10)), _LONGEST_WAIT) if fails else timedelta(0)
        return tried is None or not timedelta(0) <= now - tried < wait

    def _sent(self, way: Way, letter: Letter, now: datetime) -> bool:
        self._tried[way.name] = now
        why_not = self._carried(way, letter, now)
        self._notes.letter(way.name, letter, now, why_not)
        if why_not:
            if not self._fails[way.name]:
                log.warning("a letter did not leave by %s (%s); tried again", way.name, why_not)
            self._fails[way.name] += 1
            return False
        if self._fails[way.name]:
            log.info("letters leave by %s again", way.name)
        self._well(way.name)
        return True

    def _carried(self, way: Way, letter: Letter, now: datetime) -> str:
        """Send a letter; a fault of the program is this way's alone: what the others were told must be kept."""
        try:
            why_not = way.send(letter, self._machine, now)
        except Exception as err:  # noqa: BLE001 - the other ways go on, and tell of it
            if way.name not in self._faulty:
                _say(err)
            self._faulty.add(way.name)
            return type(err).__name__
        self._faulty.discard(way.name)
        return why_not

    def _well(self, way: str) -> None:
        self._fails[way] = 0
        self._faulty.discard(way)

    def _remember(self, book: Book) -> None:
        """Keep what changed; where the disk takes nothing, this watcher still knows it."""
        changed, ended = _plain(book) != _plain(self._book), bool(self._book.holds) and not book.holds
        self._book = book
        try:
            if changed or self._unkept:
                keep_book(self._data_dir, book)
            if ended:
                forget_acknowledged(self._data_dir)
        except OSError as err:
            if not self._unkept:
                log.warning("what was told cannot be kept (%s): a watcher started anew tells it again", err.strerror)
            self._unkept = True
        else:
            self._unkept = False


def _say(fault: Exception) -> None:
    """Log a fault of the program by its kind and its lines alone: its text may quote what is secret."""
    log.warning("%s (%s)\n%s", _FAULT.operators, type(fault).__name__, frames(fault))


def _checkpoint(data_dir: Path) -> Checkpoint | None:
    """Return where the audit trail ended last; None where no program of this folder noted it, or it cannot be read.

    What nobody signed is none: whoever put it there must not keep a letter from leaving.
    """
    try:
        found = newest_checkpoint(data_dir)
        if found is None or not found.ends or not is_signed(found.signer, found.words, found.signature):
            return None
        parse_iso(found.at)
    except (OSError, ValueError):
        return None
    return found


def _plain(book: Book) -> tuple[object, ...]:
    """Return what of a book is kept: what was acknowledged stands elsewhere."""
    return _keys(book.holds), {way: (_keys(one.alerts), one.at, one.carried_at) for way, one in book.told.items()}


def _keys(alerts: Sequence[Alert]) -> list[tuple[str, datetime]]:
    return [(one.key, one.since) for one in alerts]
