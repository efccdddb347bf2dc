"""Sealing in rounds: each row once, anew when it moved on, no hole, and one program at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from models.actions.core.trail.trail_signing import sign_with
from models.actions.upkeep.seals import seal_round
from models.actions.upkeep.seals.seal_round import SealKeeper, seal_all, seal_once
from models.rules.core.sealed_contents import GONE, SEAL_EVENT, SEALED
from models.rules.staff.roles import Role
from models.tables import Audit, CaseNote, Complaint, RowSeal, SealBatch, database
from models.tables.core.database import connected
from tests.actions.upkeep.seals.sealing import said, sealed
from tests.actions.upkeep.trails import signing
from tests.office import NOW, actor, new_complaint


@pytest.fixture
def folder(account: Any, tmp_path: Path) -> Path:
    """An office that signs, with a case and nothing sealed."""
    new_complaint(account)
    return signing(tmp_path / "data")


def note(text: str) -> CaseNote:
    """Write a note on the case."""
    made: CaseNote = CaseNote.create(
        complaint=Complaint.get(), text=text, made_by=actor(Role.PENGELOLA).staff_id, made_at=NOW
    )
    return made


def of_notes() -> list[tuple[int, bool, bool]]:
    """Return of each seal of a note its row, whether it has its salt, and whether it says that the row went."""
    mine = RowSeal.select().where(RowSeal.kind == "case_note").order_by(RowSeal.id)
    return [(seal.ref, bool(seal.salt), seal.digest == GONE) for seal in mine]


def test_every_row_is_sealed_once_and_the_trail_has_the_root(folder: Path) -> None:
    done = seal_all(NOW)
    assert done == RowSeal.select().count() == SealBatch.get().lines
    assert {kind for (kind,) in RowSeal.select(RowSeal.kind).distinct().tuples()} <= set(SEALED)
    assert Audit.select().where(Audit.event == SEAL_EVENT).count() == 1
    assert seal_all(NOW) == 0


def test_a_row_that_moved_on_is_sealed_anew_and_one_that_went_is_said_to_be_gone(folder: Path) -> None:
    made = note("a")
    sealed(folder)
    CaseNote.update(text="b").execute()
    assert (seal_all(NOW), of_notes()) == (1, [(made.id, False, False), (made.id, True, False)])
    CaseNote.delete().execute()
    assert (seal_all(NOW), of_notes()[-1]) == (1, (made.id, False, True))
    assert (seal_all(NOW), said(folder)) == (0, "")


def test_a_number_that_is_given_again_is_sealed_again(folder: Path) -> None:
    made = note("a")
    sealed(folder)
    CaseNote.delete().execute()
    seal_all(NOW)
    CaseNote.insert(id=made.id, complaint=1, text="b", made_by=actor(Role.PENGELOLA).staff_id, made_at=NOW).execute()
    assert (seal_all(NOW), said(folder)) == (1, "")
    database.execute_sql("UPDATE case_note SET text = 'c'")
    assert "case_note" in said(folder)


def test_batches_are_numbered_on_though_somebody_took_them_away(folder: Path) -> None:
    seal_all(NOW)
    database.execute_sql("DELETE FROM row_seal")
    database.execute_sql("DELETE FROM seal_batch")
    seal_all(NOW)
    assert SealBatch.get().number == 2


def test_more_rows_than_a_batch_takes_are_sealed_in_several(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal_round, "BATCH", 7)
    done = seal_all(NOW)
    assert SealBatch.select().count() == -(-done // 7)
    assert (seal_all(NOW), said(folder)) == (0, "")


def test_who_signs_nothing_seals_nothing(account: Any) -> None:
    new_complaint(account)
    sign_with(None)
    assert (seal_once(NOW), SealBatch.select().count()) == (0, 0)


@contextmanager
def being_changed(note_id: int) -> Iterator[None]:
    """Let another program change a note meanwhile; it is stored when the block ends."""
    changed, go_on = threading.Event(), threading.Event()

    def change() -> None:
        with connected(), database.atomic():
            CaseNote.update(text="lain").where(CaseNote.id == note_id).execute()
            changed.set()
            go_on.wait(30)

    other = threading.Thread(target=change)
    other.start()
    assert changed.wait(30)
    try:
        yield
    finally:
        go_on.set()
        other.join(30)


@pytest.mark.parametrize(("behind", "meanwhile"), [(1_000, [0, 2, 3, 4, 5, 6]), (4, [0, 2])])
def test_what_another_is_changing_just_then_is_sealed_in_the_next_round_and_never_left_behind(
    folder: Path, database_url: str, monkeypatch: pytest.MonkeyPatch, behind: int, meanwhile: list[int]
) -> None:
    if database_url.startswith("sqlite:"):
        pytest.skip("one writes at a time")
    monkeypatch.setattr(seal_round, "_BEHIND", behind)
    ids = [note(f"{number}").id for number in range(7)]
    with being_changed(ids[1]):
        seal_all(NOW)
        assert [ref for ref, _salt, _gone in of_notes()] == [ids[place] for place in meanwhile]
    sealed(folder)
    assert sorted(ref for ref, _salt, _gone in of_notes()) == ids
    assert said(folder) == ""


def test_the_thread_seals_what_there_is(folder: Path) -> None:
    stop, done = threading.Event(), list[int]()
    keeper = SealKeeper(folder, lambda: NOW, stop)
    for _ in range(2):
        beside = threading.Thread(target=lambda: done.append(keeper.once()))  # with a connection of its own
        beside.start()
        beside.join(30)
    assert (done[0], done[1:]) == (RowSeal.select().count(), [0])
    stop.set()
    keeper.run()
