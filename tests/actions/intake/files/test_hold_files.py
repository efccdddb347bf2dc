"""Files beyond a limit wait in their case, named, until somebody asks; the others are fetched as ever."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.intake.files.hold_files import ask_for_file, held_back
from models.actions.intake.files.store_attachment import due_attachments, record_fetch_failed, record_stored
from models.actions.upkeep.verify.asking import rows
from models.actions.upkeep.verify.files import _STATES
from models.rules.channels.messages import IncomingAttachment
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible
from models.rules.intake.file_limits import MB
from models.rules.staff.roles import Role
from models.tables import Attachment, Audit, Complaint, ComplaintMessage, OfficeSetting
from tests.office import NOW, actor, citizen_message, new_complaint, take_in


def limited(key: str, value: int) -> None:
    OfficeSetting.update(value=str(value)).where(OfficeSetting.key == key).execute()


def sent(account: Any, size: int = MB, who: str = "628110000001", **more: Any) -> int:
    """Let a citizen send one file; return its row."""
    file = IncomingAttachment({"url": "/api/files/a.jpg"}, "image/jpeg", "paspor.jpg", size)
    take_in(account, citizen_message("ini fotonya", who, attachments=(file,), **more))
    return int(Attachment.select().order_by(Attachment.id.desc()).get().id)


def stored(account: Any, size: int = MB, who: str = "628110000001", **more: Any) -> int:
    """Let a citizen send a file that is fetched."""
    row_id = sent(account, size, who, **more)
    record_stored(row_id, f"{row_id:064}", size, "image/jpeg", mismatch=False)
    return row_id


def test_what_is_within_the_limits_is_not_held(account: Any) -> None:
    row_id = sent(account)
    assert not held_back(row_id)
    assert Attachment.get_by_id(row_id).state == "menunggu"


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("batas_berkas_pelapor", 2, "pelapor ini mengirim lebih dari 2 berkas pada hari itu"),
        ("batas_mb_pelapor", 2, "berkas pelapor ini pada hari itu melewati 2 MB"),
        ("batas_mb_kasus", 2, "berkas kasus ini melewati 2 MB"),
        ("batas_mb_kanal", 2, "berkas kanal ini pada hari itu melewati 2 MB"),
    ],
)
def test_what_is_beyond_waits_with_its_reason_and_is_not_fetched(
    account: Any, key: str, value: int, why: str
) -> None:
    limited(key, value)
    stored(account)
    assert not held_back(sent(account))
    stored(account)
    row_id = sent(account)
    assert held_back(row_id)
    row = Attachment.get_by_id(row_id)
    assert (row.state, row.reason) == ("ditahan", why)
    assert row_id not in [due.attachment_id for due in due_attachments(account.id, NOW + timedelta(days=400))]
    assert list(rows(_STATES)) == []


def test_another_person_another_case_and_another_day_are_not_held_for_it(account: Any) -> None:
    limited("batas_mb_pelapor", 1)
    limited("batas_mb_kasus", 2)
    stored(account)
    assert not held_back(sent(account, who="628110000002"))
    assert not held_back(sent(account, sent_at=NOW + timedelta(days=1)))


def test_two_names_of_one_person_count_together(account: Any) -> None:
    limited("batas_mb_pelapor", 1)
    stored(account)
    row_id = sent(account, who="628110000002")
    message = Attachment.get_by_id(row_id).message
    first = Attachment.select().order_by(Attachment.id).get().message
    message.author.contact = first.author.contact
    message.author.save()
    assert held_back(row_id)


def test_what_is_in_no_case_is_fetched_since_nobody_could_ask_for_it(account: Any) -> None:
    limited("batas_mb_pelapor", 1)
    stored(account)
    row_id = sent(account)
    ComplaintMessage.update(undone_at=NOW).execute()
    assert not held_back(row_id)


def test_an_officer_of_the_case_has_it_fetched_once_and_no_limit_holds_it_again(account: Any) -> None:
    limited("batas_mb_pelapor", 1)
    stored(account)
    row_id, officer, later = sent(account), actor(Role.PENGELOLA), NOW + timedelta(days=3)
    assert held_back(row_id)
    case, name = Complaint.get(), Attachment.get_by_id(row_id).public_id
    ask_for_file(case.id, name, officer, later)
    assert [due.attachment_id for due in due_attachments(account.id, later)] == [row_id]
    assert not held_back(row_id)
    assert not record_fetch_failed(row_id, "404", later)
    assert Attachment.get_by_id(row_id).state == "diminta"
    with pytest.raises(AlreadyDone):
        ask_for_file(case.id, name, officer, later)
    (traced,) = Audit.select().where(Audit.event == "minta_berkas")
    assert traced.subject.startswith("complaint:")


def test_nobody_asks_for_a_file_of_a_case_that_is_not_his(account: Any) -> None:
    limited("batas_mb_pelapor", 1)
    stored(account)
    row_id = sent(account)
    assert held_back(row_id)
    case, other = Complaint.get(), new_complaint(account, who="628110000002")
    name = Attachment.get_by_id(row_id).public_id
    for complaint, who, refused in (
        (other, actor(Role.PENGELOLA), NotVisible),
        (case, actor(Role.PETUGAS_SEKSI), NotVisible),
        (case, actor(Role.ADMINISTRATOR), NotPermitted),
    ):
        with pytest.raises(refused):
            ask_for_file(complaint.id, name, who, NOW)
    assert Attachment.get_by_id(row_id).state == "ditahan"
