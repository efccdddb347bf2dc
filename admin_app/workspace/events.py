"""The course of a case for reading: its moves, the warnings that were given and the pauses, newest first."""

from dataclasses import dataclass
from datetime import datetime

from admin_app.workspace.case_clocks import PauseShown
from admin_app.workspace.links import LinkEvent
from models.rules.links import LINK_LABELS, LinkMove
from models.rules.sop import MOVES, STAGES, Stage
from models.rules.warnings import WARNINGS, Clock
from models.tables import History
from models.tables import Warning as WarningGiven


@dataclass(frozen=True)
class Event:
    """One thing that happened: when, whose deed, what, where the case went, and why."""

    at: datetime
    who: str
    what: str
    stage: str = ""
    reason: str = ""


def read_events(
    complaint: int, history: list[History], pauses: list[PauseShown], links: list[LinkEvent]
) -> list[Event]:
    """Put moves, warnings, pauses and links into one order. One query."""
    warnings = WarningGiven.select().where(WarningGiven.complaint == complaint).order_by(WarningGiven.id)
    events = [*map(_move, history), *map(_warning, warnings), *(event for row in pauses for event in _pause(row))]
    events += [Event(row.at, row.who, row.what, reason=row.why) for row in links]
    return sorted(events, key=lambda event: event.at, reverse=True)


_WHAT = {str(move): row.label for move, row in MOVES.items()} | {str(move): LINK_LABELS[move] for move in LinkMove}


def _move(row: History) -> Event:
    what = _WHAT.get(row.move, "Pesan diterima, pengaduan dibuka")
    who = row.actor.name if row.actor else "Sistem"
    return Event(row.at, who, what, STAGES[Stage(row.to_stage)].label, row.reason)


_WORDS = {(row.clock, row.grade): row.words for row in WARNINGS}


def _warning(row: WarningGiven) -> Event:
    clock = Clock.LANGKAH if row.record_id else Clock.HUKUM
    name = "waktu langkah" if clock is Clock.LANGKAH else "batas waktu peraturan"
    return Event(row.at, "Sistem", f"Peringatan: {name} {_WORDS.get((clock, row.grade), row.grade)}")


def _pause(row: PauseShown) -> list[Event]:
    began = Event(row.starts_at, row.maker, f"Jam langkah {row.step} dihentikan: {row.reason}", reason=row.why)
    ended = [Event(row.ends_at, "", f"Jam langkah {row.step} berjalan lagi")] if row.ends_at else []
    return [began, *ended]
