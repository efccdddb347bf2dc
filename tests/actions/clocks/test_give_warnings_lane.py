"""A case of the lane for conduct calls its three posts at once and before step 2 ends, on the telephone too."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models.actions.clocks.give_warnings import give_warnings
from models.actions.clocks.message_officers import message_officers
from models.actions.core.move_complaint import move_complaint
from models.actions.core.step_clock import running
from models.actions.core.write_output import identify
from models.actions.privacy.name_party import name_party
from models.actions.privacy.release_suspected import release_suspected
from models.actions.staff.gather_notices import told, waiting_told
from models.rules.cases.sop import Move
from models.rules.staff.roles import LANE_POSTS, Role
from models.tables import ChannelAccount, Complaint, Notice, Outbox, Staff
from tests.actions.reviewing import look_through
from tests.office import NOW, actor, new_complaint

BAD = "Petugas loket minta uang 500 ribu, pungli! Saya mau lapor."
FOUR = (Role.PENGELOLA, *LANE_POSTS)


@pytest.fixture
def case(account: Any) -> Complaint:
    return new_complaint(account, BAD)


def before_its_end(case: Complaint) -> datetime:
    """Return a moment at which more than four fifths of step 2 have passed, and not all of it."""
    record = running(case)
    assert record is not None and record.due_at is not None
    return record.started_at + (record.due_at - record.started_at) * 0.9


def hearing(grade: str) -> list[str]:
    rows = Notice.select(Notice, Staff).join(Staff).where(Notice.lapsed_at.is_null()).order_by(Notice.id)
    return [row.staff.username for row in rows if row.key.split(":")[2] == grade]


def test_the_three_hear_at_once_and_again_before_the_time_ends_and_the_front_desk_never(case: Complaint) -> None:
    new_complaint(case.account, who="628110000002")  # an ordinary one beside it tells nobody yet
    give_warnings(NOW)
    assert hearing("jalur") == [str(role) for role in LANE_POSTS]
    give_warnings(before_its_end(case))
    assert hearing("jalur80") == [str(role) for role in LANE_POSTS]
    mine = {row.staff.username for row in Notice.select().where(Notice.complaint == case.id)}
    assert mine == {str(role) for role in LANE_POSTS}
    words = {role: [one.to_do for one in told(waiting_told(actor(role)), actor(role))] for role in LANE_POSTS}
    assert set(map(tuple, words.values())) == {("Buka kasusnya dan putuskan.",)}


def test_who_is_named_does_not_hear(case: Complaint) -> None:
    name_party(case.id, actor(Role.KASI_TIKKIM).person_id, "Yang diadukan.", actor(Role.KEPALA_KANTOR), NOW)
    give_warnings(NOW)
    assert hearing("jalur") == ["kasubsi_infokim", "kepala_kantor"]


def test_released_it_calls_them_no_more_and_the_front_desk_as_ever(case: Complaint) -> None:
    give_warnings(NOW)
    release_suspected(case.id, actor(Role.KEPALA_KANTOR), NOW)
    assert hearing("jalur") == []
    give_warnings(before_its_end(case))
    assert (hearing("jalur80"), hearing("80")) == ([], ["pengelola"])


def test_on_a_telephone_it_is_not_even_numbered_because_the_front_desk_holds_the_channel(case: Complaint) -> None:
    head = Staff.get(Staff.username == "kepala_kantor")
    Staff.update(wants_messages=True, phone="+628110000099").where(Staff.id == head.id).execute()
    assert ChannelAccount.select().where(ChannelAccount.kind == "waha").exists()
    give_warnings(NOW + timedelta(minutes=1))
    assert message_officers(NOW + timedelta(minutes=1)) == 1
    text = Outbox.get(Outbox.reply_key.startswith("peringatan-")).text
    assert text.splitlines()[1:-1] == ["• Ada yang menunggu Anda di Aduan."]
    assert case.number not in text


def test_beside_others_the_telephone_names_only_what_the_front_desk_may_know(case: Complaint) -> None:
    plain = new_complaint(case.account, who="628110000002")
    name_party(case.id, actor(Role.PENGELOLA).person_id, "Yang diadukan.", actor(Role.KEPALA_KANTOR), NOW)
    identify(case.id, actor(Role.KASUBSI_INFOKIM), NOW, category="perilaku_petugas", subject="Meja depan")
    look_through(case.id, actor(Role.KASUBSI_INFOKIM), NOW)
    move_complaint(case.id, Move.IDENTIFIKASI_SELESAI, actor(Role.KASUBSI_INFOKIM), NOW)
    later = NOW + timedelta(hours=4)
    Staff.update(wants_messages=True, phone="+628110000099").where(Staff.username == "kasi_tikkim").execute()
    give_warnings(later)
    message_officers(later)
    text = Outbox.get(Outbox.reply_key.startswith("peringatan-")).text
    assert (plain.number in text, case.number in text) == (True, False)
    assert text.count("Ada yang menunggu Anda di Aduan.") == 1
