"""What stands beside figures that include a closed month: whether they are the kept ones, and what became of them."""

from dataclasses import dataclass, replace
from typing import Any

from admin_app.shell.wording import wib
from models.actions.core.actor import Actor
from models.actions.figures.since_closing import closed_within, closing_facts, since_closing
from models.rules.core.moments import parse_iso
from models.rules.figures.corrections import Closing, correction_words, standing_words
from models.rules.figures.months import under_way_words
from models.rules.figures.periods import Period, Span
from models.tables import CalendarChange

Figures = dict[str, Any]


@dataclass(frozen=True)
class ClosingNotes:
    """Sentences beside figures, and the lines written into the register since; the rest is the same for programs."""

    sentences: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    facts: Figures | None = None
    counting: Figures | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """Return everything, a sentence a line."""
        return (*self.sentences, *self.corrections)


def closing_notes(period: Period, figures: Figures, actor: Actor) -> ClosingNotes:
    """Return what a reader of a period's figures must know: of its closed months, and of a recount under way."""
    closing = since_closing(period.key, figures, actor.whole_scope) if period.span is Span.BULAN else None
    notes = _of_closed(closing) if closing is not None else _of_several(period, figures)
    counting = CalendarChange.select().where(CalendarChange.hours != "").first()
    if counting is None or (closing is not None and closing.kept_at is not None):
        return notes  # kept figures stay as they are, whatever is counted
    said = f"{under_way_words(counting.counted, counting.to_count)} Angka langkah dapat masih berubah."
    facts = {"counted": min(counting.counted, counting.to_count), "to_count": counting.to_count}
    return replace(notes, sentences=(said, *notes.sentences), counting=facts)


def _of_closed(closing: Closing) -> ClosingNotes:
    told = tuple(correction_words(one) for one in closing.corrections)
    return ClosingNotes(tuple(standing_words(closing)), told, closing_facts(closing))


def _of_several(period: Period, figures: Figures) -> ClosingNotes:
    closed = closed_within(period)
    if not closed:
        return ClosingNotes()
    at = wib(parse_iso(str(figures["as_of"])))
    which = ", ".join(closed)
    return ClosingNotes(
        (
            f"Memuat bulan yang sudah ditutup: {which}. Angka di sini dihitung {at} dari keadaan waktu itu; "
            "angka bulan itu yang dibekukan dapat berbeda.",
        )
    )
