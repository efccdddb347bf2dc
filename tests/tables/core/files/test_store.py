"""What every file store promises, over both: the same bytes, once, whole or not at all, and gone when removed."""

import hashlib
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.tables.core.database import on_connection
from models.tables.core.files.chunks import CHUNK
from models.tables.core.files.store import FileNotWhole
from tests.tables.core.files.kinds import AFTER, BEFORE, SIZES, Kind

ROOT = Path(__file__).parents[4]
BIG = CHUNK * 10 + 7
SAME = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=12)


def some(size: int, seed: int = 7) -> bytes:
    """Return bytes that do not repeat at the borders of chunks."""
    block = hashlib.sha512(bytes([seed])).digest() * 1023
    return (block * (size // len(block) + 1))[:size]


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def cut(content: bytes, places: list[float]) -> Iterator[bytes]:
    """Yield bytes in pieces, some of them empty."""
    edges = [0, *sorted(int(place * len(content)) for place in places), len(content)]
    yield from (content[begin:end] for begin, end in pairwise(edges))


def found(kind: Kind, sha256: str) -> tuple[bytes, bytes, bytes, int, bool, bool]:
    """Return a file by each way of reading it, its size, and whether it is there and whole."""
    store = kind.store
    with store.open(sha256) as file:
        opened = file.read()
        file.seek(0)
        assert file.read() == opened
    pieces = b"".join(store.pieces(sha256))
    return store.read(sha256), opened, pieces, store.size(sha256), store.has(sha256), store.is_intact(sha256)


@SAME
@given(
    size=st.sampled_from(SIZES), places=st.lists(st.floats(0, 1), max_size=4), way=st.sampled_from(["", "from", "as"])
)
def test_what_is_kept_is_read_again(kind: Kind, size: int, places: list[float], way: str) -> None:
    content = some(size)
    if way == "from":
        assert kind.store.keep_from(cut(content, places)) == sha(content)
    elif way == "as":
        assert kind.store.keep_as(sha(content), cut(content, places))
    else:
        assert kind.store.keep(content) == sha(content)
    assert found(kind, sha(content)) == (content, content, content, size, True, True)
    assert kind.store.remove(sha(content), AFTER) is True
    assert (list(kind.store.names()), kind.lies_there()) == ([], 0)


def test_equal_bytes_are_one_file(kind: Kind) -> None:
    assert (
        kind.store.keep(b"foto") == kind.store.keep(b"foto") == kind.store.keep_from([b"fo", b"to"]) == sha(b"foto")
    )
    assert kind.store.keep_as(sha(b"foto"), [b"foto"])
    assert list(kind.store.names()) == [sha(b"foto")]
    once = kind.lies_there()
    kind.store.keep(b"lain")
    assert kind.lies_there() == 2 * once


def test_another_files_bytes_are_not_kept_under_this_name(kind: Kind) -> None:
    assert not kind.store.keep_as(sha(b"foto"), [b"fo", b"to!"])
    assert not kind.store.keep_as(sha(b"foto"), cut(some(BIG), [0.5]))
    assert (list(kind.store.names()), kind.lies_there()) == ([], 0)


@pytest.mark.parametrize("name", ["", "ab" * 32, "../../etc/passwd", "foto"])
def test_what_is_not_there_is_not_found(kind: Kind, name: str) -> None:
    store = kind.store
    assert not store.has(name) and not store.is_intact(name)
    for look in (store.read, store.open, store.size, lambda sha256: list(store.pieces(sha256))):
        with pytest.raises(FileNotFoundError):
            look(name)
    assert store.remove(name, AFTER) is False


@pytest.mark.parametrize("size", [4, BIG])
def test_a_changed_file_is_told_and_mended_when_its_bytes_come_in_again(kind: Kind, size: int) -> None:
    content = some(size)
    for damage in (kind.change, kind.cut):
        sha256 = kind.store.keep(content)
        damage(sha256)
        assert kind.store.has(sha256) and not kind.store.is_intact(sha256)
        for look in (kind.store.read, kind.store.open):
            with pytest.raises(FileNotWhole):
                look(sha256)
        assert kind.store.keep(content) == sha256
        assert found(kind, sha256)[:3] == (content, content, content)
        damage(sha256)
        assert kind.store.keep_as(sha256, [content]) and kind.store.read(sha256) == content
    whole = kind.lies_there()
    assert kind.store.remove(sha256, AFTER) is True and kind.lies_there() == 0 < whole


@pytest.mark.parametrize("size", [CHUNK, BIG])
def test_a_source_that_breaks_off_leaves_nothing(kind: Kind, size: int) -> None:
    def breaking() -> Iterator[bytes]:
        yield some(size)
        raise ConnectionResetError

    for keep in (kind.store.keep_from, lambda pieces: kind.store.keep_as(sha(some(size)), pieces)):
        with pytest.raises(ConnectionResetError):
            keep(breaking())
    assert (list(kind.store.names()), list(kind.store.leftovers(AFTER)), kind.lies_there()) == ([], [], 0)


def test_killed_between_chunks_nothing_is_seen_and_what_was_written_is_swept(kind: Kind) -> None:
    program = f"""{kind.opening}
import os, signal
def pieces():
    yield b"x" * {BIG}
    os.kill(os.getpid(), signal.{"SIGKILL" if sys.platform != "win32" else "SIGTERM"})
store.keep_from(pieces())"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    store, half = kind.store, b"x" * BIG
    assert (list(store.names()), store.has(sha(half)), kind.lies_there() > 0) == ([], False, True)
    assert (list(store.leftovers(BEFORE)), store.clear_leftovers(BEFORE)) == ([], 0)
    assert len(list(store.leftovers(AFTER))) == 1
    store.keep(half)
    assert store.clear_leftovers(AFTER) == 1
    assert (list(store.leftovers(AFTER)), store.is_intact(sha(half))) == ([], True)
    assert store.remove(sha(half), AFTER) is True and kind.lies_there() == 0


@pytest.mark.parametrize("size", [5, BIG])
def test_who_keep_the_same_at_once_do_each_other_no_harm(kind: Kind, size: int) -> None:
    content, together, kept = some(size), threading.Barrier(5), list[str]()

    def keep() -> None:
        with on_connection() if kind.store.kind == "database" else threading.Lock():
            together.wait()
            kept.append(kind.store.keep_from(cut(content, [0.3])))
            assert kind.store.read(sha(content)) == content

    keepers = [threading.Thread(target=keep) for _ in range(5)]
    for one in keepers:
        one.start()
    for one in keepers:
        one.join()
    assert kept == [sha(content)] * 5
    assert (list(kind.store.names()), list(kind.store.leftovers(AFTER))) == ([sha(content)], [])
    assert kind.store.remove(sha(content), AFTER) is True and kind.lies_there() == 0


def test_a_file_touched_lately_is_not_removed(kind: Kind) -> None:
    sha256 = kind.store.keep(b"lama")
    between = _noted(kind, sha256)
    assert kind.store.remove(sha256, BEFORE) is None
    assert kind.store.keep(b"lama") == sha256  # wanted anew
    assert kind.store.remove(sha256, between) is None
    assert kind.store.read(sha256) == b"lama"
    assert kind.store.remove(sha256, AFTER) is True
    assert kind.store.remove(sha256, AFTER) is False
    assert not kind.store.has(sha256)


def test_a_whole_file_can_be_touched_and_a_changed_one_not(kind: Kind) -> None:
    sha256 = kind.store.keep(b"lama")
    between = _noted(kind, sha256)
    assert kind.store.touch(sha256) and kind.store.remove(sha256, between) is None
    kind.change(sha256)
    assert not kind.store.touch(sha256) and not kind.store.touch("ab" * 32)


def _noted(kind: Kind, sha256: str) -> datetime:
    """Return the moment of the day before a test, at which the file was touched as far as the store knows."""
    kind.age(sha256, BEFORE)
    assert list(kind.store.names(BEFORE)) == []
    return BEFORE.replace(microsecond=0) + (AFTER - BEFORE) / 60


def test_names_come_in_order_and_those_touched_lately_can_be_left_out(kind: Kind) -> None:
    kept = sorted(kind.store.keep(bytes([number])) for number in range(7))
    assert list(kind.store.names()) == list(kind.store.names(AFTER)) == kept
    assert list(kind.store.names(BEFORE)) == []
    kind.age(kept[3], BEFORE)
    assert list(kind.store.names(BEFORE + (AFTER - BEFORE) / 60)) == [kept[3]]
