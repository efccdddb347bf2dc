"""What the search finds after every action: in step with the office, nobody protected, nothing destroyed."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from peewee import fn

from models.actions.cases.merge_complaints import merge_complaints, part_complaint
from models.actions.cases.write_note import write_note
from models.actions.intake.join_contacts import join_contacts
from models.actions.privacy.protect_identity import protect_identity, unprotect_identity
from models.actions.search import indexing
from models.actions.search.indexing import catch_up, index_everything, is_behind
from models.actions.upkeep.verify import search
from models.actions.upkeep.verify.office import Office
from models.rules.core.declarations import Reader
from models.rules.search.searching import Found, reach_mark, read_wanted
from models.rules.staff.roles import Role, Section
from models.tables import (
    TABLES,
    Attachment,
    AttachmentText,
    CaseNote,
    Complaint,
    Contact,
    Document,
    Message,
    MessageVersion,
    SearchDue,
    SearchEntry,
    database,
)
from models.tables.core.declaring import columns_for
from models.tables.search.search_words import entries_with
from tests.actions.walking import Walk
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

WHY = "diminta pelapor"
SEARCHED = [
    pytest.param(column, id=f"{table.__name__}.{column.name}")
    for table in TABLES
    for column in columns_for(table, Reader.SEARCH)
]


def found(kind: Found, typed: str) -> list[int]:
    """Return the rows of a kind that hold what is typed, newest first, after catching up."""
    catch_up()
    assert not SearchDue.select().exists()
    return [row.ref for row in entries_with(kind, read_wanted(typed))]


def in_step() -> bool:
    """Whether everything is found as it stands, by the proof that verify makes."""
    office = Office(Path(), Path(), NOW)
    assert [*search.entries(office), *search.index(office)] == []
    return True


def marks_of(kind: Found, ref: int) -> str:
    return str(SearchEntry.get((SearchEntry.kind == str(kind)) & (SearchEntry.ref == ref)).marks)


def test_what_comes_in_is_noted_and_indexed(account: Any) -> None:
    case = new_complaint(account, "Páspor saya BELUM jadi")
    assert SearchEntry.select().count() == 0
    assert in_step()  # what is noted is no fault
    message = Message.get()
    assert found(Found.PESAN, "paspor belum") == [message.id]
    assert found(Found.KASUS, "spo") == found(Found.KASUS, case.number) == [case.id]
    assert found(Found.KASUS, "Sari Contoh") == found(Found.KASUS, "0811-0000-001") == [case.id]
    assert found(Found.PESAN, "paspor sudah") == found(Found.PESAN, "paspr") == []
    assert in_step()


@pytest.mark.parametrize("column", SEARCHED)
def test_what_is_declared_to_be_found_is(sqlite_account: Any, column: Any) -> None:
    walk = Walk(sqlite_account).with_answer().handed_back().finished()
    MessageVersion.create(message=Message.get(), number=2, text="diubah", seen_at=NOW)
    write_note(walk.id, "ingat", actor(Role.PENGELOLA), NOW)
    scan = {"sha256": "b" * 64, "mime": "application/pdf", "state": "tersimpan"}
    AttachmentText.create(attachment=Attachment.create(public_id="a", message=1, **scan), message=1)
    Document.update(sha256="c" * 64).execute()
    catch_up()
    table = column.model
    assert table.update({column: "zamrud"}).where(table.id == table.select(fn.MIN(table.id))).execute() == 1
    assert [kind for kind in Found if found(kind, "zamrud")]
    assert in_step()


def test_the_newest_come_first_and_a_page_goes_on_where_the_last_ended(account: Any) -> None:
    take_in(account, *(citizen_message(f"zamrud {number}", f"62811000{number:04d}") for number in range(7)))
    catch_up()
    wanted = read_wanted("zamrud")
    rows = list(entries_with(Found.PESAN, wanted).limit(3))
    rest = list(entries_with(Found.PESAN, wanted, before=rows[-1].id))
    assert [row.ref for row in rows + rest] == sorted((row.id for row in Message.select()), reverse=True)


def test_an_edited_message_is_found_by_both_its_texts(account: Any) -> None:
    message = citizen_message("Awalnya merah")
    take_in(account, message)
    catch_up()
    take_in(account, citizen_message("Kemudian hijau", external_id=message.external_id))
    assert found(Found.PESAN, "merah") == found(Found.PESAN, "hijau") == [Message.get().id]
    assert in_step()


def test_notes_answers_and_papers_are_found(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back().finished()
    write_note(walk.id, "Ingat berkas zamrud", actor(Role.PENGELOLA), walk.tick())
    assert found(Found.CATATAN, "zamrud") == [CaseNote.get().id]
    numbers = [(paper.id, paper.number) for paper in Document.select().where(Document.number.is_null(False))]
    assert numbers
    for paper, number in numbers:
        assert paper in found(Found.NASKAH, number)
    assert len(found(Found.JAWABAN, "yth")) == 2
    assert in_step()


def test_marks_follow_the_case(account: Any) -> None:
    walk = Walk(account, Section.INTELDAKIM)
    catch_up()
    message, mark = Message.get().id, reach_mark(Section.INTELDAKIM)
    assert mark not in marks_of(Found.PESAN, message)
    walk.at_section()
    catch_up()
    assert mark in marks_of(Found.PESAN, message)
    assert mark in marks_of(Found.KASUS, walk.id)
    Complaint.update(misconduct=True).where(Complaint.id == walk.id).execute()
    catch_up()
    assert mark not in marks_of(Found.PESAN, message) + marks_of(Found.KASUS, walk.id)
    assert in_step()


@pytest.mark.parametrize("asked", ["Sari", "0811 0000 001", "8110000001", "Contoh"])
def test_who_is_protected_is_not_in_the_index(asked: str, account: Any) -> None:
    case = new_complaint(account, "Saya Sari Contoh, 0811 0000 001, paspor belum jadi")
    write_note(case.id, "Sari Contoh menelepon", actor(Role.PENGELOLA), NOW)
    assert found(Found.KASUS, asked) == [case.id]
    protect_identity(case.id, WHY, actor(Role.PENGELOLA), NOW)
    assert [found(kind, asked) for kind in Found] == [[]] * len(Found)
    assert found(Found.PESAN, "paspor") == [Message.get().id]
    kept = " ".join(row.text for row in SearchEntry.select())
    assert "sari" not in kept
    assert "8110000001" not in kept.replace(" ", "")
    assert in_step()
    unprotect_identity(case.id, WHY, actor(Role.KASUBSI_INFOKIM), NOW)
    assert found(Found.KASUS, asked) == [case.id]
    assert in_step()


def test_a_name_indexed_later_leaves_the_index_too(account: Any) -> None:
    case = new_complaint(account, "Kata Melati Indah, paspor belum jadi")
    protect_identity(case.id, WHY, actor(Role.PENGELOLA), NOW)
    assert found(Found.PESAN, "melati")
    Contact.update(name="Melati Indah").where(Contact.id == case.contact_id).execute()
    assert found(Found.PESAN, "melati") == []
    assert in_step()


def test_corrected_and_joined_people_are_found_by_what_they_are_called_now(account: Any) -> None:
    first, second = new_complaint(account), new_complaint(account, "Lain", "628110000002")
    Contact.update(name="Wulan Baru").where(Contact.id == first.contact_id).execute()
    assert found(Found.KASUS, "wulan") == [first.id]
    join_contacts(first.contact_id, second.contact_id, actor(Role.PENGELOLA), NOW)
    catch_up()
    assert in_step()


def test_merging_and_parting_keep_step(account: Any) -> None:
    one, other = new_complaint(account, "Satu zamrud"), new_complaint(account, "Dua nilam", "628110000002")
    catch_up()
    head = actor(Role.KASUBSI_INFOKIM)
    protect_identity(one.id, WHY, head, NOW)
    merge_complaints(one.id, other.id, WHY, head, NOW)
    catch_up()
    assert in_step()
    part_complaint(one.id, WHY, head, NOW + timedelta(minutes=1))
    catch_up()
    assert in_step()


def test_a_burst_is_indexed_in_parts_and_a_turn_ends(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "AT_ONCE", 10)
    take_in(account, *(citizen_message(f"pesan {number}", f"62811000{number:04d}") for number in range(20)))
    noted = SearchDue.select().count()
    assert catch_up(15) == 15  # a part, and what is left of the turn
    assert SearchDue.select().count() == noted - 15
    assert catch_up(10_000) == noted - 15
    assert catch_up() == 0
    assert in_step()


def test_a_heavy_note_is_a_part_of_its_own(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    new_complaint(account)
    catch_up()
    monkeypatch.setattr(indexing, "AT_ONCE", 15)
    for _ in range(3):
        SearchDue.insert(what="isi", ref=Complaint.get().id).execute()
    assert catch_up(1) == 1
    assert catch_up() == 2


def test_what_fails_half_way_is_still_noted(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    new_complaint(account)
    noted = SearchDue.select().count()

    def breaks(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(indexing, "insert_rows", breaks)
    with pytest.raises(RuntimeError):
        catch_up()
    monkeypatch.undo()
    assert (SearchDue.select().count(), SearchEntry.select().count()) == (noted, 0)
    catch_up()
    assert in_step()


def test_everything_is_indexed_anew_from_nothing(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back().finished()
    protect_identity(walk.id, WHY, actor(Role.KASUBSI_INFOKIM), walk.tick())
    catch_up()
    known = sorted(
        SearchEntry.select(SearchEntry.kind, SearchEntry.ref, SearchEntry.marks, SearchEntry.text).tuples()
    )
    with database.atomic():
        SearchEntry.update(text="rusak").execute()
    assert index_everything() == len(known)
    assert (
        sorted(SearchEntry.select(SearchEntry.kind, SearchEntry.ref, SearchEntry.marks, SearchEntry.text).tuples())
        == known
    )
    assert in_step()


def test_verify_names_what_is_out_of_step(account: Any) -> None:
    case = new_complaint(account)
    catch_up()
    office = Office(Path(), Path(), NOW)
    SearchEntry.update(text="lain").where(SearchEntry.kind == "kasus").execute()
    SearchEntry.insert(kind="catatan", ref=99, marks="", text="hantu").execute()
    lines = list(search.entries(office))
    assert [line.split(" is ")[0] for line in lines] == [f"search: kasus {case.id}", "search: catatan 99"]
    with database.atomic():
        SearchEntry.delete().where(SearchEntry.kind == "pesan").execute()
    assert f"search: pesan {Message.get().id}" in " ".join(search.entries(office))


def test_an_index_made_anew_and_killed_is_said_to_be_behind_and_completed(
    account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    Walk(account).with_answer()
    catch_up()
    known = SearchEntry.select().count()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(indexing, "_write", killed)
        index_everything()
    assert is_behind()
    catch_up()
    assert not is_behind()
    assert SearchEntry.select().count() == known
    index_everything()
    assert not is_behind()
