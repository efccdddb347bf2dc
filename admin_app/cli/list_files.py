"""Writes a list as JSON lines, CSV or a workbook, row by row. No cell can become a formula."""

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, BinaryIO

import xlsxwriter

Rows = Iterable[dict[str, Any]]


@dataclass
class Written:
    """How much of a list went into a file: its rows, and the texts that a cell was too short for."""

    rows: int = 0
    cut: int = 0


# Excel takes no longer cell and no longer sheet.
_CELL, _SHEET = 32_767, 1_048_576
_CUT = " … [dipotong]"
# A cell that begins so is worked out by a spreadsheet program (formula injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_jsonl(rows: Rows, name: str, out: BinaryIO) -> Written:
    """Write one JSON object per line, in ASCII, so that no character of a message can end a line."""
    written = Written()
    for row in rows:
        out.write(json.dumps(row).encode() + b"\n")
        written.rows += 1
    return written


def write_csv(rows: Rows, name: str, out: BinaryIO) -> Written:
    """Write CSV as Excel in Indonesia reads it: with byte order mark and semicolons."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    sheet, written = csv.writer(text, delimiter=";"), Written()
    for row in rows:
        if written.rows == 0:
            sheet.writerow(row)
        sheet.writerow([_harmless(_plain(value)) for value in row.values()])
        written.rows += 1
    text.detach()
    return written


def write_xlsx(rows: Rows, name: str, out: BinaryIO) -> Written:
    """Write a workbook: texts stay texts, numbers numbers; a full sheet is continued on the next."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    written = Written()
    with xlsxwriter.Workbook(out, options) as book:
        bold, sheet, line = book.add_format({"bold": True}), None, 0
        for row in rows:
            if sheet is None or line >= _SHEET:
                sheet, line = book.add_worksheet(f"{name}{len(book.worksheets()) or ''}"), 1
                sheet.freeze_panes(1, 0)
                for column, key in enumerate(row):
                    sheet.write_string(0, column, key, bold)
            for column, value in enumerate(row.values()):
                written.cut += _write_cell(sheet, line, column, _plain(value))
            line += 1
            written.rows += 1
        if sheet is None:
            book.add_worksheet(name)
    return written


def _write_cell(sheet: Any, line: int, column: int, value: str | int | float | bool | None) -> bool:
    """Write a cell; return whether its text had to be cut."""
    if isinstance(value, bool):
        sheet.write_boolean(line, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(line, column, value)
    elif value:
        sheet.write_string(line, column, value if len(value) <= _CELL else value[: _CELL - len(_CUT)] + _CUT)
        return len(value) > _CELL
    return False


def _plain(value: Any) -> str | int | float | bool | None:
    if isinstance(value, list):
        simple = all(isinstance(item, str) for item in value)
        return ", ".join(value) if simple else json.dumps(value, ensure_ascii=False)
    return value


def _harmless(value: str | int | float | bool | None) -> str | int | float | bool | None:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


WRITERS: dict[str, Callable[[Rows, str, BinaryIO], Written]] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "xlsx": write_xlsx,
}
