"""The written lists: what a citizen typed never becomes a formula, a line end or a lost row, in any form."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from admin_app.cli import list_files
from admin_app.cli.list_files import write_csv, write_jsonl, write_xlsx
from admin_app.cli.log_lines import keep_log

NASTY = [
    '=HYPERLINK("http://x";"klik")',
    "+62811",
    "-1",
    "@SUM(A1)",
    "\tmenjorok",
    'baris\nkedua\r\nketiga; "kutip"',
    "pemisah\u2028baris\u0085lagi",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u202eterbalik",
    "https://example.org/panjang",
    "\x01\x1f kendali",
    "",
]
ROWS: list[dict[str, Any]] = [
    {"number": place, "text": text, "late": True, "documents": ["a", "b"], "attachments": [{"size": None}]}
    for place, text in enumerate(NASTY)
]


def test_jsonl_is_one_line_a_row_whatever_a_text_holds() -> None:
    out = io.BytesIO()
    write_jsonl(ROWS, "messages", out)
    lines = out.getvalue().decode("ascii").splitlines()
    assert [json.loads(line)["text"] for line in lines] == NASTY


def test_pitfall_21_csv_keeps_every_text_and_disarms_formulas() -> None:
    out = io.BytesIO()
    write_csv(ROWS, "messages", out)
    read = list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row["text"].removeprefix("'") for row in read] == NASTY
    assert not any(row["text"].startswith(("=", "+", "-", "@", "\t")) for row in read)
    assert read[0]["documents"] == "a, b"
    assert json.loads(read[0]["attachments"]) == [{"size": None}]


def test_a_workbook_holds_texts_as_texts_and_numbers_as_numbers(tmp_path: Path) -> None:
    with (tmp_path / "a.xlsx").open("wb") as out:
        write_xlsx(ROWS, "messages", out)
    cells = [list(row) for row in load_workbook(tmp_path / "a.xlsx")["messages"].iter_rows(min_row=2)]
    assert [row[0].value for row in cells] == list(range(len(NASTY)))
    assert {row[1].data_type for row in cells} <= {"s", "n", "inlineStr"}
    assert cells[0][1].value == NASTY[0]
    assert cells[0][2].value is True
    assert all(cell.hyperlink is None for row in cells for cell in row)


def test_a_full_sheet_is_followed_by_another_and_a_cell_too_long_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_files, "_SHEET", 4)
    with (tmp_path / "a.xlsx").open("wb") as out:
        write_xlsx(({"text": "x" * 40_000, "n": n} for n in range(7)), "audit", out)
    book = load_workbook(tmp_path / "a.xlsx")
    assert [sheet.max_row for sheet in book] == [4, 4, 2]
    assert book["audit"]["A2"].value.endswith("[dipotong]")
    assert len(book["audit"]["A2"].value) == 32_767


@pytest.mark.parametrize("write", [write_jsonl, write_csv, write_xlsx])
def test_an_empty_list_is_still_a_file(write: Any) -> None:
    out = io.BytesIO()
    write([], "audit", out)
    assert b"Traceback" not in out.getvalue()


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_log_is_lines_for_people_or_for_programs(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    import logging

    kept, logging.root.handlers = logging.root.handlers, []
    try:
        keep_log(form)
        logging.getLogger("aduan").warning("disk %s", "penuh")
    finally:
        logging.root.handlers = kept
        logging.root.setLevel(logging.WARNING)
    (line,) = capsys.readouterr().err.splitlines()
    said = json.loads(line)["message"] if form == "json" else line
    assert said.endswith("disk penuh")
