"""A report as an .xlsx file: every table of the page, and its facts, one row per round of a step.

Texts are written as texts: nothing typed by a citizen or an officer becomes a formula or a link.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from admin_app.figures.report_tables import TABLES, Cell, Form, ReportTable, Row
from admin_app.figures.report_tiles import tiles
from models.actions.figures.see_report import MOST_FACTS, FactLine
from models.rules.core.moments import to_wib

TEXTS_STAY_TEXTS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd-mm-yyyy hh:mm",
}
_LOOKS = {Form.COUNT: "#,##0", Form.SHARE: "0.0", Form.MINUTES: "#,##0.00", Form.MOMENT: "dd-mm-yyyy hh:mm"}
_F = Form

FACT_CELLS: tuple[Cell, ...] = (
    Cell("Nomor", _F.TEXT, lambda line: line.number),
    Cell("Langkah", _F.COUNT, lambda line: line.step),
    Cell("Putaran", _F.COUNT, lambda line: line.round),
    Cell("Seksi", _F.TEXT, lambda line: line.section),
    Cell("Petugas", _F.TEXT, lambda line: line.officer),
    Cell("Sarana", _F.TEXT, lambda line: line.channel),
    Cell("Kategori", _F.TEXT, lambda line: line.category),
    Cell("Mulai (WIB)", _F.MOMENT, lambda line: line.started),
    Cell("Batas (WIB)", _F.MOMENT, lambda line: line.due),
    Cell("Berakhir (WIB)", _F.MOMENT, lambda line: line.ended),
    Cell("Hasil", _F.TEXT, lambda line: line.outcome),
    Cell("Terlambat", _F.FLAG, lambda line: line.late),
    Cell("Menit kerja", _F.MINUTES, lambda line: line.net),
    Cell("Menit jam dinding", _F.MINUTES, lambda line: line.gross),
)


def report_workbook(figures: Row, head: Sequence[str], facts: Iterable[FactLine]) -> bytes:
    """Return the report; `head`: the lines above the first sheet; of `facts` at most MOST_FACTS are written."""
    stream = io.BytesIO()
    with Workbook(stream, TEXTS_STAY_TEXTS) as book:
        looks = _Looks(book)
        _write_head(book.add_worksheet("Ringkasan"), figures, head, looks)
        for table in TABLES:
            _write_table(book.add_worksheet(table.key.capitalize()), table, figures, looks)
        _write_facts(book.add_worksheet("Fakta langkah"), facts, looks)
    return stream.getvalue()


class _Looks:
    """The formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self.title: Format = book.add_format({"bold": True, "font_size": 14})
        self.head: Format = book.add_format({"bold": True, "bg_color": "#E3EDF6", "border": 1, "text_wrap": True})
        self.of: dict[Form, Format] = {form: book.add_format({"num_format": look}) for form, look in _LOOKS.items()}
        self.plain: Format = book.add_format({"text_wrap": False})


def _write_head(sheet: Worksheet, figures: Row, head: Sequence[str], looks: _Looks) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 16)
    sheet.set_column(2, 2, 44)
    for place, line in enumerate(head):
        sheet.write_string(place, 0, line, looks.title if place == 0 else looks.plain)
    for place, tile in enumerate(tiles(figures), len(head) + 1):
        sheet.write_string(place, 0, tile.title, looks.plain)
        _write(sheet, place, 1, tile.form, tile.value, looks)
        sheet.write_string(place, 2, tile.note, looks.plain)


def _write_table(sheet: Worksheet, table: ReportTable, figures: Row, looks: _Looks) -> None:
    _write_titles(sheet, table.cells, looks)
    rows = table.rows(figures)
    for place, row in enumerate(rows, 1):
        for column, cell in enumerate(table.cells):
            _write(sheet, place, column, cell.form, cell.read(row), looks)
    if table.note:
        sheet.write_string(len(rows) + 2, 0, table.note, looks.plain)


def _write_facts(sheet: Worksheet, facts: Iterable[FactLine], looks: _Looks) -> None:
    _write_titles(sheet, FACT_CELLS, looks)
    place = 0
    for place, line in enumerate(facts, 1):
        if place > MOST_FACTS:
            words = f"Hanya {MOST_FACTS} baris pertama. Pilih periode yang lebih pendek untuk selebihnya."
            sheet.write_string(place, 0, words, looks.plain)
            break
        for column, cell in enumerate(FACT_CELLS):
            _write(sheet, place, column, cell.form, cell.read(line), looks)
    sheet.autofilter(0, 0, max(place, 1), len(FACT_CELLS) - 1)


def _write_titles(sheet: Worksheet, cells: Sequence[Cell], looks: _Looks) -> None:
    for column, cell in enumerate(cells):
        title = f"{cell.title} ({cell.group})" if cell.group else cell.title
        sheet.write_string(0, column, title, looks.head)
        sheet.set_column(column, column, 44 if column == 0 and cell.form is Form.TEXT else 17)
    sheet.set_row(0, 48)
    sheet.freeze_panes(1, 1)


def _write(sheet: Worksheet, row: int, column: int, form: Form, value: object, looks: _Looks) -> None:
    """Write one value by its declared form, never by what it looks like."""
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, to_wib(value).replace(tzinfo=None), looks.of[Form.MOMENT])
    elif form is Form.FLAG:
        sheet.write_string(row, column, "Ya" if value else "Tidak", looks.plain)
    elif form is Form.TEXT:
        sheet.write_string(row, column, str(value), looks.plain)
    else:
        sheet.write_number(row, column, value, looks.of[form])
