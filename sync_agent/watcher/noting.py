"""Notes what the watcher sent, and what did not leave, for the administrator's screen; nothing waits for that."""

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from models.rules.upkeep.alerts import Alert, Letter
from models.rules.upkeep.watched import Wrong
from models.tables.upkeep.watcher_letters import LetterLine, Said, newest_of, note_letter, read_letters

OUTSIDE = "outside"

log = logging.getLogger(__name__)


class Notes:
    """The history of one watcher. A disk that takes no line is told by who looks at it, and here once."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir, self._unkept = data_dir, False
        self._last: tuple[dict[str, str], str] | None = None

    def letter(self, way: str, letter: Letter, now: datetime, why_not: str) -> None:
        """Note a letter and why it did not leave; empty where it did."""
        begun, still, over = (_said(part) for part in (letter.begun, letter.still, letter.over))
        carried = letter.checkpoint.at if letter.checkpoint else ""
        self._note(LetterLine(now, way, begun, still, over, carried, why_not))

    def trial(self, way: str, now: datetime, why_not: str) -> None:
        """Note a letter that only tried a way."""
        self._note(LetterLine(now, way, why_not=why_not, trial=True))

    def outside(self, wrong: Sequence[Wrong], now: datetime, why_not: str) -> None:
        """Note a word to the outside watcher where it tells or meets something else than the one before it."""
        if self._last is None:
            self._last = self._told_before()
        here = {one.key: one.staff or one.operators for one in wrong}
        if self._last == (here, why_not):
            return
        before = self._last[0] if self._last else {}
        begun, still, over = _without(here, before), _within(here, before), _without(before, here)
        self._last = (here, why_not)
        self._note(LetterLine(now, OUTSIDE, begun, still, over, why_not=why_not))

    def _told_before(self) -> tuple[dict[str, str], str] | None:
        with suppress(OSError):
            last = newest_of(read_letters(self._data_dir), OUTSIDE)
            return (dict((*last.begun, *last.still)), last.why_not) if last else None
        return None

    def _note(self, line: LetterLine) -> None:
        try:
            note_letter(self._data_dir, line)
        except OSError as err:
            if not self._unkept:
                log.warning("the history of letters cannot be written (%s)", err.strerror)
            self._unkept = True
        else:
            self._unkept = False


def _said(alerts: Sequence[Alert]) -> Said:
    return tuple((one.key, one.wrong.staff or one.wrong.operators) for one in alerts)


def _without(one: Mapping[str, str], other: Mapping[str, str]) -> Said:
    return tuple((key, says) for key, says in one.items() if key not in other)


def _within(one: Mapping[str, str], other: Mapping[str, str]) -> Said:
    return tuple((key, says) for key, says in one.items() if key in other)
