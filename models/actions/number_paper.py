"""Gives a paper its number at signing: typed in from outside, from a granted block, or the next of our register."""

from collections.abc import Mapping
from datetime import datetime

from models.actions import give_number
from models.actions.actor import Actor
from models.rules.documents import DOCUMENTS, DocumentRow
from models.rules.errors import NumberNotAllowed
from models.rules.moments import to_wib
from models.rules.numbering import (
    LETTER_FORMAT,
    LETTER_PATTERN,
    OFFICE_SERIES,
    NumberMode,
    check_letter_number,
)
from models.tables import Document, ExternalNumber, IssuedNumber, NumberSeries

TYPED_OUTSIDE = "sudah dipakai dalam register luar"
_AGENDA_UNIT, _AGENDA_FORM = "AGENDA", "{urut}/{year}"


def number_for(
    document: Document, row: DocumentRow, settings: Mapping[str, str], typed: str | None, actor: Actor, now: datetime
) -> str | None:
    """Give the number of a paper being signed, None where its kind has none. Raises NumberNotAllowed.

    Must run inside the transaction that signs, so that a number is used exactly when the paper is.
    """
    if row.numbered:
        return _take_number(document, settings, typed, actor, now)
    if row.agenda:
        holder = [f"document:{document.id}"]
        return give_number.take(_AGENDA_UNIT, to_wib(now).year, row.agenda, holder, _AGENDA_FORM, actor, now)[0]
    return None


def _take_number(
    document: Document, settings: Mapping[str, str], typed: str | None, actor: Actor, now: datetime
) -> str:
    unit, year = settings.get("kode_unit", ""), to_wib(now).year
    if NumberMode(settings.get("mode_nomor", "eksternal")) is NumberMode.EKSTERNAL:
        if not (typed or "").strip():
            raise NumberNotAllowed("Ketik nomor naskah dari Tata Usaha atau SRIKANDI lebih dahulu.")
        number = check_letter_number(typed or "", settings.get("pola_nomor", LETTER_PATTERN))
        _register(unit, year, number, document, actor, now)
        return number
    # Unit and classification are fixed for this paper; the register fills the rest.
    form = settings.get("format_nomor", LETTER_FORMAT).replace("{unit}", unit)
    form = form.replace("{klasifikasi}", DOCUMENTS[document.type].classification)
    return _next_free(unit, year, form, f"document:{document.id}", actor, now)


def _next_free(unit: str, year: int, form: str, holder: str, actor: Actor, now: datetime) -> str:
    """Take the next number that was not typed in while the numbers came from outside; those count as cancelled."""
    while True:
        number = give_number.take(unit, year, OFFICE_SERIES, [holder], form, actor, now)[0]
        typed = (ExternalNumber.unit == unit) & (ExternalNumber.year == year) & (ExternalNumber.number == number)
        if not ExternalNumber.select().where(typed).exists():
            return number
        outside = {"holder": f"external:{year}:{number}"[:60], "cancelled": True, "cancel_reason": TYPED_OUTSIDE}
        IssuedNumber.update(outside).where(IssuedNumber.holder == holder).execute()


def _register(unit: str, year: int, number: str, document: Document, actor: Actor, now: datetime) -> None:
    own = (NumberSeries.unit == unit) & (NumberSeries.year == year) & (IssuedNumber.text == number)
    if IssuedNumber.select().join(NumberSeries).where(own).exists():
        raise NumberNotAllowed(f"Nomor {number} sudah dipakai naskah lain tahun {year}. Periksa buku agenda.")
    entry = {"unit": unit, "year": year, "number": number, "document": document.id}
    taken = ExternalNumber.insert(**entry, entered_by=actor.staff_id, entered_at=now).on_conflict_ignore()
    if not list(taken.returning(ExternalNumber.id).tuples()):
        raise NumberNotAllowed(f"Nomor {number} sudah dipakai naskah lain tahun {year}. Periksa buku agenda.")
