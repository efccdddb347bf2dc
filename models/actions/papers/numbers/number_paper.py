"""Numbers a paper at signing: typed in from outside, from a granted range, or the next of our own series."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from models.actions.core import audit_trail, give_number
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.office_facts import office_calendar
from models.actions.core.own_types.catalogue import catalogue
from models.actions.papers.numbers.archive_codes import settings_on
from models.actions.papers.numbers.number_blocks import tell_if_low
from models.rules.core.errors import NumberNotAllowed
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.papers.documents import DocumentRow
from models.rules.papers.numbering import (
    AGENDA_UNIT,
    LETTER_FORMAT,
    LETTER_PATTERN,
    NumberMode,
    PaperDate,
    SeriesScope,
    check_format,
    check_letter_number,
    check_not_ahead,
    check_order,
    check_paper_date,
    letter_form,
    series_of,
)
from models.rules.staff.permissions import Permission
from models.tables import Document, ExternalNumber, IssuedNumber, NumberSeries

TYPED_OUTSIDE = "sudah dipakai dalam register luar atau seri lain"
LETTERS = "UM.01.01"  # Persuratan in both sets of codes (notadinas §4.2)
_AGENDA_FORM = "{urut}/{year}"


@dataclass(frozen=True)
class Signing:
    """One paper being signed: its row, who signs, when, and the WIB date it will carry."""

    document: Document
    row: DocumentRow
    actor: Actor
    now: datetime
    day: date

    @property
    def holder(self) -> str:
        """Return the paper's name in the register."""
        return f"document:{self.document.id}"


def mode_of(settings: Mapping[str, str]) -> NumberMode:
    """Return who gives letter numbers."""
    return NumberMode(settings.get("mode_nomor", "eksternal"))


def series_scope_of(settings: Mapping[str, str]) -> SeriesScope:
    """Return what one series of letter numbers counts."""
    return SeriesScope(settings.get("lingkup_seri", "kantor"))


def classification_of(row: DocumentRow, settings: Mapping[str, str]) -> str:
    """Return a paper's archive code: that of its type, else the office's for letters, else the row's.

    `settings`: with the codes of the paper's day (archive_codes.settings_on); the row of an own type has none.
    """
    by_type = settings.get(f"klasifikasi_{row.code}")
    return by_type or settings.get("klasifikasi_surat") or row.classification or LETTERS


def series_in_use(settings: Mapping[str, str]) -> list[str]:
    """Return the series in which the office's letters count by the present settings."""
    scope = series_scope_of(settings)
    letters = [row for row in catalogue().values() if row.numbered]
    return list(dict.fromkeys(series_of(scope, classification_of(row, settings), row.code) for row in letters))


def paper_day(
    row: DocumentRow,
    settings: Mapping[str, str],
    dated: PaperDate | None,
    actor: Actor,
    now: datetime,
    *,
    outside: bool = False,
) -> date:
    """Return the date a paper will carry: today in WIB, or the earlier one asked for. Raises NumberNotAllowed.

    A number from outside brings its date; otherwise only those who keep the register may choose an earlier one.
    `outside`: the paper was signed elsewhere and has the date it was given there, on whatever day.
    """
    today = to_wib(now).date()
    if dated is None:
        return today
    if outside:
        return check_not_ahead(dated.day, today)
    typed = row.numbered and mode_of(settings) is NumberMode.EKSTERNAL
    allowed = typed or (actor.role is not None and actor.may(Permission.DATE_BACK))
    return check_paper_date(dated, today, allowed, bool(office_calendar().spans(dated.day)))


def number_for(
    signing: Signing, settings: Mapping[str, str], typed: str | None, *, outside: bool = False
) -> str | None:
    """Return the number of a paper being signed, None where its type has none. Raises NumberNotAllowed.

    Must run in the transaction that signs, so that a number is used exactly when the paper is. The year is that of
    the paper's date. `outside`: it was signed elsewhere and has the number it was given there, in whatever form.
    """
    row = signing.row
    if outside and typed and typed == booked_number(signing.document):
        return typed
    if row.numbered and (outside or mode_of(settings) is NumberMode.EKSTERNAL):
        return _typed_number(signing, settings, typed, outside)
    if row.numbered:
        return _own_number(signing, settings)
    if row.agenda:
        who = (signing.actor, signing.now)
        number = give_number.take(AGENDA_UNIT, signing.day.year, row.agenda, [signing.holder], _AGENDA_FORM, *who)
        _check_order(signing)
        return number[0]
    return None


def booked_number(document: Document) -> str:
    """Return the number a draft keeps although it was not signed with it yet; empty where it has none."""
    own = (IssuedNumber.holder == f"document:{document.id}") & ~IssuedNumber.cancelled
    given = IssuedNumber.get_or_none(own) or ExternalNumber.get_or_none(ExternalNumber.document == document.id)
    return "" if given is None else str(given.text if isinstance(given, IssuedNumber) else given.number)


def _typed_number(signing: Signing, settings: Mapping[str, str], typed: str | None, outside: bool) -> str:
    booked = ExternalNumber.get_or_none(ExternalNumber.document == signing.document.id)
    if booked is not None and (typed or "").strip() in ("", booked.number):
        return str(booked.number)
    if not (typed or "").strip():
        raise NumberNotAllowed("Ketik nomor naskah dari Tata Usaha atau SRIKANDI lebih dahulu.")
    pattern = settings.get("pola_nomor", LETTER_PATTERN)
    number = (typed or "").strip() if outside else check_letter_number(typed or "", pattern)
    unit, year = settings.get("kode_unit", ""), signing.day.year
    own = (NumberSeries.unit == unit) & (NumberSeries.year == year) & (IssuedNumber.text == number)
    if booked is not None:  # typed wrongly at an attempt that did not sign it
        booked.delete_instance()
    if not IssuedNumber.select().join(NumberSeries).where(own).exists():
        kept = ExternalNumber.insert(
            unit=unit,
            year=year,
            number=number,
            document=signing.document.id,
            entered_by=signing.actor.person_id,
            entered_at=signing.now,
        )
        if list(kept.on_conflict_ignore().returning(ExternalNumber.id).tuples()):
            return number
    raise NumberNotAllowed(f"Nomor {number} sudah dipakai naskah lain tahun {year}. Periksa buku agenda.")


def _own_number(signing: Signing, settings: Mapping[str, str]) -> str:
    """Return the number the paper keeps, else the next of our series without those known from outside (cancelled)."""
    if kept := _kept_from_outside(signing):
        return kept
    unit, year, scope = settings.get("kode_unit", ""), signing.day.year, series_scope_of(settings)
    code, classification = signing.row.code, classification_of(signing.row, settings_on(settings, signing.day))
    form = check_format(settings.get("format_nomor", LETTER_FORMAT), scope)
    form = letter_form(form, unit, classification, code, year)
    series, granted_only = series_of(scope, classification, code), mode_of(settings) is NumberMode.BLOK
    holder = [signing.holder]
    _let_go_of_other_year(signing)
    while True:
        given = give_number.take(
            unit, year, series, holder, form, signing.actor, signing.now, granted_only=granted_only
        )
        if not _used_elsewhere(unit, year, given[0], signing.holder):
            break
        taken = IssuedNumber.get(IssuedNumber.holder == signing.holder)
        outside = {"holder": f"external:{taken.id}", "cancelled": True, "cancel_reason": TYPED_OUTSIDE}
        IssuedNumber.update(outside).where(IssuedNumber.id == taken.id).execute()
    _check_order(signing)
    if granted_only:
        tell_if_low(signing.holder, signing.now)
    return given[0]


def _kept_from_outside(signing: Signing) -> str:
    """Return the number from outside that a draft keeps; one of another year is let go."""
    booked = ExternalNumber.get_or_none(ExternalNumber.document == signing.document.id)
    if booked is None or booked.year == signing.day.year:
        return "" if booked is None else str(booked.number)
    booked.delete_instance()
    return ""


def _let_go_of_other_year(signing: Signing) -> None:
    """Cancel the number that a draft keeps of another year: it was not signed with it before the year ended."""
    kept = IssuedNumber.select(IssuedNumber.id).join(NumberSeries)
    mine = (IssuedNumber.holder == signing.holder) & (NumberSeries.year != signing.day.year)
    for number in kept.where(mine):
        gone = {"holder": f"lepas:{number.id}", "cancelled": True, "cancelled_by": signing.actor.staff_id}
        gone |= {"cancel_reason": "tahunnya berganti sebelum naskahnya ditandatangani"}
        IssuedNumber.update(gone).where(IssuedNumber.id == number.id).execute()


def _used_elsewhere(unit: str, year: int, number: str, holder: str) -> bool:
    typed = (ExternalNumber.unit == unit) & (ExternalNumber.year == year) & (ExternalNumber.number == number)
    other = (NumberSeries.unit == unit) & (NumberSeries.year == year) & (IssuedNumber.text == number)
    others = IssuedNumber.select().join(NumberSeries).where(other & (IssuedNumber.holder != holder))
    return ExternalNumber.select().where(typed).exists() or others.exists()


def _check_order(signing: Signing) -> None:
    """Raise NumberNotAllowed for a date before the preceding number's, unless an earlier date was allowed."""
    if signing.day < to_wib(signing.now).date():
        return
    mine = IssuedNumber.alias()
    series, urut = (mine.select(column).where(mine.holder == signing.holder) for column in (mine.series, mine.urut))
    before = (IssuedNumber.series == series) & (IssuedNumber.urut < urut)
    papers = IssuedNumber.select(IssuedNumber.holder).where(before & IssuedNumber.holder.startswith("document:"))
    last = papers.order_by(IssuedNumber.urut.desc()).first()
    before_it = Document.get_by_id(int(last.holder.removeprefix("document:"))).date if last is not None else None
    if before_it is not None:  # none: it keeps its number and is not signed yet
        check_order(signing.day, before_it)


def trace_date(signing: Signing, dated: PaperDate | None) -> None:
    """Record that a paper carries an earlier date: why with the paper, that it does in the audit trail."""
    if dated is not None and signing.day < to_wib(signing.now).date():
        Document.update(date_reason=storable(dated.reason).strip()).where(
            Document.id == signing.document.id
        ).execute()
        event = AuditEvent("tanggal_naskah", signing.holder, "", signing.day.isoformat())
        audit_trail.write(signing.actor, signing.now, event)
