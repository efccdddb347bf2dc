"""The ledger of destroyed cases: read as written, torn lines left out, two of them make one, no words in it."""

import json
import os
from pathlib import Path

import pytest

from models.tables.retention.ledger import ENDING, NAME, Ledger, Line, beside, read, write

ONE, TWO = (Line(f"ADU-2026-00000{number}", f"k{number}", "2032-11-29T02:00:00+00:00") for number in (1, 2))
GAP = ("2030-01-01T00:00:00+00:00", "2030-02-01T00:00:00+00:00")


def test_it_is_read_as_it_was_written_and_holds_numbers_only(tmp_path: Path) -> None:
    known = Ledger("2032-11-30T02:00:00+00:00", frozenset({ONE, TWO}), frozenset({GAP}))
    write(tmp_path / NAME, known)
    assert read(tmp_path / NAME) == known
    rows = [json.loads(line) for line in (tmp_path / NAME).read_text().splitlines()]
    assert {key for row in rows for key in row} == {"as_of", "gaps", "number", "public_id", "destroyed_at"}
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_what_cannot_be_read_is_left_out_and_no_file_is_an_empty_ledger(tmp_path: Path) -> None:
    assert read(tmp_path / NAME) == Ledger()
    write(tmp_path / NAME, Ledger("2032", frozenset({ONE})))
    with (tmp_path / NAME).open("a") as file:
        file.write('{"number": "ADU\n[1]\n{"as_of": "2033", "gaps": [1]}\n{"strange": 1}\n')
    assert read(tmp_path / NAME).lines == {ONE}


def test_those_beside_backups_and_in_the_data_folder_make_one(tmp_path: Path) -> None:
    write(tmp_path / f"b.zip{ENDING}", Ledger("2031", frozenset({ONE})))
    write(tmp_path / NAME, Ledger("2032", frozenset({TWO}), frozenset({GAP})))
    assert beside(tmp_path) == Ledger("2032", frozenset({ONE, TWO}), frozenset({GAP}))


def test_written_anew_it_is_on_the_disk_before_it_takes_the_place_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / NAME, Ledger("2031", frozenset({ONE})))
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)

    def killed(_path: Path, _target: Path) -> None:
        assert synced  # its content, before its name
        raise KeyboardInterrupt

    with monkeypatch.context() as power, pytest.raises(KeyboardInterrupt):
        power.setattr(Path, "replace", killed)
        write(tmp_path / NAME, Ledger("2032", frozenset({ONE, TWO})))
    assert read(tmp_path / NAME) == Ledger("2031", frozenset({ONE}))
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
