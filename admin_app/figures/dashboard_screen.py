"""Dasbor: how the office stands now, and the figures of a period as charts with their tables and files."""

from datetime import timedelta
from typing import Any

from flask import Response, abort, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.figures.asked_chart import drawn_as_asked
from admin_app.figures.chart_files import chart_columns, chart_workbook, lines_of, titles_of
from admin_app.figures.closing_notes import closing_notes
from admin_app.figures.office_overview import BEHIND, behind_load, overview_now
from admin_app.figures.report_cache import counted_at, kept_figures
from admin_app.figures.report_charts import CHARTS
from admin_app.figures.report_tables import Form
from admin_app.figures.report_tiles import tiles
from admin_app.lists.csv_export import csv_response
from admin_app.queue.case_lines import case_lines
from admin_app.queue.due_conditions import late, soon_late
from admin_app.shell.access import demand, now, signed_in_actor
from admin_app.shell.caches import REPORTS, cache_of
from admin_app.shell.guarded_page import GuardedPage
from admin_app.shell.stamping import stamp
from admin_app.shell.wording import wib
from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.rules.core.moments import to_wib
from models.rules.figures.periods import Period, PeriodNotAllowed, Span, now_in, own_period, read_period
from models.rules.staff.permissions import Permission
from models.tables import Complaint, database

# Which charts of the report stand here, each with its table.
SHOWN = ("langkah", "seksi", "sarana-waktu", "kategori-waktu", "panas")
# Four whole weeks: every day of the week counts as often as the others.
_DAYS = timedelta(days=27)
_YOUNG = timedelta(minutes=5)
_ROWS = 6
_SPANS = {Span.MINGGU: "Minggu ini", Span.BULAN: "Bulan ini", Span.TRIWULAN: "Triwulan ini", Span.TAHUN: "Tahun ini"}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class DashboardPage(GuardedPage):
    """The state of the office, from the cases a person may see."""

    permission = Permission.SEE_DASHBOARD

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show how the office stands, and the charts of a period."""
        actor, moment, period = signed_in_actor(), now(), _asked_period()
        figures = self._figures(period, anew=request.args.get("ulang") == "1")
        if "ulang" in request.args:  # the page asks for itself again and again; counted anew is only once
            return redirect(self.get_url(".index", periode=period.key))
        drawings = {name: CHARTS[name].read(figures) for name in SHOWN}
        overview = overview_now(actor, moment)
        soon = case_lines(soon_late(moment), actor, moment, _ROWS, Complaint.due_at)
        overdue = case_lines(late(moment), actor, moment, _ROWS, Complaint.due_at)
        return self.render(
            "figures/dashboard.html",
            behind=BEHIND,
            behind_load=behind_load,
            period=period,
            figures=figures,
            closing=closing_notes(period, figures, actor),
            form=Form,
            as_of=counted_at(figures),
            near=_near(),
            overview=overview,
            soon=soon,
            late=overdue,
            mark=stamp(overview, soon, overdue),
            step_names={row["step"]: row["title"] for row in figures["steps"]},
            tiles=tiles(figures)[4:],
            charts={name: CHARTS[name] for name in SHOWN},
            tables={name: (titles_of(name, drawing), lines_of(drawing)) for name, drawing in drawings.items()},
        )

    @expose("/grafik.svg")
    def chart(self) -> ResponseReturnValue:
        """Send one chart, as shown or as a download."""
        return drawn_as_asked(_asked_chart(), self._figures(_asked_period()))

    @expose("/angka.csv")
    def csv(self) -> ResponseReturnValue:
        """Send the figures of one chart as CSV; audited as every export is."""
        actor, name, period = demand(Permission.SEE_DASHBOARD), _asked_chart(), _asked_period()
        figures = self._figures(period)
        drawing, said = CHARTS[name].read(figures), _said(period, figures, actor)
        columns = chart_columns(titles_of(name, drawing))
        return csv_response(f"{name}-{period.key}", columns, lines_of(drawing), said=said)

    @expose("/angka.xlsx")
    def workbook(self) -> ResponseReturnValue:
        """Send the figures of one chart as a spreadsheet; audited as every export is."""
        actor, name, period = demand(Permission.SEE_DASHBOARD), _asked_chart(), _asked_period()
        figures = self._figures(period)
        drawing, at = CHARTS[name].read(figures), counted_at(figures)
        said = _said(period, figures, actor)
        lines = lines_of(drawing)
        content = chart_workbook(CHARTS[name].title, said, titles_of(name, drawing), lines)
        with database.atomic():
            trace = AuditEvent("ekspor_laporan", f"laporan:{period.key}", after=f"{name}: {len(lines)} baris")
            audit_trail.write(actor, now(), trace)
        response = Response(content, mimetype=_XLSX)
        filename = f"{name}-{period.key}-{to_wib(at):%Y%m%d-%H%M}.xlsx"
        response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
        return response

    def _figures(self, period: Period, anew: bool = False) -> dict[str, Any]:
        as_of = request.args.get("keadaan", "")
        return kept_figures(cache_of(REPORTS), period, demand(Permission.SEE_DASHBOARD), now(), as_of, anew, _YOUNG)


def _said(period: Period, figures: dict[str, Any], actor: Actor) -> str:
    """Return what a file with these figures says of them: whose, as of when, and what became of a closed month."""
    closed = ", ketika register bulan ini ditutup" if figures["frozen"] else ""
    said = f"{figures['label']}, dari kasus yang boleh dilihat peminta. Keadaan {wib(counted_at(figures))}{closed}."
    return " ".join((said, *closing_notes(period, figures, actor).sentences))


def last_four_weeks() -> Period:
    """Return the twenty-eight days that end today (WIB)."""
    today = to_wib(now()).date()
    return own_period(today - _DAYS, today)


def _near() -> list[tuple[str, Period]]:
    spans = ((label, now_in(span, now())) for span, label in _SPANS.items())
    return [("28 hari terakhir", last_four_weeks()), *spans]


def _asked_period() -> Period:
    key = request.args.get("periode", "")
    try:
        return read_period(key) if key else last_four_weeks()
    except PeriodNotAllowed:
        abort(404)


def _asked_chart() -> str:
    name = request.args.get("grafik", SHOWN[0])
    if name not in SHOWN:
        abort(404)
    return name
