"""A lock on a file is one program's until it lets go or ends; who wants it in turn waits for that."""

import threading
from pathlib import Path

from models.tables.core.file_lock import in_turn, is_taken, taken


def test_a_lock_is_had_by_one_until_he_closes_it(tmp_path: Path) -> None:
    path = tmp_path / "giliran"
    assert not is_taken(path)
    assert not path.exists()  # asking makes nothing
    first = taken(path)
    assert first is not None
    assert (taken(path), is_taken(path)) == (None, True)
    first.close()
    assert not is_taken(path)
    second = taken(path)
    assert second is not None
    second.close()


def test_who_wants_it_in_turn_has_it_after_whoever_has_it(tmp_path: Path) -> None:
    path, done, begun = tmp_path / "giliran", list[str](), threading.Event()

    def other() -> None:
        begun.set()
        with in_turn(path):
            done.append("other")

    with in_turn(path):
        thread = threading.Thread(target=other)
        thread.start()
        begun.wait(10)
        done.append("first")
    thread.join(10)
    assert done == ["first", "other"]
    assert not is_taken(path)
