"""Logs beside the database: a line is on the disk before its writer goes on; two logs of a folder stay apart."""

import os
from pathlib import Path

import pytest

from models.tables.core import sealed_log
from models.tables.core.sealed_log import append_line, append_lines, held_log, is_there, seal_log, segments


def read(path: Path) -> list[str]:
    with held_log(path) as (sealed, log):
        parts = [*(one.read_text() for one in sealed), log.read().decode() if log else ""]
    return "".join(parts).splitlines()


def test_a_line_is_synced_before_its_writer_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log, synced, real = tmp_path / "satu.log", list[int](), os.fsync
    append_line(log, "pertama")
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_size) or real(handle))
    append_line(log, "kedua")
    assert (synced, read(log)) == ([log.stat().st_size], ["pertama", "kedua"])


def test_a_line_after_what_a_power_cut_tore_stands_by_itself(tmp_path: Path) -> None:
    log = tmp_path / "satu.log"
    log.write_bytes(b"terpu")
    append_line(log, "utuh")
    assert read(log) == ["terpu", "utuh"]


def test_one_writer_at_a_time_looks_where_the_log_ends_and_writes_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, held, real = tmp_path / "satu.log", list[bool](), os.write
    monkeypatch.setattr(os, "write", lambda *given: held.append(sealed_log._TURN.locked()) or real(*given))
    append_line(log, "satu")
    append_lines(log, [b"dua", b"tiga"])
    assert (held, read(log), sealed_log._TURN.locked()) == ([True, True], ["satu", "dua", "tiga"], False)


def test_a_log_that_cannot_be_written_lets_the_next_writer_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "satu.log"
    with monkeypatch.context() as full:
        full.setattr(os, "write", lambda *_given: 1)
        with pytest.raises(OSError, match="No space"):
            append_line(log, "lama")
    append_line(log, "baru")
    assert read(log)[-1] == "baru"


def test_two_logs_of_a_folder_are_sealed_apart(tmp_path: Path) -> None:
    one, two = tmp_path / "satu.log", tmp_path / "dua.log"
    for log in (one, two):
        assert not is_there(log)
        append_line(log, log.stem)
        seal_log(log, 1)
        append_line(log, "lagi")
    assert (len(segments(one)), len(segments(two))) == (1, 1)
    assert (read(one), read(two)) == (["satu", "lagi"], ["dua", "lagi"])
    one.unlink()
    assert is_there(one)
