"""Where the back office listened last: written whole, and never taken from an earlier start."""

from datetime import datetime
from pathlib import Path

import pytest

from models.rules.core.moments import iso
from models.tables.core.listening import FILE, last_listening, note_listening

NOW = datetime(2026, 3, 2, 1, 0)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    note_listening(tmp_path, [("127.0.0.1", 8080), ("::1", 8080)], NOW)
    found = last_listening(tmp_path)
    assert found is not None
    assert (found.addresses, found.since) == ((("127.0.0.1", 8080), ("::1", 8080)), iso(NOW))
    assert [file.name for file in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize(
    "words", [None, "", "{", "[]", '{"addresses": 5, "since": ""}', '{"addresses": [["a", "b"]]}']
)
def test_what_cannot_be_read_is_nothing(tmp_path: Path, words: str | None) -> None:
    if words is not None:
        (tmp_path / FILE).write_text(words)
    assert last_listening(tmp_path) is None


def test_what_cannot_be_written_leaves_no_earlier_word(tmp_path: Path) -> None:
    note_listening(tmp_path, [("127.0.0.1", 8080)], NOW)
    (tmp_path / f"{FILE}.new").mkdir()  # as on a disk that takes nothing more
    with pytest.raises(OSError):
        note_listening(tmp_path, [("0.0.0.0", 8080)], NOW)
    assert last_listening(tmp_path) is None
