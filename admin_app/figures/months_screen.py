"""Akhir bulan: the months to be closed with their figures, the frozen registers and their corrections."""

from datetime import date, datetime
from typing import Any

from flask import abort, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.figures.closing_notes import closing_notes
from admin_app.figures.report_cache import kept_figures
from admin_app.forms.row_ids import row_id
from admin_app.lists.csv_export import csv_response
from admin_app.shell.access import demand, may, now, signed_in_actor
from admin_app.shell.caches import MONTHS, cache_of
from admin_app.shell.columns import Column
from admin_app.shell.guarded_page import GuardedPage
from models.actions.core.actor import Actor
from models.actions.core.identities import mask_of
from models.actions.core.recused_posts import cases_hidden_from
from models.actions.figures.close_month import CORRECTABLE, close_month, correct_line, open_months
from models.actions.figures.line_words import Line, masked_facts
from models.actions.figures.month_figures import month_figures
from models.actions.figures.register_choices import register_choices
from models.actions.figures.register_lines import register_lines, register_page
from models.rules.core.errors import MonthNotAllowed
from models.rules.core.moments import parse_iso
from models.rules.core.texts import storable
from models.rules.figures.case_figures import Figures
from models.rules.figures.months import is_over, month_label, month_of
from models.rules.figures.periods import Period, Span, around
from models.rules.figures.register_words import REGISTER_LABELS
from models.rules.staff.permissions import Permission
from models.tables import MonthClose, RegisterLine

_MOST_SHOWN = 100


def _text(key: str) -> Column:
    return Column(key, REGISTER_LABELS[key], lambda line: line.get(key))


# The office's own columns in their order (notadinas §3.6), then ours.
REGISTER_COLUMNS: tuple[Column, ...] = (
    _text("position"),
    _text("number"),
    Column("received", REGISTER_LABELS["received"], lambda line: parse_iso(line["received"])),
    _text("channel"),
    _text("officer"),
    _text("name"),
    _text("address"),
    _text("phone"),
    _text("email"),
    _text("place"),
    _text("reported"),
    _text("time"),
    _text("problem"),
    Column("new", REGISTER_LABELS["new"], lambda line: "Baru" if line["new"] else "Lama"),
    _text("follow_up"),
    _text("status"),
    _text("on_time"),
    _text("category"),
    _text("section"),
    _text("corrects"),
    _text("reason"),
)
_LONG = ("problem", "follow_up", "address")


class MonthsPage(GuardedPage):
    """The month end of the register."""

    permission = Permission.SEE_MONTHS

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show the months, and the figures and register of one."""
        waiting, month = open_months(now()), _asked_month()
        closed = {row.month: row for row in MonthClose.select().order_by(MonthClose.month.desc())}
        actor, figures = signed_in_actor(), _figures(month, frozen=month in closed)
        skip, hidden = _asked_skip(), cases_hidden_from(actor)
        lines, count, corrected = register_page(month, now(), skip, _MOST_SHOWN, hidden=hidden)
        return self.render(
            "figures/months.html",
            month=month,
            label=month_label(month),
            labels=month_label,
            waiting=waiting,
            running=month_of(now()),
            closed=closed,
            over=is_over(month, now()),
            figures=figures,
            closing=closing_notes(around(Span.BULAN, date.fromisoformat(f"{month}-01")), figures, actor),
            lines=lines,
            count=count,
            skip=skip,
            most=_MOST_SHOWN,
            corrected=corrected,
            rows=_row_ids(month, lines),
            may_close=may(Permission.CLOSE_MONTH),
            may_export=may(Permission.EXPORT),
            moment=parse_iso,
        )

    @expose("/tutup", methods=("POST",))
    def close(self) -> ResponseReturnValue:
        """Close a month."""
        actor, month = demand(Permission.CLOSE_MONTH), request.form.get("bulan", "")
        close_month(month, actor, now(), form_key=request.form.get("form_key"))
        flash(f"Register {month_label(month)} ditutup.", "success")
        return redirect(self.get_url(".index", bulan=month), 303)

    @expose("/betulkan", methods=("GET", "POST"))
    def correct(self) -> ResponseReturnValue:
        """Show the form that corrects a line of a closed register, or add the correcting line."""
        actor = demand(Permission.CLOSE_MONTH)
        line, problem = _asked_line(), ""
        if line is None:
            return redirect(self.get_url(".index"))
        facts: dict[str, Any] = masked_facts(line, mask_of(line.complaint))
        if request.method == "POST":
            # What comes back as it was shown was not typed: under a mask it would replace what stands there.
            typed = {name: request.form[name] for name in CORRECTABLE if name in request.form}
            changes = {name: text for name, text in typed.items() if storable(text).strip() != facts.get(name)}
            try:
                reason, key = request.form.get("reason", ""), request.form.get("form_key")
                correct_line(line.id, changes, reason, actor, now(), form_key=key)
            except MonthNotAllowed as refused:
                problem, facts = refused.sentence, facts | changes
            else:
                flash("Pembetulan dicatat sebagai baris baru.", "success")
                return redirect(self.get_url(".index", bulan=line.month), 303)
        words = {"fields": CORRECTABLE, "labels": REGISTER_LABELS, "long": _LONG, "month": month_label(line.month)}
        words["choices"] = register_choices(line.month)
        page = self.render("figures/month_line.html", line=line, facts=facts, problem=problem, **words)
        return page, 409 if problem else 200

    @expose("/unduh")
    def download(self) -> ResponseReturnValue:
        """Send the register of a month as CSV, in full or masked; the export is audited."""
        demand(Permission.EXPORT)
        month, masked = _asked_month(), request.args.get("samar") == "1"
        name = f"register-{month}{'-samar' if masked else ''}"
        lines = register_lines(month, now(), masked=masked, hidden=cases_hidden_from(signed_in_actor()))
        return csv_response(name, REGISTER_COLUMNS, lines)


def _asked_month() -> str:
    """Return the month asked for, else the first to be closed, else the present one."""
    asked = request.args.get("bulan")
    if not asked:
        return next(iter(open_months(now())), month_of(now()))
    try:
        month_label(asked)
    except MonthNotAllowed:
        abort(404)
    return asked


def _asked_skip() -> int:
    return min(max(request.args.get("lewati", 0, type=int), 0), 10**6)


def _figures(month: str, frozen: bool) -> Figures:
    """Return the figures; those of an open month with very many complaints are cached, as in Laporan."""
    if frozen:
        return month_figures(month, now(), signed_in_actor().whole_scope)
    period = around(Span.BULAN, date.fromisoformat(f"{month}-01"))
    return kept_figures(cache_of(MONTHS), period, signed_in_actor(), now(), count=_counted)


def _counted(period: Period, actor: Actor, moment: datetime) -> Figures:
    return month_figures(period.key, moment, actor.whole_scope)


def _asked_line() -> RegisterLine | None:
    line = RegisterLine.get_or_none(RegisterLine.id == request.args.get("id", 0, type=row_id))
    return None if line is None or line.complaint_id in cases_hidden_from(signed_in_actor()) else line


def _row_ids(month: str, lines: list[Line]) -> dict[int, int]:
    shown = RegisterLine.position.in_([line["position"] for line in lines])
    rows = RegisterLine.select(RegisterLine.position, RegisterLine.id).where((RegisterLine.month == month) & shown)
    return dict(rows.tuples())
