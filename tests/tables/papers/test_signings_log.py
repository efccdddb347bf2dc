"""signings.log: asked and answered are one signing; a torn line tells nothing; only what is too old goes."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from models.tables.core.sealed_log import segments
from models.tables.papers import signings_log
from models.tables.papers.signings_log import End, Signing, note_answered, note_asked, signings
from tests.office import NOW

FILE = "b" * 64


def asked(paper: str = "p-1", at: datetime = NOW, number: str = "7") -> Signing:
    return Signing(paper, at, number, 3)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "data" / "signings.log"


def test_what_was_asked_is_known_and_then_how_it_ended(log: Path) -> None:
    assert signings(log) == []
    note_asked(log, asked())
    note_asked(log, asked("p-2"))
    assert signings(log) == [asked(), asked("p-2")]
    note_answered(log, Signing("p-1", NOW, end=End.SIGNED, file=FILE))
    note_answered(log, Signing("p-2", NOW, end=End.REFUSED))
    assert signings(log) == [
        Signing("p-1", NOW, "7", 3, End.SIGNED, FILE),
        Signing("p-2", NOW, "7", 3, End.REFUSED),
    ]
    assert [one.paper for one in signings(log, ["p-2"])] == ["p-2"]


def test_what_is_asked_anew_at_the_same_moment_has_no_end_yet(log: Path) -> None:
    note_asked(log, asked())
    note_answered(log, Signing("p-1", NOW, end=End.REFUSED))
    note_asked(log, asked())
    assert [one.end for one in signings(log)] == [None]


@pytest.mark.parametrize(
    "scrap", [b'{"paper": "p-1", "at": "2026', b"[]\n", b"\x00\x00\n", b'{"at": 3}\n', b'"p-1"\n']
)
def test_a_torn_or_foreign_line_tells_nothing_and_spoils_none(log: Path, scrap: bytes) -> None:
    note_asked(log, asked())
    with log.open("ab") as file:
        file.write(scrap)
    note_asked(log, asked("p-2"))
    assert signings(log) == [asked(), asked("p-2")]


def test_what_cannot_be_written_is_an_error_whoever_asks_sees(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"")
    with pytest.raises(OSError, match="data"):
        note_asked(tmp_path / "data" / "signings.log", asked())


def test_a_large_log_is_sealed_and_only_segments_older_than_any_backup_go(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signings_log, "SEGMENT_BYTES", 1)
    monkeypatch.setattr(signings_log, "KEPT_SEGMENTS", 2)
    days = [0, 1, 300, 450]
    for day in days:
        note_asked(log, asked(f"p-{day}", NOW + timedelta(days=day)))
    assert [one.paper for one in signings(log)] == ["p-1", "p-300", "p-450"]
    note_asked(log, asked("p-451", NOW + timedelta(days=451)))
    assert [one.paper for one in signings(log)] == ["p-300", "p-450", "p-451"]
    assert len(segments(log)) == 2
