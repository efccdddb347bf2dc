"""Which files are read for the search: all that may be, none of a protected case, and none once it is destroyed."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.search.file_texts import (
    DueFile,
    claim_next,
    count_unread,
    keep_failure,
    keep_unreadable,
    keep_words,
    lacks_program,
    release,
    words_of_messages,
)
from models.actions.search.indexing import catch_up, index_everything
from models.actions.upkeep.verify import search
from models.actions.upkeep.verify.office import Office
from models.rules.search.file_texts import MOST_TRIES, WORD_FILE
from models.rules.search.searching import Found, read_wanted
from models.rules.staff.roles import Role
from models.tables import (
    Attachment,
    AttachmentText,
    Complaint,
    Document,
    Message,
    PaperText,
    SearchDue,
)
from models.tables.search.search_words import entries_with
from tests.actions.walking import Walk
from tests.office import NOW, citizen_message, new_complaint, take_in

WHY = "diminta pelapor"
HEAD = Role.KASUBSI_INFOKIM
PDF, PHOTO = "application/pdf", "image/jpeg"


def attach(message: Message, name: str = "a", mime: str = PDF, **more: object) -> Attachment:
    """Give a message a stored file of this type."""
    file = {"sha256": name.ljust(64, "0"), "mime": mime, "state": "tersimpan", "position": ord(name[0])}
    return Attachment.create(public_id=name, message=message, **{**file, **more})


def with_file(account: Any, text: str = "Paspor saya belum jadi", who: str = "628110000001") -> Complaint:
    """Return a complaint whose message has a file, indexed."""
    case = new_complaint(account, text, who)
    attach(message_of(case), f"{case.id}")
    catch_up()
    return case


def message_of(case: Complaint) -> Message:
    """Return the newest message of the conversation of a case."""
    return Message.select().where(Message.thread == case.thread_id).order_by(Message.id.desc()).get()


def due(can_recognise: bool = True, now: Any = NOW) -> DueFile:
    """Return the file that is claimed now; there must be one."""
    found = claim_next(now, can_recognise)
    assert found is not None
    return found


def read(file: DueFile, text: str = "zamrud di lampiran", **more: Any) -> None:
    """Keep this as the words of a file."""
    told = {"pages": 1, "whole": True, "recognised": False, "needs_program": False}
    keep_words(file, text, NOW, **{**told, **more})


def found(typed: str, kind: Found = Found.PESAN) -> list[int]:
    """Return the rows that are found by these words, after catching up."""
    catch_up()
    return [row.ref for row in entries_with(kind, read_wanted(typed))]


def proofs() -> list[str]:
    """Return what verify finds wrong about the search, everything noted being indexed."""
    catch_up()
    assert not SearchDue.select().exists()
    office = Office(Path(), Path(), NOW)
    return [*search.entries(office), *search.file_texts(office), *search.index(office)]


def test_a_message_is_found_by_the_words_of_its_file(account: Any) -> None:
    case = with_file(account)
    read(due())
    assert found("zamrud lampiran") == found("paspor zamrud") == [message_of(case).id]
    assert found("zamrud", Found.KASUS) == []
    assert claim_next(NOW, can_recognise=True) is None
    assert proofs() == []


def test_a_file_that_is_fetched_later_is_read_then(account: Any) -> None:
    case = new_complaint(account)
    file = attach(message_of(case), state="menunggu", sha256=None)
    catch_up()
    assert claim_next(NOW, can_recognise=True) is None
    Attachment.update(state="tersimpan", sha256="a" * 64).where(Attachment.id == file.id).execute()
    catch_up()
    assert due().sha256 == "a" * 64


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param({"mime": "audio/ogg"}, id="no-words-in-it"),
        pytest.param({"mime": ""}, id="of-no-known-type"),
        pytest.param({"state": "gagal"}, id="not-fetched"),
        pytest.param({"state": "dimusnahkan", "sha256": None}, id="destroyed"),
    ],
)
def test_what_cannot_be_read_has_no_row(account: Any, odd: dict[str, Any]) -> None:
    attach(message_of(new_complaint(account)), **odd)
    catch_up()
    assert AttachmentText.select().count() == 0


def test_an_issued_paper_is_found_by_all_its_words(account: Any) -> None:
    walk = Walk(account).with_answer()
    catch_up()
    assert PaperText.select().count() == 0  # drafts have no file yet
    paper = Document.select().where(Document.complaint == walk.id).order_by(Document.id).get()
    Document.update(sha256="d" * 64).where(Document.id == paper.id).execute()
    catch_up()
    file = due()
    assert (file.sha256, file.mime, file.table) == ("d" * 64, WORD_FILE, PaperText)
    read(file, "demikian kami sampaikan zamrud")
    assert found("zamrud", Found.NASKAH) == [paper.id]
    assert proofs() == []


def test_words_of_a_file_that_was_destroyed_meanwhile_are_not_kept(account: Any) -> None:
    with_file(account)
    file = due()
    Attachment.update(sha256=None, state="dimusnahkan").execute()
    read(file)
    assert AttachmentText.get().text == ""
    assert found("zamrud") == []
    assert AttachmentText.select().count() == 0


def test_two_programs_do_not_read_the_same_file(account: Any) -> None:
    with_file(account)
    file = due()
    assert claim_next(NOW, can_recognise=True) is None
    assert claim_next(NOW + timedelta(minutes=29), can_recognise=True) is None
    assert due(now=NOW + timedelta(minutes=31)) == file  # its reader was killed
    release(file)
    assert due() == file


def test_a_file_over_which_the_program_ends_each_time_is_given_up(account: Any) -> None:
    with_file(account)
    for day in range(MOST_TRIES):
        due(now=NOW + timedelta(days=day))  # and killed
    assert claim_next(NOW + timedelta(days=9), can_recognise=True) is None
    assert count_unread(can_recognise=True) == 0


def test_files_that_are_not_on_this_pc_do_not_keep_the_others_waiting(account: Any) -> None:
    first, second = (with_file(account, who=f"62811000000{number}") for number in (1, 2))
    here = due()
    release(here)
    assert {first.id, second.id} == {int(here.sha256.rstrip("0")), int(due_but(here).sha256.rstrip("0"))}


def due_but(file: DueFile) -> DueFile:
    found = claim_next(NOW, can_recognise=True, but=[file.sha256])
    assert found is not None
    return found


def test_what_needs_the_recogniser_waits_for_it_and_is_told(account: Any) -> None:
    case = with_file(account)
    assert (count_unread(can_recognise=False), lacks_program()) == (1, False)
    read(due(can_recognise=False), "", whole=False, needs_program=True)
    assert claim_next(NOW, can_recognise=False) is None
    assert (count_unread(can_recognise=False), lacks_program()) == (0, True)
    assert count_unread(can_recognise=True) == 1
    read(due(), "zamrud di gambar", recognised=True)
    (words,) = words_of_messages([message_of(case).id])[message_of(case).id]
    assert (words.text, words.recognised) == ("zamrud di gambar", True)
    assert not lacks_program()


def test_a_file_that_is_damaged_is_given_up_and_one_this_pc_fails_with_later(account: Any) -> None:
    with_file(account)
    keep_unreadable(due(), NOW)
    assert (AttachmentText.get().state, count_unread(can_recognise=True)) == ("gagal", 0)
    AttachmentText.update(state="menunggu", tries=0).execute()
    moment = NOW
    for _ in range(MOST_TRIES):
        keep_failure(due(now=moment), moment)
        moment += timedelta(hours=7)
    assert (AttachmentText.get().state, claim_next(moment, can_recognise=True)) == ("gagal", None)


def test_nothing_from_pages_that_were_missed_is_not_said_to_be_no_words(account: Any) -> None:
    with_file(account)
    read(due(), "", whole=False, recognised=True)
    assert (AttachmentText.get().state, count_unread(can_recognise=True)) == ("menunggu", 1)
    read(due(now=NOW + timedelta(minutes=11)), "", recognised=True)
    assert AttachmentText.get().state == "tanpa_teks"


def test_indexing_everything_keeps_what_was_read_and_lines_up_what_was_not(account: Any) -> None:
    case = with_file(account)
    read(due())
    attach(message_of(case), "z")
    index_everything()
    assert found("zamrud") == [message_of(case).id]
    assert due().sha256 == "z".ljust(64, "0")
    assert proofs() == []


def test_a_message_without_a_case_is_found_by_its_file_too(account: Any) -> None:
    take_in(account, citizen_message("Terima kasih", who="628110000005"))
    message = Message.select().order_by(Message.id.desc()).get()
    attach(message)
    catch_up()
    read(due())
    assert found("zamrud") == [message.id]


def test_the_newest_file_is_read_first_and_papers_before_all(account: Any) -> None:
    old, new = (with_file(account, who=f"62811000000{number}") for number in (1, 2))
    Document.create(public_id="p", complaint=old, type="ND-TERUS", drafted_at=NOW, sha256="e" * 64)
    catch_up()
    assert [due().sha256[0] for _ in range(3)] == ["e", str(new.id), str(old.id)]
