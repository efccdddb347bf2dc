"""Surat pengawas: what the watcher of this machine told, by which way, and whether it left; newest first."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from flask import current_app
from flask_admin import expose

from admin_app.shell.guarded_page import GuardedPage
from admin_app.upkeep.letter_words import WAYS, gist, why_words
from models.rules.staff.permissions import Permission
from models.tables.core.file_lock import is_taken
from models.tables.core.files.places import this_machine
from models.tables.core.settings import Settings
from models.tables.upkeep.alert_ways import FILES
from models.tables.upkeep.outside_watcher import NAME as OUTSIDE_FILE
from models.tables.upkeep.outside_watcher import last_word
from models.tables.upkeep.watcher_letters import LOCK, LetterLine, LetterLog, newest_of, read_letters

_SHOWN = 100
_FILES = {**FILES, "outside": OUTSIDE_FILE}


@dataclass(frozen=True)
class WayNow:
    """How one way stands: whether it was entered here, when a letter left by it last, why the newest did not."""

    label: str
    entered: bool
    left_at: datetime | None
    why_not: str


class WatcherLettersPage(GuardedPage):
    """The watcher's letters, as it noted them in this machine's data folder."""

    permission = Permission.KEEP_WATCH

    @expose("/")
    def index(self) -> str:
        """Show the letters, or why none can be shown."""
        data_dir = cast(Settings, current_app.config["ADUAN"]).data_dir
        log, unread = _read(data_dir)
        return self.render(
            "upkeep/watcher_letters.html",
            machine=this_machine(),
            watched=_is_watched(data_dir),
            unread=unread,
            ways=[_way(data_dir, log, way) for way in WAYS],
            lines=log.lines[:_SHOWN],
            more=max(0, len(log.lines) - _SHOWN),
            torn=log.torn,
            gist=gist,
            why_words=why_words,
            labels=WAYS,
        )


def _read(data_dir: Path) -> tuple[LetterLog, str]:
    """Return the letters, and why they cannot be read."""
    try:
        return read_letters(data_dir), ""
    except OSError as err:
        return LetterLog(), err.strerror or type(err).__name__


def _is_watched(data_dir: Path) -> bool | None:
    """Whether a watcher of this folder lives; None where its lock cannot be asked."""
    try:
        return is_taken(data_dir / LOCK)
    except OSError:
        return None


def _way(data_dir: Path, log: LetterLog, way: str) -> WayNow:
    newest = newest_of(log, way)
    left: LetterLine | None = next((one for one in log.lines if one.way == way and not one.why_not), None)
    left_at = left.at if left else None
    if way == "outside":  # its words are noted where they differ; beside its address stands when one was heard last
        word = last_word(data_dir)
        left_at = word.heard_at if word else left_at
    return WayNow(WAYS[way], (data_dir / _FILES[way]).exists(), left_at, newest.why_not if newest else "")
