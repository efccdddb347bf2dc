"""The back office makes by itself the files of signed papers that have none, whatever one of them does."""

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from admin_app.papers import making_late
from admin_app.papers.making_late import LateFiles
from models.actions.papers.sign_document import sign_document
from models.actions.papers.unissued import unissued_papers
from models.rules.staff.roles import Role
from models.tables import Document
from models.tables.core.settings import Settings, load_settings
from tests.actions.walking import Walk
from tests.admin_app.papers.test_papers import draft
from tests.office import actor


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"ADUAN_DATA_DIR": str(tmp_path)}, tmp_path / "none.toml")


def signed_only(account: Any, who: str = "628110000001") -> tuple[Document, Walk]:
    """Return a paper whose signature was stored as the last thing before the power went."""
    walk = Walk(account, who=who).at_kasubsi()
    return sign_document(draft(walk).id, actor(Role.KASUBSI_INFOKIM), walk.tick()), walk


def late_files(settings: Settings, walk: Walk, **later: int) -> LateFiles:
    return LateFiles(settings, lambda: walk.now + timedelta(**later), threading.Event())


def test_a_signed_paper_without_file_gets_it_without_anybody_opening_it(
    sqlite_account: Any, settings: Settings
) -> None:
    paper, walk = signed_only(sqlite_account)
    assert late_files(settings, walk, minutes=2).once() == 1
    made = Document.get_by_id(paper.id)
    assert settings.files.read(made.sha256)
    assert unissued_papers(walk.now + timedelta(days=1)) == []
    assert late_files(settings, walk, minutes=3).once() == 0


def test_the_signers_own_request_has_a_minute(sqlite_account: Any, settings: Settings) -> None:
    paper, walk = signed_only(sqlite_account)
    assert late_files(settings, walk, seconds=30).once() == 0
    assert Document.get_by_id(paper.id).sha256 is None


def test_a_draft_is_left_alone(sqlite_account: Any, settings: Settings) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    draft(walk)
    assert late_files(settings, walk, days=1).once() == 0


def test_a_paper_that_cannot_be_made_is_tried_again_and_keeps_no_other_waiting(
    sqlite_account: Any, settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    paper, walk = signed_only(sqlite_account)
    other, _ = signed_only(sqlite_account, "628110000002")
    whole = making_late.issued

    def one_fails(document: Document, *given: Any) -> bytes:
        if document.id == paper.id:
            raise OSError("Siti Aminah")
        return whole(document, *given)

    monkeypatch.setattr(making_late, "issued", one_fails)
    assert late_files(settings, walk, minutes=5).once() == 1
    assert Document.get_by_id(other.id).sha256
    assert "OSError" in caplog.text
    assert "Siti" not in caplog.text
    monkeypatch.undo()
    assert late_files(settings, walk, minutes=6).once() == 1
    assert Document.get_by_id(paper.id).sha256
