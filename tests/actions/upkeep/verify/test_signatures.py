"""A signature said to be in effect whose paper is unsigned, and one nobody carries out, are named by verify."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.papers.draft_document import draft_document
from models.actions.papers.pending_signatures import carry_out, submit_signature
from models.actions.upkeep.verify.every_invariant import Report, verify
from models.rules.staff.roles import Role
from models.tables import Document, PendingSignature
from models.tables.core.files.folder_store import FolderStore
from tests.actions.walking import Walk
from tests.office import actor

UNDO = 10.0


@pytest.fixture
def walk(account: Any) -> Walk:
    """A case whose memo was just signed, and can still be taken back."""
    walk = Walk(account).at_kasubsi()
    draft = draft_document(walk.id, "ND-TERUS", actor(Role.KASUBSI_INFOKIM), walk.tick())
    submit_signature(draft.id, actor(Role.KASUBSI_INFOKIM), walk.tick(), UNDO, way="basah", move=None)
    return walk


def look(walk: Walk, folder: Path) -> Report:
    return verify(FolderStore(folder / "files"), folder / "attempts.log", walk.now)


def of_signatures(lines: list[str]) -> list[str]:
    return [line for line in lines if "signature" in line]


def test_waiting_and_carried_out_it_is_right(walk: Walk, tmp_path: Path) -> None:
    assert of_signatures([*look(walk, tmp_path).failures, *look(walk, tmp_path).notes]) == []
    walk.now += timedelta(seconds=UNDO)
    assert carry_out(PendingSignature.get().id, walk.now)
    assert of_signatures(look(walk, tmp_path).failures) == []


def test_in_effect_over_an_unsigned_paper_is_named(walk: Walk, tmp_path: Path) -> None:
    walk.now += timedelta(seconds=UNDO)
    carry_out(PendingSignature.get().id, walk.now)
    Document.update(state="konsep").execute()
    assert any("paper is unsigned" in line for line in of_signatures(look(walk, tmp_path).failures))


def test_one_that_nobody_carries_out_is_noted(walk: Walk, tmp_path: Path) -> None:
    walk.now += timedelta(hours=2)
    report = look(walk, tmp_path)
    assert of_signatures(report.failures) == []
    assert len(of_signatures(report.notes)) == 1
