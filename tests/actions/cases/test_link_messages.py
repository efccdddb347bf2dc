"""Ticked messages in one more complaint, and out of one again: none is left in no complaint, no complaint empty."""

from datetime import timedelta

import pytest

from models.actions.cases.link_messages import MOST, add_messages, take_out_messages
from models.actions.cases.look_at_case import look_at_case
from models.actions.cases.merge_complaints import merge_complaints, part_complaint
from models.actions.cases.split_complaint import split_complaint
from models.rules.cases.links import LinkNotAllowed
from models.rules.core.errors import NotVisible, StaleCase
from models.rules.staff.roles import Role
from models.tables import Audit, ChannelAccount, Complaint, ComplaintMessage, ConflictParty, Message, Staff
from tests.actions.linking import BUDI, SARI, ids_of, sound, texts, unread_is_right
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def two(account: ChannelAccount) -> tuple[Complaint, Complaint]:
    """Sari's complaint of two messages, and Budi's."""
    one, other = new_complaint(account, "a", SARI), new_complaint(account, "b", BUDI)
    take_in(account, citizen_message("a2", SARI))
    return Complaint.get_by_id(one.id), other


def add(source: Complaint | None, target: Complaint, *words: str, keep: bool = True) -> None:
    source_id = source.id if source else None
    add_messages(ids_of(*words), target.id, actor(Role.PENGELOLA), LATER, source_id=source_id, keep=keep)


def take_out(case: Complaint, *words: str) -> None:
    take_out_messages(ids_of(*words), case.id, actor(Role.PENGELOLA), LATER)


def test_a_message_added_stands_in_both_is_news_in_both_and_looked_at_in_both(
    two: tuple[Complaint, Complaint],
) -> None:
    one, other = two
    add(one, other, "a2")
    assert (texts(one), texts(other)) == ({"a", "a2"}, {"b", "a2"})
    assert Complaint.get_by_id(other.id).unread == 2
    look_at_case(other.id, 10**9, actor(Role.PENGELOLA), LATER)
    assert [row.unread for row in Complaint.select().order_by(Complaint.id)] == [1, 0]
    assert unread_is_right() and sound()


def test_a_message_moved_leaves_and_comes_back_and_the_row_says_who(two: tuple[Complaint, Complaint]) -> None:
    one, other = two
    add(one, other, "a2", keep=False)
    assert (texts(one), texts(other)) == ({"a"}, {"b", "a2"})
    row = ComplaintMessage.get((ComplaintMessage.complaint == one.id) & ComplaintMessage.undone_at.is_null(False))
    assert (row.undone_at, row.undone_by_id) == (LATER, actor(Role.PENGELOLA).staff_id)
    add(other, one, "a2", keep=False)
    assert (texts(one), texts(other)) == ({"a", "a2"}, {"b"})
    events = {row.event for row in Audit.select()}
    assert {"tambah_pesan", "lepas_pesan"} <= events
    assert unread_is_right() and sound()


def test_no_message_is_left_in_no_complaint_and_no_complaint_without_any(two: tuple[Complaint, Complaint]) -> None:
    one, other = two
    with pytest.raises(LinkNotAllowed, match="Setiap pesan harus berada"):
        take_out(one, "a2")
    add(other, one, "b")
    with pytest.raises(LinkNotAllowed, match="tidak boleh kosong"):
        take_out(other, "b")
    take_out(one, "b")
    assert (texts(one), texts(other)) == ({"a", "a2"}, {"b"})
    assert sound()


def test_what_a_merge_brought_does_not_fill_a_complaint_of_its_own(two: tuple[Complaint, Complaint]) -> None:
    one, other = two
    merge_complaints(other.id, one.id, "sama", actor(Role.PENGELOLA), LATER)
    third = split_complaint(ids_of("a"), actor(Role.PENGELOLA), LATER, source_id=one.id, keep=False)
    with pytest.raises(LinkNotAllowed, match="pesannya sendiri"):
        split_complaint(ids_of("a2"), actor(Role.PENGELOLA), LATER, source_id=one.id, keep=False)
    part_complaint(other.id, "lain", actor(Role.PENGELOLA), LATER)
    assert (texts(one), texts(other), texts(third)) == ({"a2"}, {"b"}, {"a"})
    assert sound()


def test_what_a_merge_brought_stays_while_it_holds(two: tuple[Complaint, Complaint]) -> None:
    one, other = two
    add(other, one, "b")  # stands there anyway
    merge_complaints(other.id, one.id, "sama", actor(Role.PENGELOLA), LATER)
    with pytest.raises(LinkNotAllowed, match="Batalkan penggabungannya"):
        take_out(one, "b")
    with pytest.raises(LinkNotAllowed, match="tidak terbuka lagi"):
        add(one, other, "a2")


def test_messages_of_misconduct_cases_stay_in_their_lane(two: tuple[Complaint, Complaint]) -> None:
    one, other = two
    Complaint.update(misconduct=True).where(Complaint.id == one.id).execute()
    with pytest.raises(LinkNotAllowed, match="perilaku petugas"):
        add(one, other, "a")
    with pytest.raises(LinkNotAllowed, match="perilaku petugas"):
        add(None, other, "a")
    Complaint.update(misconduct=True).where(Complaint.id == other.id).execute()
    add(one, other, "a")
    assert "a" in texts(other)


def test_a_protected_citizens_message_protects_the_case_it_is_added_to(two: tuple[Complaint, Complaint]) -> None:
    one, other = two
    Complaint.update(identity_protected=True).where(Complaint.id == one.id).execute()
    add(one, other, "a")
    assert Complaint.get_by_id(other.id).identity_protected


def test_what_somebody_may_not_see_he_cannot_tick(two: tuple[Complaint, Complaint]) -> None:
    one, other = two
    by = actor(Role.KASUBSI_INFOKIM)
    ConflictParty.create(complaint=one.id, staff=Staff.get_by_id(by.staff_id), named_at=NOW)
    for target in (one, other):
        with pytest.raises(NotVisible):
            add_messages(ids_of("a"), target.id, by, LATER)
    with pytest.raises(NotVisible):
        add(other, one, "a")  # it does not stand in the case it was ticked in


def test_ticks_are_few_and_of_the_case_as_it_was_seen(two: tuple[Complaint, Complaint]) -> None:
    one, other = two
    by = actor(Role.PENGELOLA)
    with pytest.raises(LinkNotAllowed, match=str(MOST)):
        add_messages(range(1, MOST + 2), one.id, by, LATER)
    with pytest.raises(LinkNotAllowed, match="Pilih pengaduan lain"):
        add(one, one, "a")
    for action in (
        lambda: add_messages(ids_of("a"), other.id, by, LATER, source_id=one.id, version=99),
        lambda: take_out_messages(ids_of("a"), one.id, by, LATER, version=99),
    ):
        with pytest.raises(StaleCase):
            action()
    assert Message.select().count() == 3
