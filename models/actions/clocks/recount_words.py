"""What screens and papers say of an ended step that was counted anew: what it was, what it is, why, since when."""

from collections.abc import Iterable
from datetime import timedelta

from models.rules.clocks.arithmetic import amount
from models.rules.core.moments import to_wib
from models.tables import StepRecount


def recount_words(row: StepRecount) -> str:
    """Return one recount as a sentence: Semula …, kini … sejak …, karena ….

    The due time stands in it only where that alone changed.
    """
    was, now = _count(row.net_before, row.late_before), _count(row.net_after, row.late_after)
    if was == now and row.due_before and row.due_after:
        was, now = (f"batasnya {to_wib(due):%d/%m/%Y %H.%M}" for due in (row.due_before, row.due_after))
    why = row.why.rstrip(".")
    return f"Semula {was}; kini {now} (sejak {to_wib(row.at):%d/%m/%Y %H.%M}), karena: {why}."


def recount_lines(rows: Iterable[StepRecount]) -> list[str]:
    """Return the recounts of one step as sentences, in order."""
    return [recount_words(row) for row in rows]


def _count(minutes: float | None, late: bool | None) -> str:
    return f"{amount(timedelta(minutes=minutes or 0.0))} menit, {'terlambat' if late else 'tepat waktu'}"
