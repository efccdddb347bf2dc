"""attempts.log: a line is on the disk before the request leaves; a torn line is no attempt; no line, no sending."""

import os
import threading
from pathlib import Path

import pytest

from models.tables.core import sealed_log
from models.tables.core.sealed_log import is_there, seal_log, segments
from models.tables.replies.attempts_log import (
    Attempt,
    append,
    entries,
    entries_of,
    forget,
    give_name,
    leave_out,
    left_out_until,
    name_of,
    read_on,
)


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
    assert synced[1:] == [(tmp_path / "attempts.log").stat().st_size]  # first its folder: the log is new
    append(tmp_path / "attempts.log", attempt(2))
    assert synced[2:] == [(tmp_path / "attempts.log").stat().st_size]


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


def test_a_line_after_a_torn_one_is_read(tmp_path: Path) -> None:
    log = tmp_path / "attempts.log"
    append(log, attempt(1))
    with log.open("ab") as file:
        file.write(b'{"reply_key": "kunci-2", "att')  # the power went
    append(log, attempt(3))
    assert list(entries(log)) == [attempt(1), attempt(3)]


def test_a_line_that_an_older_version_wrote_behind_a_torn_one_is_read(tmp_path: Path) -> None:
    log = tmp_path / "attempts.log"
    append(log, attempt(3))
    log.write_bytes(b'{"reply_key": "kunci-2", "att' + log.read_bytes())
    assert list(entries(log)) == [attempt(3)]


def test_F44_a_disk_that_takes_half_a_line_is_an_error_the_sender_sees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, line: real(handle, line[: len(line) // 2]))
    with pytest.raises(OSError, match="No space"):
        append(tmp_path / "attempts.log", attempt(1))


def test_a_log_is_sealed_when_it_is_large_and_its_lines_stay_in_order(tmp_path: Path) -> None:
    log = tmp_path / "attempts.log"
    assert seal_log(log, 1) is None
    for number in range(4):
        append(log, attempt(number))
        assert (seal_log(log, 10_000), seal_log(log, 1) is None) == (None, False)
    append(log, attempt(4))
    assert [one.name[:16] for one in segments(log)] == [f"attempts-00000{place}-" for place in range(1, 5)]
    assert list(entries(log)) == [attempt(number) for number in range(5)]
    first, *others = segments(log)
    assert list(entries(log, but=[first.name])) == [attempt(number) for number in range(1, 5)]
    log.unlink()
    assert (is_there(log), list(entries(log))) == (True, [attempt(number) for number in range(4)])
    assert len(others) == 3


def test_no_line_is_lost_while_the_log_is_sealed_again_and_again(tmp_path: Path) -> None:
    log = tmp_path / "attempts.log"
    threads = [threading.Thread(target=append, args=(log, attempt(number))) for number in range(40)]
    for thread in threads:
        thread.start()
        seal_log(log, 1)
    for thread in threads:
        thread.join()
    assert sorted(row.reply_key for row in entries(log)) == sorted(f"kunci-{number}" for number in range(40))


def test_whoever_reads_while_the_log_is_sealed_misses_nothing(tmp_path: Path) -> None:
    log = tmp_path / "attempts.log"
    append(log, attempt(1))
    append(log.with_name("attempts-000001-00000000.log"), attempt(0))
    reading = entries(log)
    assert next(reading) == attempt(0)
    seal_log(log, 1)
    append(log, attempt(2))
    assert [row.reply_key for row in reading] == ["kunci-1"]


def test_where_a_forgotten_reply_went_is_taken_out_of_sealed_segments_too(tmp_path: Path) -> None:
    log = tmp_path / "attempts.log"
    for number in range(2):
        append(log, attempt(number))
        seal_log(log, 1)
    append(log, attempt(2))
    assert forget(log, {"kunci-0", "kunci-2"}) == 2
    assert [row.thread for row in entries(log)] == ["", "628@c.us", ""]


def test_a_segment_that_keeps_only_its_end_has_no_lines(tmp_path: Path) -> None:
    log = tmp_path / "attempts.log"
    append(log, attempt(1))
    sealed = seal_log(log, 1)
    assert sealed is not None
    assert left_out_until(sealed) == ""
    leave_out(sealed, attempt(1).at)
    assert (left_out_until(sealed), list(entries_of(sealed))) == (attempt(1).at, [])


def test_lines_are_read_on_from_their_places_which_stay_when_the_log_is_sealed_or_forgets(tmp_path: Path) -> None:
    log = tmp_path / "attempts.log"
    for number in range(3):
        append(log, attempt(number))
    every = list(read_on(log, {}))
    assert [(one.part, one.place, one.attempt) for one in every[:1]] == [(1, 0, attempt(0))]
    assert [one.attempt for one in read_on(log, {1: every[1].place})] == [attempt(1), attempt(2)]
    seal_log(log, 1)
    append(log, attempt(3))
    forget(log, {"kunci-1"})
    again = list(read_on(log, {}))
    assert [(one.part, one.place) for one in again] == [(1, one.place) for one in every] + [(2, 0)]
    assert [one.attempt for one in read_on(log, {2: 0})] == [attempt(3)]
    assert [one.part for one in read_on(log, {1: every[2].place})] == [1, 2]
    assert list(read_on(log, {2: 10_000, 1: 10_000})) == []


def test_a_log_sealed_between_the_two_looks_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "attempts.log"
    append(log, attempt(1))
    real = sealed_log.segments
    monkeypatch.setattr(
        sealed_log, "segments", lambda path: (path.exists() and path.rename(sealed_as(path)), real(path))[1]
    )
    assert [(one.part, one.attempt) for one in read_on(log, {})] == [(1, attempt(1))]


def sealed_as(path: Path) -> Path:
    return path.with_name("attempts-000001-1a2b3c4d.log")


def test_a_log_has_no_name_until_it_is_given_one_and_then_another(tmp_path: Path) -> None:
    log = tmp_path / "attempts.log"
    assert name_of(log) == ""
    first = give_name(log)
    assert (len(first), name_of(log)) == (16, first)
    assert give_name(log) != first
