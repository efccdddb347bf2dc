"""Backup while both programs run, restore, and what must never follow: a reply sent twice, a restore half done."""

import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import peewee
import pytest

from models.actions.channels.serve_account import beat, say_goodbye
from models.actions.replies.after_restore import reconcile_attempts
from models.actions.replies.deliver_reply import Claim, record_sent
from models.actions.upkeep.backup import archive
from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.making_way import RestoreRefused
from models.actions.upkeep.backup.restore import restore
from models.actions.upkeep.lost_files import Lack
from models.actions.upkeep.verify.every_invariant import verify
from models.rules.channels.messages import EVERYWHERE, Receipt
from models.rules.core.moments import iso
from models.rules.replies.delivery import Purpose
from models.rules.upkeep.losses import Fault
from models.tables import (
    TABLES,
    Attachment,
    ChannelAccount,
    Complaint,
    Gap,
    Message,
    Outbox,
    Staff,
    StaffSession,
    database,
)
from models.tables.core.database import is_sqlite, open_database
from models.tables.core.files.folder_store import FolderStore
from models.tables.core.secrets import load_key
from models.tables.core.settings import Settings, load_settings
from models.tables.replies import attempts_log
from models.tables.replies.attempts_log import Attempt
from models.tables.search.search_triggers import EVERYTHING
from models.tables.upkeep.schema import SchemaNewer
from tests.actions.sending import queue, sending
from tests.actions.walking import Walk
from tests.office import NOW, citizen_message, office, take_in
from tests.postgres import make_database

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Iterator[Settings]:
    """An office with one complaint answered once, one file, a key and its attempts.log."""
    values = {"ADUAN_DATABASE_URL": database_url, "ADUAN_DATA_DIR": str(tmp_path / "data")}
    found = load_settings(values, tmp_path / "none.toml")
    with office(database_url) as account:
        load_key(found.secret_key_file)
        walk = Walk(account)
        note_attempt(found, walk.answer(Purpose.LAIN))
        sha256 = found.files.keep(b"foto paspor")
        Attachment.create(public_id="a", message=Message.get(), sha256=sha256, state="tersimpan")
        yield found


def note_attempt(settings: Settings, key: str) -> None:
    row = Outbox.get(Outbox.reply_key == key)
    line = Attempt(key, row.attempts, row.text_hash, "628@c.us", key, iso(row.last_attempt_at) or "")
    attempts_log.append(settings.attempts_log, line)


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    return {table.__name__: list(table.select().order_by(table.id).tuples()) for table in TABLES}


def whole(settings: Settings, now: datetime = LATER) -> list[str]:
    return verify(settings.files, settings.attempts_log, now).failures


@contextmanager
def elsewhere(settings: Settings, folder: Path, request: pytest.FixtureRequest) -> Iterator[Settings]:
    """Point at an empty database of the same kind: another PC after a fire."""
    if is_sqlite():
        url = f"sqlite:///{folder / 'new' / 'aduan.db'}"
    else:
        url = make_database(request.getfixturevalue("postgres"), "aduan_elsewhere")
    here = database.obj
    open_database(url)
    try:
        yield replace(settings, database_url=url, data_dir=folder / "new")
    finally:
        database.close()
        database.initialize(here)


def test_a_backup_put_back_on_another_pc_is_the_same_office(
    settings: Settings, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    before = everything()
    made = back_up(tmp_path / "b.zip", settings, NOW, with_key=True)
    assert (made.files, made.lacking) == (1, [])
    with elsewhere(settings, tmp_path, request) as new:
        done = restore(tmp_path / "b.zip", new, LATER)
        assert (done.files, done.migrated) == (1, [])
        assert [note[:26] for note in done.notes] == ["What was destroyed from 20", "Backups are not encrypted:"]
        with database.connection_context():
            after = everything()
            assert after.pop("Audit")[:-1] == before.pop("Audit")
            # What is put into PostgreSQL row by row is indexed anew for the search, as one due line says.
            due, old = after.pop("SearchDue"), before.pop("SearchDue")
            assert due == old if is_sqlite() else [kind for _, kind, _ in due] == [EVERYTHING]
            (place,), _ = after.pop("FilePlace"), before.pop("FilePlace")
            assert place[2] == str(new.files_dir)  # where the files are from now on
            assert after == before
            assert whole(new) == []
            take_in(ChannelAccount.get(), citizen_message("setelah pemulihan"), now=LATER)
    assert new.secret_key_file.read_bytes() == settings.secret_key_file.read_bytes()
    assert new.attempts_log.read_bytes() == settings.attempts_log.read_bytes()


def test_F45_what_was_sent_after_the_backup_is_not_sent_again(settings: Settings, tmp_path: Path) -> None:
    walk = Walk.__new__(Walk)
    walk.account, walk.id, walk.now = ChannelAccount.get(), Complaint.get().id, NOW + timedelta(minutes=5)
    queue(walk, "sedang")
    back_up(tmp_path / "b.zip", settings, walk.now)
    claim = sending(walk)
    note_attempt(settings, "sedang")
    note_attempt(settings, walk_on(walk, claim))
    restore(tmp_path / "b.zip", settings, LATER, replace=True)
    # The backup thinks it was never sent; the log knows better, so it is looked for before anything leaves.
    assert Outbox.get(Outbox.reply_key == "sedang").state == "queued"
    behind = reconcile_attempts(attempts_log.entries(settings.attempts_log), LATER)
    assert (behind.replies, behind.strangers) == (1, 1)
    assert Outbox.get(Outbox.reply_key == "sedang").state == "unknown"
    assert whole(settings, LATER + timedelta(minutes=1)) == []


def walk_on(walk: Walk, claim: Claim) -> str:
    """End the sending and send one more, as if the day went on."""
    assert record_sent(claim, Receipt("true_sedang"), walk.now)
    return walk.answer(Purpose.LAIN)


def test_more_traffic_after_a_backup_is_gone_after_restoring_it_but_kept_aside(
    settings: Settings, tmp_path: Path
) -> None:
    back_up(tmp_path / "b.zip", settings, NOW)
    take_in(ChannelAccount.get(), citizen_message("sesudah cadangan", "628110000099"))
    done = restore(tmp_path / "b.zip", settings, LATER, replace=True)
    assert Complaint.select().count() == 1
    (kept,) = settings.data_dir.glob("before-restore-*.zip")
    assert str(kept) in done.notes[0]
    restore(kept, settings, LATER + timedelta(seconds=1), replace=True)
    assert Complaint.select().count() == 2
    assert whole(settings) == []


def test_a_backup_taken_while_messages_come_in_is_one_moment(settings: Settings, tmp_path: Path) -> None:
    stop, failed = threading.Event(), []

    def write() -> None:
        account, number = ChannelAccount.get(), 0
        while not stop.is_set():
            number += 1
            take_in(account, citizen_message(f"pesan {number}", f"62899{number:07d}"))

    def guarded() -> None:
        try:
            with database.connection_context():
                write()
        except peewee.PeeweeException as problem:
            failed.append(problem)

    writer = threading.Thread(target=guarded)
    writer.start()
    try:
        for number in range(3):
            back_up(tmp_path / f"b{number}.zip", settings, NOW)
    finally:
        stop.set()
        writer.join()
    assert failed == []
    restore(tmp_path / "b2.zip", settings, LATER, replace=True)
    assert whole(settings) == []


def test_a_running_agent_or_an_office_in_use_is_not_overwritten(settings: Settings, tmp_path: Path) -> None:
    back_up(tmp_path / "b.zip", settings, NOW)
    beat("agen-1", NOW)
    for force in (False, True):
        with pytest.raises(RestoreRefused, match="agen-1 is running"):
            restore(tmp_path / "b.zip", settings, NOW, replace=force)
    say_goodbye("agen-1", NOW)
    with pytest.raises(RestoreRefused, match="--replace"):
        restore(tmp_path / "b.zip", settings, NOW)


def test_where_nothing_is_read_twice_a_person_is_asked_to_look(settings: Settings, tmp_path: Path) -> None:
    words = {"settings": "{}", "secret": "", "created_at": NOW}
    cloud = ChannelAccount.create(kind="whatsapp_cloud", label="WhatsApp resmi", **words)
    ChannelAccount.create(kind="manual", label="Loket", **words)
    back_up(tmp_path / "b.zip", settings, NOW)
    restore(tmp_path / "b.zip", settings, LATER, replace=True)
    assert [(gap.account_id, gap.thread_external_id) for gap in Gap.select()] == [(cloud.id, EVERYWHERE)]
    assert whole(settings) == []


def test_everybody_signs_in_again_after_a_restore(settings: Settings, tmp_path: Path) -> None:
    StaffSession.create(token_hash="x", staff=Staff.get(), created_at=NOW, seen_at=NOW)
    ChannelAccount.update(lease_owner="agen-1", lease_until=LATER, last_sweep_at=NOW).execute()
    back_up(tmp_path / "b.zip", settings, NOW)
    restore(tmp_path / "b.zip", settings, LATER, replace=True)
    assert StaffSession.get().ended_at == LATER
    assert (ChannelAccount.get().lease_owner, ChannelAccount.get().last_sweep_at) == (None, None)  # sweeps at once


def test_the_key_stays_out_unless_asked_for(settings: Settings, tmp_path: Path) -> None:
    back_up(tmp_path / "b.zip", settings, NOW)
    key = settings.secret_key_file.read_bytes()
    assert "secret.key" not in zipfile.ZipFile(tmp_path / "b.zip").namelist()
    settings.secret_key_file.unlink()
    assert any("secret.key" in note for note in restore(tmp_path / "b.zip", settings, LATER, replace=True).notes)
    settings.secret_key_file.write_bytes(key)
    back_up(tmp_path / "k.zip", settings, NOW, with_key=True)
    settings.secret_key_file.write_bytes(b"another")
    restore(tmp_path / "k.zip", settings, LATER + timedelta(seconds=1), replace=True)
    assert settings.secret_key_file.read_bytes() == key
    assert settings.secret_key_file.with_suffix(".key.replaced").read_bytes() == b"another"


def test_a_missing_file_is_told_and_a_damaged_one_is_mended(settings: Settings, tmp_path: Path) -> None:
    sha256 = Attachment.get().sha256
    back_up(tmp_path / "b.zip", settings, NOW)
    FolderStore(settings.files_dir).path_of(sha256).write_bytes(b"rusak")
    restore(tmp_path / "b.zip", settings, LATER, replace=True)
    assert settings.files.is_intact(sha256)
    FolderStore(settings.files_dir).path_of(sha256).unlink()
    assert back_up(tmp_path / "c.zip", settings, NOW).lacking == [Lack(sha256, Fault.MISSING)]


def test_a_backup_from_a_newer_program_is_refused_and_nothing_changes(settings: Settings, tmp_path: Path) -> None:
    with database.obj.lifted():
        database.execute_sql("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2030-01-01')")
        back_up(tmp_path / "b.zip", settings, NOW)
        database.execute_sql("DELETE FROM schema_migration WHERE name = '9999_later'")
    before = everything()
    with pytest.raises(SchemaNewer, match="9999_later"):
        restore(tmp_path / "b.zip", settings, LATER, replace=True)
    assert everything() == before and not list(settings.data_dir.glob("before-restore-*"))


def spoil(path: Path, how: str) -> None:
    """Make a bad backup of a good one."""
    content = path.read_bytes()
    if how == "cut short":
        path.write_bytes(content[: len(content) // 2])
    elif how == "no zip":
        path.write_bytes(b"PK nothing of the kind")
    elif how == "a bit of the database flipped":
        with zipfile.ZipFile(path) as zipped:
            first = min(zipped.infolist(), key=lambda one: one.header_offset)
        middle = first.header_offset + 30 + len(first.filename) + first.compress_size // 2
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    else:
        with zipfile.ZipFile(path, "a") as zipped:
            zipped.writestr("../../evil" if how == "a strange member" else archive.MANIFEST, "{}")


@pytest.mark.parametrize(
    "how", ["cut short", "no zip", "a bit of the database flipped", "a strange member", "another manifest"]
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_bad_backup_is_refused_before_anything_changes(settings: Settings, tmp_path: Path, how: str) -> None:
    back_up(tmp_path / "b.zip", settings, NOW)
    spoil(tmp_path / "b.zip", how)
    before = everything()
    with pytest.raises(RestoreRefused, match="backup"):
        restore(tmp_path / "b.zip", settings, LATER, replace=True)
    assert everything() == before


def test_a_failed_backup_leaves_the_last_good_one_and_no_scraps(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out" / "b.zip"
    back_up(target, settings, NOW)
    good = target.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive, "seal", full)
    with pytest.raises(OSError, match="No space"):
        back_up(target, settings, LATER)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["b.zip"]
    assert target.read_bytes() == good
