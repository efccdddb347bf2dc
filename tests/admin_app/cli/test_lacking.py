"""What an operator is told, and with which exit code, where a backup, a restore or an export lacks something."""

from pathlib import Path

import pytest

from admin_app.cli.opening import utc_now
from models.actions.upkeep.export.rows import EXPORTS
from models.tables import Attachment, BackupCopy, LostFile, Message
from tests.admin_app.cli.programs import Office
from tests.admin_app.cli.test_offices import opened, with_complaint


def test_a_lost_file_ends_backup_and_restore_with_1_until_two_people_put_it_on_record(
    ready: Office, tmp_path: Path
) -> None:
    with_complaint(ready)
    sha256, file = "ab" * 32, str(tmp_path / "b.zip")
    with opened(ready):  # type: ignore[attr-defined]
        Attachment.create(public_id="a", message=Message.get(), sha256=sha256, state="tersimpan")
    for done in (ready.run("backup", file), ready.run("restore", file, "--replace")):
        assert (done.code, f"Lacking: the file {sha256} is missing" in done.err) == (1, True)
    with opened(ready):  # type: ignore[attr-defined]
        LostFile.update(reported_at=utc_now(), agreed_at=utc_now(), reason="cakram rusak").execute()
    for done in (ready.run("backup", file), ready.run("restore", file, "--replace")):
        assert (done.code, f"Note: the file {sha256} is missing" in done.err) == (0, True)


def test_a_folder_is_accepted_and_what_it_lacks_is_named(ready: Office) -> None:
    with_complaint(ready)
    sha256 = "ab" * 32
    with opened(ready):  # type: ignore[attr-defined]
        Attachment.create(public_id="a", message=Message.get(), sha256=sha256, state="tersimpan")
    said = ready.run("files", "accept")
    assert (said.code, said.err.splitlines()) == (1, [f"Lacking: {sha256} is not whole there."])
    with opened(ready):  # type: ignore[attr-defined]
        Attachment.delete().execute()
    said, place = ready.run("files", "accept"), ready.folder / "files"
    assert (said.code, said.out.splitlines()) == (0, [f"{place} holds the office's files from now on."])


def test_a_backup_is_found_again_where_it_was_moved(ready: Office, tmp_path: Path) -> None:
    first, moved = tmp_path / "b.zip", tmp_path / "cakram" / "b.zip"
    assert ready.run("backup", str(first)).code == 0
    moved.parent.mkdir()
    first.rename(moved)
    assert "is the backup of" in ready.run("backup-moved", str(moved)).out
    with opened(ready):  # type: ignore[attr-defined]
        assert BackupCopy.get().path == str(moved)
    with moved.open("ab") as file:
        file.write(b"x")
    assert ready.run("backup-moved", str(moved)).refused(1, "changed since")


def test_an_export_that_lacks_rows_or_words_says_so_and_ends_with_1(
    ready: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_complaint(ready)
    file = str(tmp_path / "m")
    assert ready.run("export", "messages", "--format", "csv", "-o", file).code == 0
    monkeypatch.setitem(EXPORTS, "messages", lambda _now: iter(()))
    lacking = ready.run("export", "messages", "--format", "csv", "-o", file)
    assert (lacking.code, "Lacking: 1 of the 1 rows of messages." in lacking.err) == (1, True)
    monkeypatch.undo()
    with opened(ready):  # type: ignore[attr-defined]
        Message.update(text="x" * 40_000).execute()
    assert ready.run("export", "messages", "--format", "jsonl", "-o", file).code == 0
    cut = ready.run("export", "messages", "--format", "xlsx", "-o", file)
    assert (cut.code, "1 texts were cut" in cut.err) == (1, True)
