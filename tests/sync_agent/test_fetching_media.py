"""Files of messages: their own turn, their own failures, never the message's."""

import errno
import hashlib
import os
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from peewee import DatabaseError, OperationalError

from models.actions.intake.files.store_attachment import LEAST_TRIES
from models.rules.channels.messages import Fetched
from models.tables import Attachment, Message, OfficeSetting
from models.tables.core.files.folder_store import FolderStore
from models.tables.core.secrets import SecretLost
from sync_agent.connector_kit.errors import SignInNeeded, TryLater
from sync_agent.fetching_media import LIMIT_BYTES, fetch_media, sweep_leftovers
from sync_agent.service import Service
from tests.connectors.stage import PNG
from tests.sync_agent.desk import Desk, receive


def taken(desk: Desk, content: bytes = PNG, mime: str = "image/png") -> Service:
    desk.photo(content, mime)
    service = desk.service()
    receive(service)
    return service


def test_a_file_lies_under_its_sha256_and_its_row_says_so(desk: Desk) -> None:
    fetch_media(taken(desk))
    row = Attachment.get()
    assert (row.state, row.sha256, row.size) == ("tersimpan", hashlib.sha256(PNG).hexdigest(), len(PNG))
    assert (row.mime, row.mime_mismatch, row.filename) == ("image/png", False, "")
    assert desk.settings.files.is_intact(row.sha256)


def test_the_same_bytes_twice_are_one_file(desk: Desk) -> None:
    taken(desk)
    fetch_media(taken(desk))
    assert Attachment.select().where(Attachment.state == "tersimpan").count() == 2
    assert len([path for path in desk.settings.files_dir.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize(
    ("content", "mime", "mismatch"),
    [
        (b"MZ\x90\x00" + b"\0" * 60, "image/png", True),
        (b"<script>", "image/jpeg", True),
        (PNG, "image/jpeg", False),
        (b"%PDF-1.7\n", "application/pdf", False),
        (PNG, "application/pdf", True),
        (b"catatan", "text/plain", False),
        (b"OggS" + b"\0" * 30, "audio/ogg; codecs=opus", False),
    ],
)
def test_S9_a_file_that_is_not_what_it_says_is_marked(desk: Desk, content: bytes, mime: str, mismatch: bool) -> None:
    fetch_media(taken(desk, content, mime))
    assert Attachment.get().mime_mismatch is mismatch


def test_a_file_beyond_a_limit_is_not_asked_for_at_the_platform_and_the_next_one_is_still_fetched(desk: Desk) -> None:
    OfficeSetting.update(value="1").where(OfficeSetting.key == "batas_berkas_pelapor").execute()
    fetch_media(taken(desk))
    service = taken(desk, PNG + b"2")
    desk.fault("media_gone", path="*/files/*")
    assert not fetch_media(service)
    held = Attachment.get(Attachment.state == "ditahan")
    assert (held.attempts, held.reason) == (0, "pelapor ini mengirim lebih dari 1 berkas pada hari itu")
    desk.well()
    desk.photo(PNG + b"3", chat="6281200000002@c.us")
    receive(service)
    fetch_media(service)
    assert Attachment.select().where(Attachment.state == "tersimpan").count() == 2


@pytest.mark.parametrize("fault", ["media_gone", "media_wrong_length", "error_before", "reset_before"])
def test_F37_a_file_that_cannot_be_had_is_tried_for_a_day_and_then_given_up(desk: Desk, fault: str) -> None:
    service = taken(desk)
    assert Message.select().count() == 1
    desk.fault(fault, path="*/files/*")
    fetch_media(service)
    row = Attachment.get()
    assert (row.state, row.attempts) == ("menunggu", 1)
    assert row.reason
    fetch_media(service)
    assert Attachment.get().attempts == 1
    desk.ahead = timedelta(hours=25)
    Attachment.update(attempts=LEAST_TRIES - 1).execute()
    fetch_media(service)
    assert Attachment.get().state == "gagal"
    assert Message.select().count() == 1


def test_F37_a_file_that_comes_back_in_time_is_kept(desk: Desk) -> None:
    service = taken(desk)
    desk.fault("media_gone", count=1)
    fetch_media(service)
    desk.ahead = timedelta(minutes=1)
    fetch_media(service)
    assert Attachment.get().state == "tersimpan"


def test_F38_a_file_too_large_stays_on_the_phone(desk: Desk) -> None:
    service = taken(desk)
    desk.fault("media_oversize", megabytes=LIMIT_BYTES // 1024**2 + 1)
    fetch_media(service)
    row = Attachment.get()
    assert (row.state, row.reason) == ("gagal", "Lampiran lebih besar dari 25 MB. Buka lewat telepon.")
    assert not desk.settings.files_dir.exists()


def test_F21_a_refused_key_stops_the_turn_and_gives_no_file_up(desk: Desk) -> None:
    service = taken(desk)
    desk.fault("unauthorized")
    with pytest.raises(SignInNeeded):
        fetch_media(service)
    assert Attachment.get().attempts == 0


def test_F37_a_refusal_of_one_file_alone_pauses_no_channel(desk: Desk) -> None:
    service = taken(desk)
    desk.fault("status", status=403, path="*/files/*", count=1)
    taken(desk)
    fetch_media(service)
    assert sorted((row.state, row.attempts) for row in Attachment.select()) == [("menunggu", 1), ("tersimpan", 0)]


def test_F23_a_stated_time_stops_the_turn_and_gives_no_file_up(desk: Desk) -> None:
    taken(desk)
    service = taken(desk)
    desk.fault("rate_limited", retry_after="30", path="*/files/*")
    with pytest.raises(TryLater) as caught:
        fetch_media(service)
    assert (caught.value.after_seconds, desk.asked("/files/")) == (30.0, 1)
    assert {row.attempts for row in Attachment.select()} == {0}


def test_a_file_that_breaks_the_program_keeps_no_other_waiting(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    taken(desk)
    service = taken(desk)
    Attachment.update(ref='{"chat": null, "rahasia": "nama warga"}').where(Attachment.id == 2).execute()

    class Breaks:
        """A connector that a strange reference breaks."""

        def fetch_attachment(self, ref: dict[str, Any], limit_bytes: int) -> Fetched:
            if "rahasia" in ref:
                raise KeyError(ref["rahasia"])
            return service.connector.fetch_attachment(ref, limit_bytes)

    fetch_media(replace(service, connector=Breaks()))  # type: ignore[arg-type]
    assert [(row.state, row.attempts) for row in Attachment.select().order_by(Attachment.id)] == [
        ("tersimpan", 0),
        ("menunggu", 1),
    ]
    assert "KeyError" in caplog.text
    assert "nama warga" not in caplog.text


def test_F10_half_written_files_of_killed_runs_go_after_a_day(desk: Desk) -> None:
    folder = desk.settings.files_dir / "ab"
    folder.mkdir(parents=True)
    old, young = folder / "old.part", folder / "young.part"
    old.write_bytes(b"x")
    young.write_bytes(b"x")
    os.utime(old, (1, 1))
    sweep_leftovers(desk.service())
    assert [path.name for path in folder.iterdir()] == ["young.part"]


class _Faulty:
    """A connector that brings a file, and fails as this PC does."""

    def __init__(self, inner: Any, fault: Exception) -> None:
        self._inner, self._fault = inner, fault

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def fetch_attachment(self, ref: dict[str, object], limit_bytes: int) -> Fetched:
        """Fail."""
        raise self._fault


@pytest.mark.parametrize(
    "fault",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EACCES, "Permission denied"),
        OperationalError("database is locked"),
        DatabaseError("database disk image is malformed"),
        SecretLost(),
    ],
)
def test_what_fails_on_this_pc_uses_up_no_try_of_the_file(desk: Desk, fault: Exception) -> None:
    service = taken(desk)
    with pytest.raises(type(fault)):
        fetch_media(replace(service, connector=_Faulty(service.connector, fault)))
    row = Attachment.get()
    assert (row.state, row.attempts, row.reason) == ("menunggu", 0, "")
    fetch_media(service)
    assert Attachment.get().state == "tersimpan"


def test_a_full_store_uses_up_no_try_of_the_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def keep(*_: Any) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    service = taken(desk)
    with monkeypatch.context() as full:
        full.setattr(FolderStore, "keep", keep)
        with pytest.raises(OSError, match="No space"):
            fetch_media(service)
    assert (Attachment.get().state, Attachment.get().attempts) == ("menunggu", 0)
    fetch_media(service)
    assert Attachment.get().state == "tersimpan"
