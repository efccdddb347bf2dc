"""When a step is due and whether it is late, from the office's standard times and its calendar."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.rules.clocks.working_time import Calendar, add_days, add_minutes


class Unit(StrEnum):
    """The unit a standard is written in."""

    MENIT = "menit"
    HARI = "hari"


@dataclass(frozen=True)
class Standard:
    """The time the SOP allows a step: an amount of working minutes or working days."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}"


def due_at(calendar: Calendar, started: datetime, standard: Standard) -> datetime:
    """Return the naive UTC moment by which a step begun then must end."""
    if standard.unit is Unit.HARI:
        return add_days(calendar, started, standard.amount)
    return add_minutes(calendar, started, standard.amount)


def is_late(due: datetime | None, moment: datetime) -> bool:
    """Whether a moment is after the due time; False without a due time."""
    return due is not None and moment > due
