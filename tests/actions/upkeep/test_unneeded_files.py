"""Files that no row names are removed by a command, those needed are not; a scrapped machine is forgotten."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from models.actions.retention.destruction.remove_files import remove_files
from models.actions.upkeep.file_places import begin_with_files, misfit
from models.actions.upkeep.unneeded_files import accept_folder, forget_machine, remove_unneeded, unneeded_files
from models.tables import Attachment, Audit, Erasure, FilePlace, FileRemoval, Message
from models.tables.core.files.folder_store import FolderStore
from models.tables.core.settings import load_settings
from tests.actions.walking import Walk

NOW = datetime.now(UTC).replace(tzinfo=None)  # stores stamp by the clock of the PC
LATER = NOW + timedelta(days=2)


def test_only_what_no_row_names_and_no_order_removes_goes(sqlite_account: Any, tmp_path: Path) -> None:
    Walk(sqlite_account)
    store = FolderStore(tmp_path / "files")
    loose, named, ordered = (store.keep(content) for content in (b"lepas", b"foto", b"draf"))
    Attachment.create(public_id="x", message=Message.get(), position=0, state="tersimpan", sha256=named)
    FileRemoval.create(sha256=ordered, asked_at=NOW)
    assert remove_unneeded(store, NOW) == ([], [])  # its row may still come
    assert list(unneeded_files(store, LATER)) == [loose]
    assert remove_unneeded(store, LATER) == ([loose], [])
    assert sorted(store.names()) == sorted([named, ordered])
    assert [row.after for row in Audit.select().where(Audit.event == "buang_berkas_lepas")] == ["1 berkas"]
    assert Erasure.select().count() == 0  # a folder has no freed pages of ours


def test_a_folder_copied_by_hand_is_accepted_and_the_trail_says_so(sqlite_account: Any, tmp_path: Path) -> None:
    settings = load_settings({"ADUAN_DATA_DIR": str(tmp_path)}, tmp_path / "none.toml")
    begin_with_files(settings, NOW)
    settings.files_dir.rename(tmp_path / "lost")
    assert misfit(settings)
    accept_folder(settings, LATER)
    assert misfit(settings) == ""
    (row,) = Audit.select().where(Audit.event == "terima_folder_berkas")
    assert row.after == settings.files.place


def test_an_order_waits_no_longer_for_a_machine_that_is_forgotten(sqlite_account: Any, tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "files")
    store.make_ready()
    FileRemoval.create(sha256="ab" * 32, asked_at=NOW)
    FilePlace.create(host="gateway", path="/srv/files", seen_at=NOW)
    remove_files(store, LATER)
    assert FileRemoval.select().count() == 1
    assert (forget_machine("lain", LATER), forget_machine("gateway", LATER)) == ([], ["/srv/files"])
    remove_files(store, LATER)
    assert FileRemoval.select().count() == 0
    (row,) = Audit.select().where(Audit.event == "lupakan_komputer")
    assert row.before == "gateway: /srv/files"
