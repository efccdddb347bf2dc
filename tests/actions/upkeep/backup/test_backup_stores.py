"""A backup of either file store is restored into either, also into a database where nothing is yet."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.making_way import RestoreRefused
from models.actions.upkeep.backup.restore import restore
from models.actions.upkeep.lost_files import Lack
from models.actions.upkeep.verify.every_invariant import verify
from models.rules.upkeep.losses import FAULT_SENTENCES, Fault
from models.tables import FILE_TABLES, TABLES, Attachment, FileChunk, KeptFile, Message, database
from models.tables.core.files.chunks import CHUNK
from models.tables.core.settings import Settings, load_settings
from models.tables.upkeep.schema import check_current
from tests.actions.upkeep.backup.test_backup import LATER
from tests.actions.walking import Walk
from tests.office import NOW, office

PHOTO, FILM = b"foto paspor", b"film" * CHUNK
STORES = ["folder", "database"]


@pytest.fixture
def settings(postgres: str, tmp_path: Path) -> Iterator[Settings]:
    """An office on PostgreSQL whose message has a small and a large file, kept nowhere yet."""
    values = {"ADUAN_DATABASE_URL": f"{postgres}/stores", "ADUAN_DATA_DIR": str(tmp_path / "data")}
    with office(values["ADUAN_DATABASE_URL"]) as account:
        Walk(account)
        yield load_settings(values, tmp_path / "none.toml")


def kept_in(settings: Settings, store: str) -> Settings:
    found = replace(settings, file_store=store)
    for place, content in enumerate((PHOTO, FILM)):
        row = {"public_id": f"{place}", "message": Message.get(), "position": place, "state": "tersimpan"}
        Attachment.create(sha256=found.files.keep(content), **row)
    return found


def test_files_need_room_only_on_the_disk_they_are_put_on(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(tmp_path / "b.zip", kept_in(settings, "folder"), NOW)
    room = 2 * len(FILM)  # less than twice all of it, more than twice what is no file
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(room, 0, room))  # type: ignore[attr-defined]
    with pytest.raises(RestoreRefused, match="free space"):
        restore(tmp_path / "b.zip", settings, LATER, replace=True)
    restore(tmp_path / "b.zip", replace(settings, file_store="database"), LATER, replace=True)
    assert KeptFile.select().count() == 2


@pytest.mark.parametrize("into", STORES)
@pytest.mark.parametrize("made_from", STORES)
def test_each_is_restored_into_each(settings: Settings, tmp_path: Path, made_from: str, into: str) -> None:
    source = kept_in(settings, made_from)
    made = back_up(tmp_path / "b.zip", source, NOW)
    assert (made.files, made.lacking) == (2, [])
    names = list(source.files.names())
    target = replace(settings, file_store=into, data_dir=tmp_path / "elsewhere")
    left = restore(tmp_path / "b.zip", replace(settings, file_store=into), LATER, replace=True).notes
    assert any("files move" in note for note in left) is (made_from != into)
    for sha256 in names:
        source.files.remove(sha256, LATER.replace(year=LATER.year + 1))
    done = restore(tmp_path / "b.zip", target, LATER, replace=True)
    assert (done.files, done.lacking) == (2, [])
    assert sorted(target.files.read(row.sha256) for row in Attachment.select()) == sorted([PHOTO, FILM])
    assert [line for line in verify(target.files, target.attempts_log, LATER).failures if "I-15" in line] == []


def test_it_is_restored_into_a_database_where_nothing_is(settings: Settings, tmp_path: Path) -> None:
    source = kept_in(settings, "database")
    back_up(tmp_path / "b.zip", source, NOW)
    database.execute_sql("DROP SCHEMA public CASCADE")
    database.execute_sql("CREATE SCHEMA public")
    done = restore(tmp_path / "b.zip", source, LATER)
    assert (done.files, done.lacking) == (2, [])
    check_current()
    assert source.files.read(Attachment.get().sha256) == PHOTO


def test_a_restore_that_broke_off_in_an_empty_database_is_tried_again(settings: Settings, tmp_path: Path) -> None:
    source = kept_in(settings, "database")
    back_up(tmp_path / "b.zip", source, NOW)
    database.execute_sql("DROP SCHEMA public CASCADE")
    database.execute_sql("CREATE SCHEMA public")
    database.obj.held = ""  # who restores into an empty database holds no schema
    source.files.make_ready()  # as far as the first try came
    assert restore(tmp_path / "b.zip", source, LATER).lacking == []
    check_current()


def test_another_key_is_refused_before_a_file_is_put_back(settings: Settings, tmp_path: Path) -> None:
    source = kept_in(settings, "folder")
    source.secret_key_file.write_bytes(b"k" * 44)
    back_up(tmp_path / "b.zip", source, NOW, with_key=True)
    database.execute_sql("DROP SCHEMA public CASCADE")
    database.execute_sql("CREATE SCHEMA public")
    target = replace(source, data_dir=tmp_path / "elsewhere")
    target.data_dir.mkdir()
    target.secret_key_file.write_bytes(b"l" * 44)
    with pytest.raises(RestoreRefused, match="another key"):
        restore(tmp_path / "b.zip", target, LATER)
    assert list(target.files.names()) == database.get_tables() == []


def test_no_copy_of_the_rows_holds_the_files_once_more() -> None:
    assert not set(TABLES) & set(FILE_TABLES)


def test_a_damaged_chunk_is_told_by_verify_and_by_the_backup(settings: Settings, tmp_path: Path) -> None:
    source = kept_in(settings, "database")
    film = Attachment.get(Attachment.position == 1).sha256
    last = FileChunk.select().join(KeptFile).where(KeptFile.sha256 == film).order_by(FileChunk.id.desc()).get()
    FileChunk.update(content=b"rusak").where(FileChunk.id == last.id).execute()
    told = [line for line in verify(source.files, source.attempts_log, NOW).failures if film in line]
    assert len(told) == 1 and "was changed" in told[0]
    assert back_up(tmp_path / "b.zip", source, NOW).lacking == [Lack(film, Fault.CHANGED)]
    FileChunk.delete().where(FileChunk.id == last.id).execute()
    assert back_up(tmp_path / "c.zip", source, NOW).lacking == [Lack(film, Fault.CHANGED)]
    KeptFile.delete().where(KeptFile.sha256 == film).execute()
    assert back_up(tmp_path / "d.zip", source, NOW).lacking == [Lack(film, Fault.MISSING)]


_UNREADABLE = """CREATE FUNCTION refused(content bytea, file bigint) RETURNS bytea LANGUAGE plpgsql AS $$ BEGIN
 IF file = %s THEN RAISE EXCEPTION 'missing chunk number 0 for toast value' USING ERRCODE = '%s'; END IF;
 RETURN content; END $$"""


@pytest.mark.parametrize("state", ["XX001", "58030"])
def test_rows_that_the_server_cannot_read_stop_neither_backup_nor_verify(
    settings: Settings, tmp_path: Path, state: str
) -> None:
    source = kept_in(settings, "database")
    film = Attachment.get(Attachment.position == 1).sha256
    database.execute_sql(_UNREADABLE % (KeptFile.get(KeptFile.sha256 == film).id, state))
    database.execute_sql("ALTER TABLE file_chunk RENAME TO chunk_below")
    read = "SELECT id, file_id, number, refused(content, file_id) AS content FROM chunk_below"
    database.execute_sql(f"CREATE VIEW file_chunk AS {read}")
    assert back_up(tmp_path / "b.zip", source, NOW).lacking == [Lack(film, Fault.UNREADABLE)]
    (told,) = [line for line in verify(source.files, source.attempts_log, NOW).failures if film in line]
    assert FAULT_SENTENCES[Fault.UNREADABLE] in told
