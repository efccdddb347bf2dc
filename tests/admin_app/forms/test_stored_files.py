"""A case whose stored files are not whole is not put away: the sentence names them, and a recorded loss is let go."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from admin_app.forms.stored_files import FilesNotWhole, demand_stored
from models.actions.cases.look_at_case import look_at_case
from models.actions.retention.folders.place import place_folder
from models.rules.cases.sop import Move, Stage
from models.rules.staff.roles import Role
from models.tables import Attachment, LostFile, Message
from models.tables.core.files.folder_store import FolderStore
from tests.actions.core.test_case_papers import at_the_end
from tests.actions.core.test_case_papers_placed import PLACE, keeps_paper
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, text
from tests.admin_app.case_page.submitting import case_page, submit
from tests.office import NOW, actor

SignedIn = Callable[[Role | str], Browser]


def with_file(walk: Walk, store: FolderStore) -> str:
    """Give the citizen's message a stored file; return its sha256."""
    sha256 = store.keep(b"paspor")
    row = {"sha256": sha256, "filename": "paspor.jpg", "state": "tersimpan"}
    Attachment.create(public_id="p", message=Message.select().order_by(Message.id).first(), **row)
    return sha256


@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_a_file_that_lacks_or_was_changed_is_named_and_holds_the_archive_up(
    damage: str, sqlite_account: Any, tmp_path: Path
) -> None:
    walk, store = at_the_end(sqlite_account), FolderStore(tmp_path)
    sha256 = with_file(walk, store)
    demand_stored(walk.case, Move.ARSIPKAN, store)
    path = store.path_of(sha256)
    path.chmod(0o600)
    path.unlink() if damage == "missing" else path.write_bytes(b"lain")
    with pytest.raises(FilesNotWhole, match=r"lampiran pesan \(paspor\.jpg\) hilang atau berubah"):
        demand_stored(walk.case, Move.ARSIPKAN, store)
    demand_stored(walk.case, Move.SAMPAIKAN_LAGI, store)  # another move does not ask
    LostFile.create(sha256=sha256, fault="missing", found_at=NOW, reported_at=NOW, agreed_at=NOW)
    demand_stored(walk.case, Move.ARSIPKAN, store)


def test_both_are_asked_for_on_the_page(sqlite_account: Any, app: Flask, signed_in: SignedIn) -> None:
    walk, store = at_the_end(sqlite_account), app.config["ADUAN"].files
    sha256 = with_file(walk, store)
    keeps_paper()
    look_at_case(walk.id, walk.case.news, actor(Role.PENGELOLA), walk.tick())
    browser = signed_in(Role.PENGELOLA)
    assert "berkas kertasnya belum ditata di rak" in case_page(browser, walk.case)
    place_folder(walk.id, PLACE, actor(Role.PENGELOLA), walk.tick())
    store.path_of(sha256).unlink()
    refused = submit(browser, walk.case, "langkah-arsipkan", no_scan="Mesin pindai rusak.")
    assert ("paspor.jpg" in text(refused) or "paspor.jpg" in case_page(browser, walk.case)) is True
    assert walk.stage is Stage.DOKUMENTASI
    store.keep(b"paspor")
    submit(browser, walk.case, "langkah-arsipkan", no_scan="Mesin pindai rusak.")
    assert walk.stage is Stage.SELESAI
