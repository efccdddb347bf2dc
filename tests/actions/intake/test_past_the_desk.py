"""The way past the front desk: by a word or a whole account, whatever the suggestion says of the words."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.core.actor import actor_of
from models.actions.core.case import holder_now, is_visible
from models.actions.core.move_complaint import move_complaint
from models.actions.core.write_output import identify
from models.actions.intake.receive_messages import receive_page
from models.actions.office.hand_over import HandOver, end_hand_over, hand_over
from models.actions.privacy.keep_way_in import set_way_in
from models.actions.privacy.release_suspected import release_suspected
from models.actions.staff.keep_staff import add_staff, change_staff
from models.rules.cases.sop import Move
from models.rules.channels.messages import Kind, Page
from models.rules.staff.roles import LANE_POSTS, Role
from models.tables import ChannelAccount, Complaint, ComplaintMessage, Message, Staff
from tests.actions.lane import BAD
from tests.actions.reviewing import look_through
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

LATER = NOW + timedelta(minutes=1)
FRONT = {Role.PENGELOLA, *LANE_POSTS}
LANE = set(LANE_POSTS)
# Nothing in it that the suggestion takes for misconduct.
PLAIN = "Gardawbk. Saya tidak pernah dijawab di depan."


def seen_by(case: Complaint) -> set[Role]:
    fresh = Complaint.get_by_id(case.id)
    return {role for role in Role if is_visible(fresh, actor(role))}


def newest() -> Complaint:
    return Complaint.select().order_by(Complaint.id.desc()).first()


@pytest.fixture
def word(account: Any) -> None:
    set_way_in("GardaWBK", (), actor(Role.KEPALA_KANTOR), NOW)


@pytest.fixture
def second(account: Any) -> ChannelAccount:
    return ChannelAccount.create(kind="gowa", label="Nomor pimpinan", created_at=NOW)


def test_a_message_with_the_word_goes_to_the_lane_and_its_case_never_to_the_front_desk(
    word: None, account: Any
) -> None:
    case = new_complaint(account, PLAIN)
    assert (case.conduct, seen_by(case)) == ("jalur", LANE)
    identify(case.id, actor(Role.KASI_TIKKIM), LATER, category="perilaku_petugas", subject="Meja depan")
    look_through(case.id, actor(Role.KEPALA_KANTOR), LATER)
    fresh = move_complaint(case.id, Move.IDENTIFIKASI_SELESAI, actor(Role.KEPALA_KANTOR), LATER)
    assert (seen_by(case), holder_now(fresh)) == (LANE, Role.KASUBSI_INFOKIM)
    # He goes on in it: the front desk does not see it.
    take_in(account, citizen_message("gardawbk lagi"), now=LATER)
    assert Complaint.select().count() == 1


def test_identified_as_something_else_the_front_desk_still_does_not_get_it(word: None, account: Any) -> None:
    case = new_complaint(account, PLAIN)
    identify(case.id, actor(Role.KASUBSI_INFOKIM), LATER, category="paspor", subject="Tidak dijawab")
    look_through(case.id, actor(Role.KASUBSI_INFOKIM), LATER)
    fresh = move_complaint(case.id, Move.IDENTIFIKASI_SELESAI, actor(Role.KASUBSI_INFOKIM), LATER)
    assert (fresh.misconduct, seen_by(case), holder_now(fresh)) == (False, LANE, Role.KASUBSI_INFOKIM)


def test_the_word_counts_in_a_case_that_its_words_brought_to_the_lane_before(word: None, account: Any) -> None:
    case = new_complaint(account, BAD)
    holder = actor(Role.KASUBSI_INFOKIM).staff_id
    Complaint.update(assignee=holder).where(Complaint.id == case.id).execute()
    take_in(account, citizen_message(PLAIN), now=LATER)
    fresh = Complaint.get_by_id(case.id)
    assert (fresh.conduct, fresh.assignee_id, seen_by(case)) == ("jalur", holder, LANE)
    identify(case.id, actor(Role.KASI_TIKKIM), LATER, category="paspor", subject="Tidak dijawab")
    look_through(case.id, actor(Role.KASI_TIKKIM), LATER)
    move_complaint(case.id, Move.IDENTIFIKASI_SELESAI, actor(Role.KASI_TIKKIM), LATER)
    assert seen_by(case) == LANE


def test_released_it_is_the_front_desks_after_all(word: None, account: Any) -> None:
    case = new_complaint(account, PLAIN)
    release_suspected(case.id, actor(Role.KASUBSI_INFOKIM), LATER)
    assert seen_by(case) == FRONT
    take_in(account, citizen_message("Terima kasih"), now=LATER)
    assert (seen_by(case), Complaint.select().count()) == (FRONT, 1)


def test_beside_a_case_the_front_desk_works_on_it_opens_one_of_its_own_and_keeps_the_conversation(
    word: None, account: Any
) -> None:
    case = new_complaint(account)
    identify(case.id, actor(Role.PENGELOLA), LATER, category="paspor", subject="Paspor")
    take_in(account, citizen_message(PLAIN), now=LATER)
    apart = newest()
    assert apart.id != case.id
    take_in(account, citizen_message("Ini buktinya"), now=LATER)
    assert (seen_by(case), seen_by(apart)) == (FRONT, LANE)
    said = Message.select(Message.text).join(ComplaintMessage).where(ComplaintMessage.complaint == apart.id)
    assert [row.text for row in said.order_by(Message.id)] == [PLAIN, "Ini buktinya"]
    # Closed, it gives the conversation back.
    look_through(apart.id, actor(Role.KASUBSI_INFOKIM), LATER)
    move_complaint(apart.id, Move.TUTUP_BUKAN_PENGADUAN, actor(Role.KASUBSI_INFOKIM), LATER, reason="Selesai.")
    take_in(account, citizen_message("Bagaimana paspor saya?"), now=LATER)
    assert Complaint.select().count() == 2
    assert Complaint.get_by_id(case.id).unread == 2


def test_a_case_nobody_looked_at_yet_goes_over_with_it(word: None, account: Any) -> None:
    case = new_complaint(account)
    take_in(account, citizen_message(PLAIN), now=LATER)
    assert (seen_by(case), Complaint.select().count()) == (LANE, 1)


def test_a_comment_with_the_word_joins_no_other_comment_of_the_last_minutes(word: None, account: Any) -> None:
    first = citizen_message("Paspor saya?", thread_id="kiriman-1:a", kind=Kind.COMMENT)
    receive_page(account.id, "comment", Page((first,)), NOW)
    case = newest()
    identify(case.id, actor(Role.PENGELOLA), NOW, category="paspor", subject="Paspor")
    past = citizen_message(PLAIN, thread_id="kiriman-2:a", kind=Kind.COMMENT, sent_at=NOW)
    receive_page(account.id, "comment", Page((past,)), NOW)
    assert (newest().id != case.id, seen_by(newest())) == (True, LANE)


def test_everything_on_a_chosen_account_goes_there(account: Any, second: ChannelAccount) -> None:
    set_way_in("", {second.id}, actor(Role.KEPALA_KANTOR), NOW)
    plain, past = new_complaint(account), new_complaint(second, who="628110000009")
    assert (seen_by(plain), seen_by(past)) == (FRONT, LANE)


def test_who_comes_to_the_front_desk_later_is_kept_out_as_well(word: None, account: Any) -> None:
    case = new_complaint(account, PLAIN)
    identify(case.id, actor(Role.KASUBSI_INFOKIM), LATER, category="paspor", subject="Tidak dijawab")
    look_through(case.id, actor(Role.KASUBSI_INFOKIM), LATER)
    move_complaint(case.id, Move.IDENTIFIKASI_SELESAI, actor(Role.KASUBSI_INFOKIM), LATER)
    other = new_complaint(account, "Paspor saya belum jadi", who="628110000077")
    by, later = actor(Role.ADMINISTRATOR), LATER + timedelta(days=1)
    fresh = add_staff("baru", Role.PENGELOLA, None, "kata-sandi-yang-panjang-9", "Pegawai Baru", by, later)
    officer = Staff.get(Staff.role == Role.PETUGAS_SEKSI)
    change_staff(officer.id, officer.name, Role.PENGELOLA, None, True, by, later)
    for person in (fresh, Staff.get_by_id(officer.id)):
        assert not is_visible(Complaint.get_by_id(case.id), actor_of(person)), person.username
        assert is_visible(Complaint.get_by_id(other.id), actor_of(person)), person.username


def test_who_stands_in_for_the_front_desk_is_kept_out_unless_he_has_a_post_of_the_lane(
    word: None, account: Any
) -> None:
    case = new_complaint(account, PLAIN)
    identify(case.id, actor(Role.KASUBSI_INFOKIM), LATER, category="paspor", subject="Tidak dijawab")
    look_through(case.id, actor(Role.KASUBSI_INFOKIM), LATER)
    move_complaint(case.id, Move.IDENTIFIKASI_SELESAI, actor(Role.KASUBSI_INFOKIM), LATER)
    today = NOW.date()
    for role, seen in ((Role.PETUGAS_SEKSI, False), (Role.KASI_TIKKIM, True)):
        person = Staff.get(Staff.role == role)
        asked = HandOver(Role.PENGELOLA, person.id, today, today, "SP-1")
        row = hand_over(asked, actor(Role.KEPALA_KANTOR), LATER)
        assert is_visible(Complaint.get_by_id(case.id), actor_of(person, day=today)) is seen, role
        end_hand_over(row.id, actor(Role.KEPALA_KANTOR), LATER)
