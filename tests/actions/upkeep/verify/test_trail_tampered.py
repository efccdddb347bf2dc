"""Twelve ways to alter the audit trail with the database in hand: each is told, with the place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.rules.core.signed_trail import Checkpoint
from models.tables import Audit, TrailWriter, database
from models.tables.core.keys.trail_key import new_trail_key
from tests.actions.upkeep.trails import acted, noted, reseal, signing, told, verified

ROWS = 12  # of each chain, at least


def last(chain: str = "web") -> int:
    """Return the number of a chain's last row."""
    return int(Audit.select(Audit.seq).where(Audit.chain == chain).order_by(Audit.seq.desc()).scalar())


def of(chain: str, seq: int) -> Any:
    """Return the condition of one row."""
    return (Audit.chain == chain) & (Audit.seq == seq)


def newest_gone(count: int) -> Callable[[], str]:
    """Delete the newest rows of the office's chain."""

    def alter() -> str:
        end = last()
        Audit.delete().where((Audit.chain == "web") & (Audit.seq > end - count)).execute()
        return f"row {end} "

    return alter


def one_gone() -> str:
    """Delete a row in the middle."""
    Audit.delete().where(of("web", 5)).execute()
    return "row 5 is missing"


def chain_gone() -> str:
    """Delete the agent's whole chain, and that it ever was one."""
    end = last("agen")
    Audit.delete().where(Audit.chain == "agen").execute()
    TrailWriter.delete().where(TrailWriter.chain == "agen").execute()
    return f"row {end} "


def actor_changed() -> str:
    """Change who it was."""
    Audit.update(actor="lain").where(of("web", 5)).execute()
    return "row 5 was changed"


def resealed() -> str:
    """Change who it was, and write the chain anew."""
    reseal("web", lambda row: row | {"actor": "lain"} if row["seq"] == 5 else row)
    return f"row {last()}, its last, is not signed"


def resealed_without_writer() -> str:
    """Do the same, and take away that anybody signs."""
    resealed()
    TrailWriter.delete().where(TrailWriter.chain == "web").execute()
    Audit.update(signature="").execute()
    return "chain web: its key was exchanged"


def resealed_with_own_key() -> str:
    """Do the same, and sign with a key of one's own."""
    from models.rules.core.signed_trail import End

    resealed()
    key, end = new_trail_key(), last()
    TrailWriter.update(public=key.public).where(TrailWriter.chain == "web").execute()
    seal = Audit.select(Audit.hash).where(of("web", end)).scalar()
    Audit.update(signature=key.sign(End("web", end, seal).signed_words)).where(of("web", end)).execute()
    return "chain web: its key was exchanged"


def inserted() -> str:
    """Put a row in, numbered after the last."""
    row = Audit.select().where(of("web", last())).dicts().get()
    del row["id"]
    Audit.create(**row | {"seq": row["seq"] + 1, "prev_hash": row["hash"], "actor": "lain"})
    reseal("web")
    return f"row {last()}, its last, is not signed"


def exchanged() -> str:
    """Exchange two rows."""
    database.execute_sql("UPDATE audit SET seq = seq + 1000000 WHERE chain = 'web' AND seq = 5")
    database.execute_sql("UPDATE audit SET seq = 5 WHERE chain = 'web' AND seq = 6")
    database.execute_sql("UPDATE audit SET seq = 6 WHERE chain = 'web' AND seq = 1000005")
    return "row 5 does not follow"


def old_end_put_back() -> str:
    """Cut the chain where a row was signed, and change nothing else: its signature there is right."""
    Audit.delete().where((Audit.chain == "web") & (Audit.seq > last() - 4)).execute()
    return "the chain was shortened"


def moment_changed() -> str:
    """Change when it was, and write the chain anew."""
    reseal("agen", lambda row: row | {"at": row["at"].replace(year=2025)} if row["seq"] == 5 else row)
    return f"chain agen: row {last('agen')}, its last, is not signed"


WAYS: dict[str, Callable[[], str]] = {
    "the newest eight rows deleted": newest_gone(8),
    "the newest row deleted": newest_gone(1),
    "a row deleted": one_gone,
    "a chain deleted": chain_gone,
    "an actor changed": actor_changed,
    "an actor changed and resealed": resealed,
    "resealed, and the signing taken away": resealed_without_writer,
    "resealed, and signed with another key": resealed_with_own_key,
    "a row added": inserted,
    "two rows exchanged": exchanged,
    "cut at a signed row": old_end_put_back,
    "a moment changed and resealed": moment_changed,
}


@pytest.fixture
def folder(account: Any, tmp_path: Path) -> Path:
    """A data folder whose programs signed and noted what they wrote."""
    found = signing(tmp_path / "data")
    acted(*"abcdefghijkl")
    noted(found)
    assert told(found) == ""
    return found


@pytest.mark.parametrize("way", WAYS)
def test_I16_an_altered_trail_is_told_with_the_place(way: str, folder: Path) -> None:
    assert last() >= ROWS
    place = WAYS[way]()
    assert place in told(folder)


@pytest.mark.parametrize("way", WAYS)
def test_I16_it_is_still_told_when_the_programs_went_on_writing_and_noting(way: str, folder: Path) -> None:
    WAYS[way]()
    for event in "xyz":
        acted(event)
        noted(folder)
    assert told(folder) != ""


def test_I16_what_the_newest_checkpoint_that_agrees_proves_is_said(folder: Path) -> None:
    acted("m")
    noted(folder)
    (said,) = [note for note in verified(folder).notes if "signed checkpoints" in note]
    assert said.startswith("the audit trail agrees with the signed checkpoints of this machine from 2026-11-25T02:00")
    Audit.delete().where(of("web", last())).execute()
    assert told(folder) != ""
    reseal("web", lambda row: row | {"actor": "lain"})
    assert any("nothing of it is proved" in note for note in verified(folder).notes)


def test_I16_who_holds_the_folder_too_is_betrayed_by_what_was_carried_off(folder: Path, tmp_path: Path) -> None:
    carried = tmp_path / "letter.txt"
    carried.write_text((folder / "checkpoint.latest").read_text())
    assert told(folder, carried) == ""
    Audit.delete().where((Audit.chain == "web") & (Audit.seq > last() - 8)).execute()
    acted("m")
    for name in ("checkpoints.log", "checkpoint.latest"):
        (folder / name).unlink()
    noted(folder)
    assert told(folder) == ""
    assert "I-16" in told(folder, carried)
    stranger = tmp_path / "stranger.txt"
    key = new_trail_key()
    one = Checkpoint("2026-11-25T02:00:00+00:00", {}, {}, key.public)
    stranger.write_text(Checkpoint(one.at, {}, {}, key.public, signature=key.sign(one.words)).line())
    assert "was signed by no program of this office" in told(folder, stranger)


def test_I16_a_backup_put_back_is_told_as_a_note_and_no_fault(folder: Path) -> None:
    Audit.delete().where((Audit.chain == "web") & (Audit.seq > last() - 8)).execute()
    assert told(folder) != ""
    noted(folder, restored=True)
    assert told(folder) == ""
    assert any(note.startswith("a backup was put back") for note in verified(folder).notes)


def test_I16_a_clock_turned_back_is_noted_with_the_row(folder: Path) -> None:
    from datetime import timedelta

    from models.actions.core.actor import OPERATOR
    from models.actions.core.audit_trail import AuditEvent, write
    from tests.office import NOW

    write(OPERATOR, NOW - timedelta(minutes=10), AuditEvent("a", "outbox:1"))
    (said,) = [note for note in verified(folder).notes if "turned back" in note]
    assert said.startswith(f"chain web: row {last()} says 2026-11-25T01:50")


def test_I16_a_complaint_taken_out_with_all_its_rows_is_told(sqlite_account: Any, tmp_path: Path) -> None:
    from tests.actions.walking import Walk

    walk = Walk(sqlite_account).at_section()
    folder = signing(tmp_path / "data")
    acted("a")
    noted(folder)
    database.execute_sql("PRAGMA foreign_keys = OFF")
    for table in ("history", "step_record", "complaint_message", "complaint"):
        column = "id" if table == "complaint" else "complaint_id"
        database.execute_sql(f"DELETE FROM {table} WHERE {column} = ?", (walk.id,))  # noqa: S608
    assert f"complaint {walk.id} was opened, and is not there any more" in told(folder)
