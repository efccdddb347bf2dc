"""Writes a list as JSON lines, CSV or a workbook, row by row. No cell can become a formula."""

import csv
import io
import json
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

import xlsxwriter

Rows = Iterable[dict[str, Any]]
# Excel takes no longer cell and no longer sheet.
_CELL, _SHEET = 32_767, 1_048_576
_CUT = " … [dipotong]"
# A cell that begins so is worked out by a spreadsheet program (formula injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_jsonl(rows: Rows, name: str, out: BinaryIO) -> None:
    """Write one JSON object per line, in ASCII, so that no character of a message can end a line."""
    for row in rows:
        out.write(json.dumps(row).encode() + b"\n")


def write_csv(rows: Rows, name: str, out: BinaryIO) -> None:
    """Write CSV as Excel in Indonesia reads it: with byte order mark and semicolons."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    sheet = csv.writer(text, delimiter=";")
    for number, row in enumerate(rows):
        if number == 0:
            sheet.writerow(row)
        sheet.writerow([_harmless(_plain(value)) for value in row.values()])
    text.detach()


def write_xlsx(rows: Rows, name: str, out: BinaryIO) -> None:
    """Write a workbook: texts stay texts, numbers numbers; a full sheet is continued on the next."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold, sheet, line = book.add_format({"bold": True}), None, 0
        for row in rows:
            if sheet is None or line >= _SHEET:
                sheet, line = book.add_worksheet(f"{name}{len(book.worksheets()) or ''}"), 1
                sheet.freeze_panes(1, 0)
                for column, key in enumerate(row):
                    sheet.write_string(0, column, key, bold)
            for column, value in enumerate(row.values()):
                _write_cell(sheet, line, column, _plain(value))
            line += 1
        if sheet is None:
            book.add_worksheet(name)


def _write_cell(sheet: Any, line: int, column: int, value: str | int | float | bool | None) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(line, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(line, column, value)
    elif value:
        sheet.write_string(line, column, value if len(value) <= _CELL else value[: _CELL - len(_CUT)] + _CUT)


def _plain(value: Any) -> str | int | float | bool | None:
    if isinstance(value, list):
        simple = all(isinstance(item, str) for item in value)
        return ", ".join(value) if simple else json.dumps(value, ensure_ascii=False)
    return value


def _harmless(value: str | int | float | bool | None) -> str | int | float | bool | None:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


WRITERS: dict[str, Callable[[Rows, str, BinaryIO], None]] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "xlsx": write_xlsx,
}
