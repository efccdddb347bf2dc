"""A complaint made of ticked messages: its number, clocks and conversation; split off another one, and undone."""

from datetime import timedelta

import pytest

from models.actions.cases.merge_complaints import part_complaint
from models.actions.cases.split_complaint import split_complaint, undo_split
from models.actions.core.move_complaint import move_complaint
from models.rules.cases.links import LinkNotAllowed
from models.rules.cases.sop import Move, Stage
from models.rules.core.errors import NotPermitted, NotVisible, StaleCase
from models.rules.staff.roles import Role
from models.tables import (
    ChannelAccount,
    Complaint,
    ComplaintLink,
    ConflictParty,
    OpenThread,
    Staff,
    StatutoryClock,
    StepRecord,
)
from tests.actions.linking import SARI, holder_of_thread, ids_of, sound, texts, unread_is_right
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def case(account: ChannelAccount) -> Complaint:
    """One complaint of two messages about two things."""
    new_complaint(account, "paspor saya", SARI)
    take_in(account, citizen_message("dan pungli di bandara", SARI))
    return Complaint.select().first()


def again(case: Complaint) -> Complaint:
    """Read a complaint anew."""
    return Complaint.get_by_id(case.id)


def split(case: Complaint | None, *words: str, keep: bool = True, role: Role = Role.PENGELOLA) -> Complaint:
    source = case.id if case else None
    return split_complaint(ids_of(*words), actor(role), LATER, source_id=source, keep=keep, why="dua perkara")


def test_the_new_one_has_its_number_and_clocks_and_the_old_one_keeps_the_conversation(
    account: ChannelAccount, case: Complaint
) -> None:
    new = split(case, "dan pungli di bandara", keep=False)
    assert (new.number, new.stage, new.open, new.unread) == ("ADU-2026-000002", Stage.IDENTIFIKASI, True, 1)
    assert (texts(case), texts(new)) == ({"paspor saya"}, {"dan pungli di bandara"})
    assert (holder_of_thread(case), again(case).version) == (case.id, case.version + 2)
    received = StepRecord.get((StepRecord.complaint == new.id) & (StepRecord.step == 1))
    assert received.finished_at == NOW  # when the message was stored, not when it was split off
    take_in(account, citizen_message("halo?", SARI), now=LATER)
    assert (texts(new), "halo?" in texts(case)) == ({"dan pungli di bandara"}, True)
    assert unread_is_right()
    assert sound()


def test_one_message_may_serve_two(case: Complaint) -> None:
    new = split(case, "paspor saya")
    assert (texts(case), texts(new)) == ({"paspor saya", "dan pungli di bandara"}, {"paspor saya"})
    link = ComplaintLink.get()
    assert (link.kind, link.source_id, link.target_id, link.why) == ("pecah", case.id, new.id, "dua perkara")
    assert sound()


def test_the_citizen_has_waited_since_the_old_one(case: Complaint) -> None:
    new = split(case, "paspor saya")
    starts = {row.starts_at for row in StatutoryClock.select().where(StatutoryClock.complaint == new.id)}
    assert starts == {NOW}


def test_a_split_undone_gives_everything_back_and_the_number_stays_used(case: Complaint) -> None:
    before = texts(case)
    new = split(case, "dan pungli di bandara", keep=False)
    undo_split(new.id, "satu perkara", actor(Role.PENGELOLA), LATER + timedelta(minutes=1))
    assert (texts(case), again(new).stage, again(new).lead_id) == (before, Stage.DIGABUNG, case.id)
    assert sound()
    part_complaint(new.id, "dua juga", actor(Role.PENGELOLA), LATER + timedelta(minutes=2))
    assert (texts(case), texts(new)) == (before, {"dan pungli di bandara"})
    with pytest.raises(LinkNotAllowed, match="bukan hasil pemecahan"):
        undo_split(new.id, "lagi", actor(Role.PENGELOLA), LATER)
    assert sound()


def test_when_the_old_one_closes_the_new_one_takes_the_conversation(account: ChannelAccount, case: Complaint) -> None:
    new = split(case, "dan pungli di bandara")
    move_complaint(case.id, Move.TUTUP_BUKAN_PENGADUAN, actor(Role.PENGELOLA), LATER, reason="salah")
    assert holder_of_thread(case) == new.id
    take_in(account, citizen_message("halo?", SARI), now=LATER)
    assert ("halo?" in texts(new), Complaint.select().count()) == (True, 2)
    with pytest.raises(LinkNotAllowed, match="tidak terbuka lagi"):
        undo_split(new.id, "satu", actor(Role.PENGELOLA), LATER)
    assert sound()


def test_what_stood_in_no_open_complaint_becomes_one_that_holds_its_conversation(
    account: ChannelAccount, case: Complaint
) -> None:
    move_complaint(case.id, Move.TUTUP_BUKAN_PENGADUAN, actor(Role.PENGELOLA), LATER, reason="salah")
    new = split(None, "paspor saya", "dan pungli di bandara")
    assert OpenThread.get().complaint_id == new.id
    assert texts(new) == texts(case)
    assert sound()


def test_the_new_one_is_hidden_from_whom_the_old_one_is_hidden_from(case: Complaint) -> None:
    person = Staff.get(Staff.username == str(Role.KASUBSI_INFOKIM))
    ConflictParty.create(complaint=case.id, staff=person, named_at=NOW)
    Complaint.update(identity_protected=True, misconduct=True).where(Complaint.id == case.id).execute()
    new = split(case, "paspor saya")
    assert (new.identity_protected, new.misconduct) == (True, True)
    assert {row.staff_id for row in ConflictParty.select().where(ConflictParty.complaint == new.id)} == {person.id}
    for source in (case, None):
        with pytest.raises(NotVisible):
            split(source, "paspor saya", role=Role.KASUBSI_INFOKIM)


def test_what_cannot_be_split_is_said_in_words(account: ChannelAccount, case: Complaint) -> None:
    take_in(account, citizen_message("kami jawab", SARI, direction="out"))
    with pytest.raises(LinkNotAllowed, match="Centang pesannya"):
        split(case)
    with pytest.raises(LinkNotAllowed, match="tidak boleh kosong"):
        split(case, "paspor saya", "dan pungli di bandara", keep=False)
    other = new_complaint(account, "lain", "628110000009")
    with pytest.raises(NotVisible):
        split(case, "lain")
    with pytest.raises(NotPermitted):
        split(case, "paspor saya", role=Role.KASI_TIKKIM)
    with pytest.raises(StaleCase):
        split_complaint(ids_of("lain"), actor(Role.PENGELOLA), LATER, source_id=other.id, version=99)
    assert Complaint.select().count() == 2
