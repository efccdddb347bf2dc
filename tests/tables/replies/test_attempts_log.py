"""attempts.log: a line is on the disk before the request leaves; a torn line is no attempt; no line, no sending."""

import os
import threading
from pathlib import Path

import pytest

from models.tables.replies.attempts_log import Attempt, append, entries, forget


def attempt(number: int) -> Attempt:
    return Attempt(f"kunci-{number}", 1, "h", "628@c.us", "ABC", "2026-11-25T02:00:00+00:00")


def test_lines_come_back_in_order(tmp_path: Path) -> None:
    for number in range(3):
        append(tmp_path / "attempts.log", attempt(number))
    assert list(entries(tmp_path / "attempts.log")) == [attempt(number) for number in range(3)]


def test_no_log_is_no_attempts(tmp_path: Path) -> None:
    assert list(entries(tmp_path / "attempts.log")) == []


@pytest.mark.parametrize("scrap", ['{"reply_key": "ki', "{}\n", "\x00\x00\x00\n", '{"lain": 1}\n', "[]\n"])
def test_a_torn_or_foreign_line_is_skipped(tmp_path: Path, scrap: str) -> None:
    log = tmp_path / "attempts.log"
    append(log, attempt(1))
    with log.open("a") as file:
        file.write(scrap)
    assert list(entries(log)) == [attempt(1)]


def test_D5_the_line_is_synced_before_append_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_size) or real(handle))
    append(tmp_path / "attempts.log", attempt(1))
    assert synced == [(tmp_path / "attempts.log").stat().st_size]


def test_F44_a_disk_that_cannot_sync_is_an_error_the_sender_sees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(handle: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="Input/output"):
        append(tmp_path / "attempts.log", attempt(1))


def test_many_threads_write_whole_lines(tmp_path: Path) -> None:
    threads = [threading.Thread(target=append, args=(tmp_path / "attempts.log", attempt(n))) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {row.reply_key for row in entries(tmp_path / "attempts.log")} == {f"kunci-{n}" for n in range(20)}


def test_where_a_forgotten_reply_went_is_overwritten_in_place_and_the_try_stays(tmp_path: Path) -> None:
    path = tmp_path / "attempts.log"
    for key in ("satu", "dua"):
        append(path, Attempt(key, 1, "ab", "628110000011@c.us", "true_628110000011@c.us_3E", "2026-11-25T02:00:00Z"))
    path.write_bytes(path.read_bytes() + b'{"reply_key": "satu", "thread": "6281')
    size = path.stat().st_size
    assert forget(path, {"satu", "lain"}) == 2
    assert path.read_bytes().count(b"6281") == 2
    assert path.stat().st_size == size
    first, second = entries(path)
    assert (first.reply_key, first.attempt, first.text_hash, first.thread, first.client_ref) == (
        "satu",
        1,
        "ab",
        "",
        "",
    )
    assert second.thread == "628110000011@c.us"
    append(path, Attempt("tiga", 1, "ab", "x", "", "2026-11-25T02:00:00Z"))
    assert (forget(path, {"satu"}), forget(path, set()), forget(tmp_path / "none", {"satu"})) == (0, 0, 0)
