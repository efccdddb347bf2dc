"""One chart as a download: its table as CSV or as a spreadsheet."""

import io
from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook

from admin_app.figures.report_charts import CHARTS, Drawing
from admin_app.figures.report_workbook import TEXTS_STAY_TEXTS
from admin_app.shell.columns import Column

_ALL = "Jumlah"
Line = tuple[str, list[int]]


def lines_of(drawing: Drawing) -> list[Line]:
    """Return a chart's table as lines: a label, its counts, and their total."""
    labels, series = drawing
    rows = zip(*series.values(), strict=True) if series else ([] for _ in labels)
    return [
        (label, [*counts, *([sum(counts)] if len(series) > 1 else [])])
        for label, counts in zip(labels, rows, strict=True)
    ]


def titles_of(name: str, drawing: Drawing) -> list[str]:
    """Return the titles of the columns of that table."""
    names = list(drawing[1])
    return [CHARTS[name].head, *names, *([_ALL] if len(names) > 1 else [])]


def chart_columns(titles: Sequence[str]) -> list[Column]:
    """Return the columns of that table for a CSV file."""
    first = Column("0", titles[0], lambda line: line[0])
    return [first, *(_count_column(place, title) for place, title in enumerate(titles[1:]))]


def chart_workbook(title: str, said: str, titles: Sequence[str], lines: Sequence[Line]) -> bytes:
    """Return that table as a spreadsheet, under its title and a sentence that says what it counts."""
    stream = io.BytesIO()
    with Workbook(stream, TEXTS_STAY_TEXTS) as book:
        sheet, strong = book.add_worksheet("Grafik"), book.add_format({"bold": True})
        sheet.set_column(0, 0, 34)
        sheet.write_string(0, 0, title, strong)
        sheet.write_string(1, 0, said)
        for column, name in enumerate(titles):
            sheet.write_string(3, column, name, strong)
        for place, (label, counts) in enumerate(lines, 4):
            sheet.write_string(place, 0, label)
            for column, count in enumerate(counts, 1):
                sheet.write_number(place, column, count)
        sheet.freeze_panes(4, 1)
    return stream.getvalue()


def _count_column(place: int, title: str) -> Column:
    def read(line: Any) -> Any:
        return line[1][place]

    return Column(str(place + 1), title, read)
