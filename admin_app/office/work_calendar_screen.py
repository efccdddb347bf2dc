"""Kalender kerja: a month as the clock counts it, special hours of a range, and changes that wait for a paraf."""

from calendar import Calendar as Weeks
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise
from typing import Any

from flask import abort, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.office.calendar_screen import WAITS
from admin_app.office.waiting_changes import read_decided, read_waiting, waiting_for
from admin_app.shell.access import demand, may, now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage, capped
from admin_app.shell.wording import DAYS
from models.actions.clocks.change_calendar import Entered, agree_change, refuse_change
from models.actions.clocks.count_in_parts import counts_on
from models.actions.clocks.keep_hours import add_special_hours, end_special_hours
from models.actions.core.actor import Actor
from models.actions.core.office_facts import office_calendar
from models.rules.clocks.special_hours import DayHours, HoursNotAllowed
from models.rules.clocks.working_time import Calendar
from models.rules.core.errors import AlreadyDone, MonthNotAllowed, NotPermitted, NotVisible, RuleBroken
from models.rules.core.moments import to_wib
from models.rules.figures.months import edges, month_label, month_of, next_month
from models.rules.staff.permissions import Permission
from models.tables import Holiday, WorkingBlock
from models.tables.core.filled import filled
from models.tables.core.prepared import Worded, prepared_by_value


@dataclass(frozen=True)
class DayShown:
    """One day: its hours in words, its working minutes, and the holiday or special hours that cause them."""

    day: date
    hours: tuple[str, ...]
    minutes: int
    holiday: str
    special: str
    is_today: bool


@dataclass(frozen=True)
class Special:
    """Special hours of a range."""

    note: str
    first: date
    last: date | None
    state: str  # berjalan, akan datang, selesai


class WorkCalendarPage(GuardedPage):
    """The calendar everybody reads; those who keep it may add special hours."""

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show a month."""
        return self._page()

    @expose("/jam-khusus", methods=("POST",))
    def add(self) -> ResponseReturnValue:
        """Add special hours for a range."""
        return self._do(_add, "Jam khusus disimpan.")

    @expose("/akhiri", methods=("POST",))
    def end(self) -> ResponseReturnValue:
        """End special hours."""
        return self._do(_end, "Jam khusus diakhiri.")

    @expose("/putuskan", methods=("POST",))
    def decide(self) -> ResponseReturnValue:
        """Countersign a waiting change, or refuse it (one's own: take it back)."""
        form, actor = request.form, signed_in_actor()
        if not (may(Permission.COUNTERSIGN_CALENDAR) or may(Permission.KEEP_CALENDAR)):
            abort(403)
        change = _change()
        try:
            if form.get("putusan") == "paraf":
                counted = agree_change(change, actor, now(), form_key=form.get("form_key"))
                told = f" {counted} langkah yang sudah berakhir dihitung ulang." if counted else ""
                if counts_on(change):
                    told = " Langkah yang sudah berakhir dihitung ulang bertahap; lihat di bawah."
                done = f"Diparaf dan berlaku.{told}"
            else:
                refuse_change(change, form.get("alasan", ""), actor, now(), form_key=form.get("form_key"))
                done = "Perubahan itu tidak berlaku; hitungan tetap seperti semula."
        except (AlreadyDone, NotPermitted, NotVisible):
            raise
        except RuleBroken as broken:
            return self._page(broken.sentence, of_change=True), 409
        flash(done, "success")
        return redirect(self.get_url(".index", bulan=_asked_month()))

    def waiting(self) -> int | Worded:
        """Return the query for how many changes wait for this person's word; 0 where none can."""
        actor = signed_in_actor()
        return _undecided.worded(actor) if actor.may(Permission.COUNTERSIGN_CALENDAR) else 0

    def _do(self, act: Callable[[], Entered], done: str) -> ResponseReturnValue:
        demand(Permission.KEEP_CALENDAR)
        try:
            entered = act()
        except (AlreadyDone, NotVisible):
            raise
        except RuleBroken as broken:
            return self._page(broken.sentence), 409
        if entered.moved or entered.waits is None:
            moved = f" {entered.moved} batas waktu yang masih berjalan dihitung ulang." if entered.moved else ""
            flash(done + moved, "success")
        if entered.waits is not None:
            flash(f"{entered.waits.says}: {WAITS}", "warning")
        return redirect(self.get_url(".index", bulan=_asked_month()))

    def _page(self, refused: str = "", *, of_change: bool = False) -> str:
        month, calendar, today = _asked_month(), office_calendar(), to_wib(now()).date()
        specials = _specials(today)
        weeks = _weeks(month, calendar, specials, today)
        shown = [day for week in weeks for day in week if day]
        return str(
            self.render(
                "office/work_calendar.html",
                month=month,
                label=month_label(month),
                before=_month_before(month),
                after=next_month(month),
                weeks=weeks,
                day_names=DAYS,
                workdays=sum(bool(day.minutes) for day in shown),
                minutes=sum(day.minutes for day in shown),
                specials=specials,
                may_keep=may(Permission.KEEP_CALENDAR),
                refused="" if of_change else refused,
                typed=request.form if refused and not of_change else {},
                problem=refused if of_change else "",
                waits=read_waiting(signed_in_actor(), now()),
                decided=read_decided(now()),
            )
        )


def _asked_month() -> str:
    month = request.values.get("bulan", "")
    try:
        edges(month)
    except MonthNotAllowed:
        return month_of(now())
    return month


def _month_before(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02d}"


def _weeks(month: str, calendar: Calendar, specials: list[Special], today: date) -> list[list[DayShown | None]]:
    year, number = int(month[:4]), int(month[5:])
    opens, closes = (to_wib(edge).date() for edge in edges(month))
    off = Holiday.select().where(Holiday.active & (Holiday.day >= opens) & (Holiday.day < closes))
    names = {row.day: row.name for row in off}

    def shown(day: date) -> DayShown | None:
        return _shown(day, calendar, names, specials, today) if day.month == number else None

    return [[shown(day) for day in week] for week in Weeks().monthdatescalendar(year, number)]


def _shown(day: date, calendar: Calendar, names: dict[date, str], specials: list[Special], today: date) -> DayShown:
    spans = calendar.spans(day)
    covering = [row for row in specials if row.first <= day and (row.last is None or day <= row.last)]
    special = max(covering, key=lambda row: row.first).note if covering and spans else ""
    minutes = sum(int((closes - opens).total_seconds() // 60) for opens, closes in spans)
    return DayShown(day, _hours(spans), minutes, names.get(day, ""), special, day == today)


def _hours(spans: list[tuple[datetime, datetime]]) -> tuple[str, ...]:
    """Return the stretches of a day in words, adjoining ones joined."""
    if not spans:
        return ()
    begins = [spans[0][0], *(later[0] for earlier, later in pairwise(spans) if later[0] != earlier[1])]
    ends = [*(earlier[1] for earlier, later in pairwise(spans) if later[0] != earlier[1]), spans[-1][1]]
    return tuple(f"{to_wib(a):%H.%M}–{to_wib(b):%H.%M}" for a, b in zip(begins, ends, strict=True))


def _specials(today: date) -> list[Special]:
    found: dict[date, Special] = {}
    dated = WorkingBlock.select().where(WorkingBlock.valid_from.is_null(False))
    for row in dated.order_by(WorkingBlock.valid_from.desc(), WorkingBlock.id):
        begins = filled(row.valid_from)
        state = "akan datang" if begins > today else "berjalan"
        state = "selesai" if row.valid_until and row.valid_until < today else state
        found.setdefault(begins, Special(row.note or "Jam khusus", begins, row.valid_until, state))
    return list(found.values())


def _add() -> Entered:
    form = request.form
    return add_special_hours(
        form.get("note", ""),
        _date("first"),
        _date("last"),
        _day_hours("kerja"),
        _day_hours("jumat"),
        signed_in_actor(),
        now(),
        form_key=form.get("form_key"),
    )


def _end() -> Entered:
    return Entered(end_special_hours(_date("first"), signed_in_actor(), now(), form_key=request.form.get("form_key")))


@prepared_by_value
def _undecided(actor: Actor) -> Any:
    return capped(waiting_for(actor))


def _change() -> int:
    typed = request.form.get("perubahan", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else abort(404)


def _date(name: str) -> date:
    try:
        return date.fromisoformat(request.form.get(name, ""))
    except ValueError as err:
        raise HoursNotAllowed("Isi tanggal mulai dan tanggal akhir.") from err


def _day_hours(prefix: str) -> DayHours:
    return DayHours(*(_time(f"{prefix}_{part}") for part in ("mulai", "selesai", "rehat", "rehat_selesai")))


def _time(name: str) -> time | None:
    typed = request.form.get(name, "").strip()
    try:
        return time.fromisoformat(typed) if typed else None
    except ValueError as err:
        raise HoursNotAllowed("Tulis jam seperti 08:00.") from err
