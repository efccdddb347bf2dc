"""Penomoran: how letters are numbered now, the ranges Tata Usaha granted, and a month's book of numbers."""

from datetime import date
from typing import Any

from flask import abort, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired, Length, NumberRange

from admin_app.forms.form_fields import OfficeForm, PlainText
from admin_app.lists.csv_export import csv_response
from admin_app.shell.access import demand, now
from admin_app.shell.columns import Column
from admin_app.shell.guarded_page import GuardedPage
from models.actions.core.office_facts import office_settings
from models.actions.core.own_types.catalogue import catalogue, series_called
from models.actions.papers.agenda_lines import agenda_series, count_numbers
from models.actions.papers.numbers.archive_codes import settings_on
from models.actions.papers.numbers.number_blocks import Grant, block_states, grant_block
from models.actions.papers.numbers.number_paper import classification_of, mode_of, series_in_use, series_scope_of
from models.rules.core.errors import MonthNotAllowed, NumberNotAllowed
from models.rules.core.moments import parse_iso, to_wib
from models.rules.figures.months import month_label, month_of
from models.rules.papers.documents import DOCUMENTS
from models.rules.papers.numbering import HIGHEST, LETTER_FORMAT, MODE_LABELS, SCOPE_LABELS, letter_form, series_name
from models.rules.staff.permissions import Permission
from models.tables import NumberSeries

_MOST_SHOWN = 200  # of each kind; the file has them all
AGENDA_COLUMNS: tuple[Column, ...] = (
    Column("series", "Seri", lambda line: line["series"]),
    Column("number", "Nomor", lambda line: line["number"]),
    Column("date", "Tanggal naskah", lambda line: line["date"]),
    Column("given", "Diberikan", lambda line: parse_iso(line["given"])),
    Column("kind", "Jenis", lambda line: line["kind"]),
    Column("recipient", "Yth.", lambda line: line["recipient"]),
    Column("subject", "Hal", lambda line: line["subject"]),
    Column("signer", "Penanda tangan", lambda line: line["signer"]),
    Column("source", "Sumber", lambda line: line["source"]),
    Column("cancelled", "Batal", lambda line: line["cancelled"]),
    Column("reason", "Alasan batal", lambda line: line["reason"]),
)


class GrantForm(OfficeForm):
    """A range that Tata Usaha granted."""

    series = SelectField("Seri")
    year = IntegerField("Tahun surat", [InputRequired(), NumberRange(2020, 2099)])
    first = IntegerField("Dari nomor", [InputRequired(), NumberRange(1, HIGHEST)])
    final = IntegerField("Sampai nomor", [InputRequired(), NumberRange(1, HIGHEST)])
    granted_by = PlainText(
        "Diberikan oleh", [InputRequired(), Length(max=200)], description="nama petugas Tata Usaha"
    )

    def __init__(self, series: list[str], *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.series.choices = series


class NumberingPage(GuardedPage):
    """Letter numbers; a page of the front desk, because the book of numbers names every complaint."""

    permission = Permission.SEE_MONTHS

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show mode, series, ranges, the form for a new range and the book of a month."""
        settings = _settings()
        form = GrantForm(series_in_use(settings), year=to_wib(now()).year)
        return self._draw(form)

    @expose("/blok", methods=("POST",))
    def grant(self) -> ResponseReturnValue:
        """Record a granted range."""
        actor, settings = demand(Permission.REGISTER_NUMBER), _settings()
        form = GrantForm(series_in_use(settings), request.form)
        if not form.validate():
            return self._draw(form, "Ada isian yang perlu dibetulkan."), 409
        unit = settings.get("kode_unit", "")
        what = Grant(unit, form.year.data, form.series.data, form.first.data, form.final.data, form.granted_by.data)
        try:
            grant_block(what, actor, now(), form_key=request.form.get("form_key"))
        except NumberNotAllowed as refused:
            return self._draw(form, refused.sentence), 409
        flash(f"Blok {what.first}–{what.final} tercatat.", "success")
        return redirect(self.get_url(".index"), 303)

    @expose("/unduh")
    def download(self) -> ResponseReturnValue:
        """Send a month's book of numbers as CSV; the export is audited."""
        demand(Permission.EXPORT)
        month = _asked_month()
        lines = [{"series": series["name"], **line} for series in agenda_series(month) for line in series["numbers"]]
        return csv_response(f"buku-agenda-{month}", AGENDA_COLUMNS, lines)

    def _draw(self, form: GrantForm, problem: str = "") -> str:
        settings, year, month = _settings(), to_wib(now()).year, _asked_month()
        unit = settings.get("kode_unit", "")
        years = [block for one in (year - 1, year, year + 1) for block in block_states(unit, one)]
        codes = [(row.title, classification_of(row, settings)) for row in catalogue().values() if row.numbered]
        return self.render(
            "papers/numbering.html",
            form=form,
            problem=problem,
            mode=MODE_LABELS[mode_of(settings)],
            scope=SCOPE_LABELS[series_scope_of(settings)],
            format=settings.get("format_nomor", LETTER_FORMAT),
            example=_example(settings, year),
            codes=codes,
            series=_series(),
            blocks=years,
            month=month,
            label=month_label(month),
            agenda=agenda_series(month, _MOST_SHOWN),
            most=_MOST_SHOWN,
            count=count_numbers(month),
            date=date.fromisoformat,
        )


def _settings() -> dict[str, str]:
    """Return the office's choices with the archive codes that papers have today."""
    return settings_on(office_settings(), to_wib(now()).date())


def _series() -> list[tuple[str, NumberSeries]]:
    """Return every series by what it is called, the newest year first."""
    called = series_called()
    rows = NumberSeries.select().order_by(NumberSeries.year.desc(), NumberSeries.id)
    return [(series_name(row.unit, row.series, called.get(row.series, "")), row) for row in rows]


def _example(settings: dict[str, str], year: int) -> str:
    """Return a number as it would look on the paper of step 4."""
    paper = DOCUMENTS["ND-TERUS"]
    form, unit = settings.get("format_nomor", LETTER_FORMAT), settings.get("kode_unit", "")
    return letter_form(form, unit, classification_of(paper, settings), paper.code, year).replace("{urut}", "123")


def _asked_month() -> str:
    asked = request.args.get("bulan") or month_of(now())
    try:
        month_label(asked)
    except MonthNotAllowed:
        abort(404)
    return asked
