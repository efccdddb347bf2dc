"""Which period a report shows: by its key in the address, or by the length and dates chosen on the page."""

from datetime import date

from flask import abort, request

from admin_app.shell.access import now
from models.rules.core.moments import to_wib
from models.rules.figures.periods import Period, PeriodNotAllowed, Span, around, now_in, own_period, read_period


def asked_period() -> Period:
    """Return the period of an address, by default this month."""
    key = request.args.get("periode", "")
    try:
        return read_period(key) if key else now_in(Span.BULAN, now())
    except PeriodNotAllowed:
        abort(404)


def chosen_period() -> Period:
    """Return the period chosen on the page, by its key or by length and dates, by default this month.

    Raises PeriodNotAllowed.
    """
    key, span = request.args.get("periode", ""), request.args.get("rentang", "")
    if key:
        return read_period(key)
    if span not in list(Span):
        return now_in(Span.BULAN, now())
    first = _day("mulai") or to_wib(now()).date()
    if span == Span.SENDIRI:
        return own_period(first, _day("sampai") or first)
    return around(Span(span), first)


def _day(name: str) -> date | None:
    typed = request.args.get(name, "")
    try:
        found = date.fromisoformat(typed) if typed else None
    except ValueError:
        found = date.min
    if found is not None and not 2000 <= found.year <= 2099:
        raise PeriodNotAllowed("Tanggal ini tidak dikenal. Pilih tanggal antara tahun 2000 dan 2099.")
    return found
