"""Reads an uploaded scheme, CSV or XLSX, into rows of cells; one that unpacks too large is refused."""

import csv
import io
import zipfile
import zlib
from datetime import date, datetime

from models.rules.core.errors import RuleBroken
from models.rules.retention.scheme import MOST_ROWS

_MOST_BYTES, _MOST_UNPACKED = 2_000_000, 50_000_000
_MOST_COLUMNS = 30
# What a damaged, locked or foreign workbook makes openpyxl and zipfile raise. Entities are refused by defusedxml,
# which openpyxl takes where it is there: its error is a ValueError.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError, OSError),
    *(SyntaxError, TypeError, AttributeError, RuntimeError),
)


class SheetUnreadable(RuleBroken):
    """Berkas ini tidak dapat dibaca sebagai CSV atau XLSX. Simpan lagi dari lembar kerjanya."""


def cells_of(content: bytes) -> list[list[str]]:
    """Return the rows of the first sheet as texts. Raises SheetUnreadable."""
    if not content or len(content) > _MOST_BYTES:
        raise SheetUnreadable("Berkasnya kosong atau lebih dari 2 MB.")
    return _workbook(content) if content.startswith(b"PK") else _csv(content)


def _workbook(content: bytes) -> list[list[str]]:
    import openpyxl  # which loads numpy; no other page needs either

    try:
        _demand_small(content)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS + 1, max_col=_MOST_COLUMNS, values_only=True)
        found = [[_text(cell) for cell in row] for row in rows]
        book.close()
    except SheetUnreadable:
        raise
    except _BROKEN as err:
        raise SheetUnreadable from err
    while found and not any(found[-1]):
        found.pop()  # sheets are often formatted far below their last row
    return found


def _demand_small(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
            raise SheetUnreadable


def _text(cell: object) -> str:
    if cell is None:
        return ""
    return f"{cell:%d-%m-%Y}" if isinstance(cell, date | datetime) else str(cell)


def _csv(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # as Excel writes CSV on Windows
    if "\0" in text:
        raise SheetUnreadable
    first = max(text.splitlines()[:8], key=len, default="")
    mark = max((";", ",", "\t"), key=first.count)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=mark))[: MOST_ROWS + 1]
    except csv.Error as err:
        raise SheetUnreadable from err
