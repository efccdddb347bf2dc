"""The thread that reads files: one after the other, whatever one of them does, and not those of another PC."""

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from admin_app.search import reading_files
from admin_app.search.reading_files import FileReading
from docgen.file_text import recognising
from docgen.file_text.recognising import find_recogniser
from models.actions.search.file_texts import count_unread
from models.actions.search.indexing import catch_up
from models.rules.search.searching import Found, read_wanted
from models.tables import Attachment, AttachmentText, ComplaintMessage
from models.tables.core.files.folder_store import FolderStore
from models.tables.search.search_words import entries_with
from tests.admin_app.browsing import Clock
from tests.docgen.file_text.scans import packed, picture, written_pdf
from tests.office import new_complaint
from tests.tools import needs

LETTER = written_pdf(["Kuitansi pembayaran paspor nomor zamrud tujuh, dibayar lunas di loket"])


@pytest.fixture(autouse=True)
def _in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the lowest priority the children would wait for every other test."""
    monkeypatch.setattr(recognising, "LOWEST", 0)


def reading(folder: Path, clock: Clock | None = None, find: Any = lambda: None) -> FileReading:
    """Return the thread, not started."""
    return FileReading(FolderStore(folder), clock or Clock(), threading.Event(), find)


def attached(account: Any, folder: Path, *contents: bytes, mime: str = "application/pdf") -> list[Attachment]:
    """Give one complaint these files, and index it."""
    new_complaint(account)
    message = ComplaintMessage.get().message_id
    made = [
        Attachment.create(
            public_id=f"a{number}", message=message, position=number, mime=mime,
            sha256=FolderStore(folder).keep(content),
            state="tersimpan",
        )
        for number, content in enumerate(contents)
    ]  # fmt: skip
    catch_up()
    return made


def found(typed: str) -> int:
    catch_up()
    return len(list(entries_with(Found.PESAN, read_wanted(typed))))


def states() -> list[str]:
    rows = AttachmentText.select(AttachmentText.state).order_by(AttachmentText.attachment)
    return [state for (state,) in rows.tuples()]


def test_a_file_is_read_and_found(account: Any, tmp_path: Path) -> None:
    attached(account, tmp_path, LETTER)
    thread = reading(tmp_path)
    assert (thread.once(), thread.once()) == (True, False)
    assert (found("zamrud tujuh"), states(), count_unread(can_recognise=True)) == (1, ["terbaca"], 0)


def test_a_photo_is_read_by_the_recogniser_of_this_pc(sqlite_account: Any, tmp_path: Path) -> None:
    needs("tesseract")
    scan = packed(picture("Kuitansi pembayaran paspor", "nomor zamrud tujuh"))
    attached(sqlite_account, tmp_path, scan, mime="image/png")
    assert reading(tmp_path, find=find_recogniser).once()
    assert (found("zamrud tujuh"), states()) == (1, ["dikenali"])


def test_a_damaged_file_does_not_keep_the_others_waiting(sqlite_account: Any, tmp_path: Path) -> None:
    attached(sqlite_account, tmp_path, LETTER, b"%PDF-1.7 damaged")
    thread = reading(tmp_path)
    assert [thread.once() for _ in range(3)] == [True, True, False]
    assert states() == ["terbaca", "gagal"]


def test_a_file_that_is_not_here_is_looked_for_again_in_an_hour(sqlite_account: Any, tmp_path: Path) -> None:
    _first, second = attached(sqlite_account, tmp_path, LETTER, LETTER + b"\n")
    lies = FolderStore(tmp_path).path_of(second.sha256)
    lies.rename(tmp_path / "elsewhere")
    clock = Clock()
    thread = reading(tmp_path, clock)
    assert [thread.once() for _ in range(3)] == [True, True, False]
    assert states() == ["terbaca", "menunggu"]
    (tmp_path / "elsewhere").rename(lies)
    assert not thread.once()
    clock.now += timedelta(minutes=61)
    assert thread.once()
    assert states() == ["terbaca", "terbaca"]


def test_a_pc_without_room_tries_again_later(
    sqlite_account: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attached(sqlite_account, tmp_path, LETTER)
    clock = Clock()
    thread = reading(tmp_path, clock)
    with monkeypatch.context() as patch:
        patch.setattr(reading_files, "read_file", _no_process)
        assert thread.once()
    assert not thread.once()
    clock.now += timedelta(minutes=11)
    assert thread.once()
    assert states() == ["terbaca"]


def _no_process(*_given: object) -> None:
    raise BlockingIOError


def test_a_program_that_ends_gives_its_file_back(sqlite_account: Any, tmp_path: Path) -> None:
    attached(sqlite_account, tmp_path, LETTER)
    thread = reading(tmp_path)
    thread._stop_sign.set()
    assert thread.once()
    assert states() == ["menunggu"]
    assert reading(tmp_path).once()
    assert states() == ["terbaca"]


def test_the_thread_goes_on_after_whatever_happens_and_ends_when_told(
    sqlite_account: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(reading_files, "_IDLE_SECONDS", 0)
    thread, turns = reading(tmp_path), iter([1, 2])

    def once() -> bool:
        if next(turns) == 1:
            raise ValueError("a citizen's words")
        thread._stop_sign.set()
        return False

    monkeypatch.setattr(thread, "once", once)
    thread.start()
    thread.join(60)
    assert not thread.is_alive()
    assert "file reading: ValueError" in caplog.text
    assert "citizen" not in caplog.text
