"""Laporan: the figures of any period on screen with charts, on paper, as a spreadsheet and as JSON."""

from datetime import datetime
from typing import Any

from flask import Response, abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.figures.asked_chart import drawn_as_asked
from admin_app.figures.closing_notes import closing_notes
from admin_app.figures.drill_note import drill_note
from admin_app.figures.report_cache import counted_at, kept_figures
from admin_app.figures.report_charts import CHARTS
from admin_app.figures.report_period import asked_period, chosen_period
from admin_app.figures.report_tables import TABLES, Form
from admin_app.figures.report_tiles import tiles, title_behind
from admin_app.figures.report_workbook import report_workbook
from admin_app.shell.access import demand, may, now, signed_in_actor
from admin_app.shell.caches import REPORTS, cache_of
from admin_app.shell.guarded_page import GuardedPage
from admin_app.shell.wording import wib
from models.actions.core import audit_trail
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.office_facts import office_settings
from models.actions.figures.cases_behind import cases_behind
from models.actions.figures.see_report import fact_lines
from models.rules.core.moments import to_wib
from models.rules.figures.behind_figure import WHOLE
from models.rules.figures.periods import SPAN_LABELS, Period, PeriodNotAllowed, Span, after, before, now_in
from models.rules.staff.permissions import Permission
from models.tables import database

_MOST_OPEN = 100
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ReportsPage(GuardedPage):
    """The report of a period, from the cases a person may see."""

    permission = Permission.SEE_REPORTS

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show the report of a period."""
        problem = ""
        try:
            period = chosen_period()
        except PeriodNotAllowed as refused:
            period, problem = now_in(Span.BULAN, now()), refused.sentence
        figures = self._figures(period, anew=request.args.get("ulang") == "1")
        page = self.render(
            "figures/report.html",
            period=period,
            closing=closing_notes(period, figures, signed_in_actor()),
            problem=problem,
            figures=figures,
            tiles=tiles(figures),
            tables=TABLES,
            form=Form,
            charts=CHARTS,
            as_of=counted_at(figures),
            spans=SPAN_LABELS,
            near=[now_in(span, now()) for span in Span if span is not Span.SENDIRI],
            earlier=before(period),
            later=after(period),
            most_open=_MOST_OPEN,
            office=office_settings().get("nama_kantor", ""),
            compares=may(Permission.COMPARE_OFFICERS),
            drills=drill_note(period) if may(Permission.COMPARE_OFFICERS) else "",
        )
        return page, 409 if problem else 200

    @expose("/kasus")
    def cases(self) -> ResponseReturnValue:
        """Show the cases behind a figure of the report, counted now: only today's cases are known to be open."""
        period, figures = asked_period(), self._figures(asked_period())
        key, figure = request.args.get("tabel", WHOLE), request.args.get("angka", "received")
        row = request.args.get("baris", "")
        title = title_behind(figures, key, row, figure)
        if title is None or figures["frozen"]:  # the figures of a closed month are kept, its facts are not
            abort(404)
        lines = cases_behind(period, demand(Permission.SEE_REPORTS), now(), key, row, figure)
        return self.render(
            "figures/behind.html",
            title=title,
            lines=lines,
            figures=figures,
            period=period,
            as_of=now(),
            reported=counted_at(figures),
            table=key,
            most=_MOST_OPEN,
        )

    @expose("/grafik.svg")
    def chart(self) -> ResponseReturnValue:
        """Send one chart of the report, as shown or as a download."""
        name = request.args.get("grafik", next(iter(CHARTS)))
        if name not in CHARTS:
            abort(404)
        return drawn_as_asked(name, self._figures(asked_period()))

    @expose("/angka.json")
    def numbers(self) -> ResponseReturnValue:
        """Send the figures shown on the page as JSON, for programs."""
        period = asked_period()
        figures = self._figures(period)
        notes = closing_notes(period, figures, signed_in_actor())
        return jsonify(figures | {"closing": notes.facts, "counting": notes.counting})

    @expose("/laporan.xlsx")
    def workbook(self) -> ResponseReturnValue:
        """Send the report and its facts as a spreadsheet; the export is audited."""
        actor, moment, period = demand(Permission.SEE_REPORTS), now(), asked_period()
        figures = self._figures(period)
        facts = fact_lines(period, actor, counted_at(figures))
        drills = [drill_note(period)] if may(Permission.COMPARE_OFFICERS) else []
        head = [*_head(figures, moment), *closing_notes(period, figures, actor).lines, *drills]
        content = report_workbook(figures, head, facts)
        with database.atomic():
            trace = AuditEvent("ekspor_laporan", f"laporan:{period.key}", after=f"{figures['received']} pengaduan")
            audit_trail.write(actor, moment, trace)
        response = Response(content, mimetype=_XLSX)
        name = f"laporan-{period.key}-{to_wib(counted_at(figures)):%Y%m%d-%H%M}.xlsx"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def _figures(self, period: Period, anew: bool = False) -> dict[str, Any]:
        return kept_figures(
            cache_of(REPORTS), period, demand(Permission.SEE_REPORTS), now(), request.args.get("keadaan", ""), anew
        )


def _head(figures: dict[str, object], moment: datetime) -> list[str]:
    frozen = "; register bulan ini sudah ditutup" if figures["frozen"] else ""
    facts = f"Lembar Fakta langkah tidak dibekukan: dibaca {wib(moment)} untuk keadaan itu."
    return [
        f"Laporan penanganan pengaduan – {figures['label']}",
        office_settings().get("nama_kantor", ""),
        "Pengaduan yang diterima dalam periode ini, dari kasus yang boleh dilihat peminta.",
        f"Keadaan {wib(counted_at(figures))}{frozen}.",
        *([facts] if frozen else []),
    ]
