"""The lists: the keys design §2 promises, every row once, times with their offset, protected names left out."""

from datetime import timedelta
from typing import Any

import pytest
from peewee import fn

from models.actions.core.move_complaint import move_complaint
from models.actions.papers.cancel_document import cancel_document
from models.actions.papers.draft_document import draft_office_paper
from models.actions.upkeep.export import chunks
from models.actions.upkeep.export.rows import EXPORTS, OF, rows_due
from models.rules.cases.sop import Move
from models.rules.channels.messages import Direction, IncomingAttachment
from models.rules.core.declarations import Reader
from models.rules.staff.roles import Role
from models.tables import TABLES, Complaint, Document, Outbox
from models.tables.core.declaring import columns_for
from tests.actions.walking import Walk
from tests.office import NOW, actor, citizen_message, take_in

KEYS = {
    "messages": "channel account kind direction external_id thread_id author text sent_at received_at"
    " complaint_numbers attachments",
    "complaints": "number opened_at channel kind category section step state urgency due_at closed_at confidential",
    "steps": "complaint step round actor started_at finished_at due_at net_minutes gross_minutes late",
    "outbox": "reply_key complaint channel thread_id text state attempts external_id created_at sent_at",
    "documents": "type number date complaint state sha256",
    "audit": "chain seq at actor deed subject before after prev_hash hash",
    "register": "number opened_at channel complainant subject state documents",
}


EXPORTED = [
    pytest.param(column, id=f"{table.__name__}.{column.name}")
    for table in TABLES
    for column in columns_for(table, Reader.EXPORT)
]


def rows(name: str) -> list[dict[str, Any]]:
    return list(EXPORTS[name](NOW + timedelta(hours=1)))


@pytest.mark.parametrize("name", EXPORTS)
def test_a_list_has_the_promised_keys(account: Any, name: str) -> None:
    Walk(account).with_answer().handed_back().finished()
    found = rows(name)
    assert found
    for row in found:
        assert set(KEYS[name].split()) <= set(row)
        assert all(value is None or value.endswith("+00:00") for key, value in row.items() if key.endswith("_at"))


def test_more_rows_than_are_read_at_once_come_once_each_in_order(
    sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "_AT_ONCE", 7)
    take_in(sqlite_account, *(citizen_message(f"pesan {n}", f"62811{n:07d}") for n in range(20)))
    assert [row["text"] for row in rows("messages")] == [f"pesan {n}" for n in range(20)]


def test_a_message_names_its_complaints_and_files_and_only_a_citizen_as_author(sqlite_account: Any) -> None:
    photo = IncomingAttachment({"url": "x"}, "image/jpeg", "a.jpg", 12)
    take_in(sqlite_account, citizen_message(attachments=(photo,)), citizen_message("ya", direction=Direction.OUT))
    asked, answered = rows("messages")
    assert asked["complaint_numbers"] == ["ADU-2026-000001"]
    assert asked["attachments"] == [{"sha256": None, "mime": "image/jpeg", "size": 12, "state": "menunggu"}]
    assert (asked["author"], answered["author"]) == ("+628110000001", None)


def test_steps_name_who_ended_them_and_replies_their_complaint(sqlite_account: Any) -> None:
    Walk(sqlite_account).with_answer()
    actors = {row["step"]: row["actor"] for row in rows("steps")}
    assert (actors[1], actors[2], actors[4], actors[7]) == (None, "pengelola", "kasubsi_infokim", None)
    assert [row["complaint"] for row in rows("outbox")] == ["ADU-2026-000001"]


def test_a_running_step_is_late_once_its_time_has_passed(sqlite_account: Any) -> None:
    take_in(sqlite_account, citizen_message())
    late = {row["step"]: row["late"] for row in rows("steps")}
    assert late == {1: False, 2: True}


def test_the_register_keeps_a_protected_complainant_out(sqlite_account: Any) -> None:
    take_in(sqlite_account, citizen_message())
    assert rows("register")[0]["complainant"] == "Sari Contoh"
    Complaint.update(identity_protected=True).execute()
    shown = rows("register")[0]
    assert (shown["complainant"], shown["contact"]) == (None, None)


@pytest.mark.parametrize("column", EXPORTED)
def test_what_is_declared_for_lists_stands_in_one(sqlite_account: Any, column: Any) -> None:
    Walk(sqlite_account).with_answer().handed_back().finished()
    table = column.model
    first = table.select(fn.MIN(table.id))
    assert table.update({column: "zamrud"}).where(table.id == first).execute() == 1
    assert [name for name in EXPORTS if "zamrud" in str(rows(name))]


@pytest.mark.parametrize("name", EXPORTS)
def test_no_list_tells_who_a_protected_complainant_is(account: Any, name: str) -> None:
    Walk(account).once(_protected)
    said = str(rows(name))
    assert not [word for word in ("Sari", "8110000001", "0811", "000-001") if word in said]


def _protected(walk: Walk) -> None:
    take_in(walk.account, citizen_message("saya Sari Contoh, 0811-0000-001", sent_at=walk.tick()), now=walk.now)
    Complaint.update(identity_protected=True).execute()
    walk.with_answer().handed_back().finished()
    Complaint.update(subject="Paspor Sari", identity_protected=True).execute()
    Outbox.update(text="Yth. Bu Sari", reason="tidak sampai ke 628110000001").execute()
    Document.update(recipient="Sari Contoh", subject="Paspor Sari").execute()


@pytest.mark.parametrize("name", EXPORTS)
def test_a_list_has_as_many_rows_as_its_table_papers_of_the_office_too(account: Any, name: str) -> None:
    Walk(account).with_answer().handed_back().finished()
    draft_office_paper("REKAP", "2026-11", actor(Role.PENGELOLA), NOW + timedelta(days=1))
    assert len(rows(name)) == rows_due(name) == OF[name].select().count()
    if name == "documents":
        assert [row["type"] for row in rows(name) if row["complaint"] is None] == ["REKAP"]


def test_the_register_names_no_paper_that_was_cancelled(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    paper = walk.paper("ND-TERUS")
    assert next(iter(EXPORTS["register"](walk.now)))["documents"] == [paper.number]
    cancel_document(paper.id, "Salah alamat.", actor(Role.KASUBSI_INFOKIM), walk.tick())
    assert next(iter(EXPORTS["register"](walk.now)))["documents"] == []


def test_a_step_broken_off_is_listed_as_neither_late_nor_in_time(account: Any) -> None:
    walk = Walk(account).at_section()
    walk.now += timedelta(days=2)
    move_complaint(walk.id, Move.TUTUP_DI_TENGAH, actor(Role.KASUBSI_INFOKIM), walk.tick(), reason="Iklan.")
    assert [row["late"] for row in EXPORTS["steps"](walk.now) if row["outcome"] == "ditutup"] == [None]
