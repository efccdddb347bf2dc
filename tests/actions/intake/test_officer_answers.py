"""An officer answering his warning opens no complaint and loses nothing; whatever else he writes is heard as ever."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.cases.split_complaint import split_complaint
from models.actions.clocks.message_officers import message_officers
from models.actions.intake.officer_answers import ANSWERED_WITHIN
from models.actions.replies.deliver_reply import claim_due, record_intent, record_sent
from models.actions.upkeep.verify.messages import strays
from models.actions.upkeep.verify.office import Office
from models.rules.channels.messages import Author, HandleKind, Receipt
from models.rules.staff.roles import Role
from models.tables import Complaint, ComplaintMessage, Message, Notice, Staff, Thread
from tests.actions.clocks.test_message_officers import late, wanting
from tests.office import actor, citizen_message, take_in

OFFICER = "628110009999"


@pytest.fixture
def warned(account: Any) -> datetime:
    """A warning just arrived on the telephone of Pengelola; gives when."""
    wanting()
    moment = late(account)
    assert message_officers(moment) == 1
    claim = claim_due(account.id, "agen-1", 60, moment)
    assert claim is not None
    assert record_intent(claim, 60, moment)
    assert record_sent(claim, Receipt("true_628110009999@c.us_BAE5PERINGATAN"), moment)
    return moment


def answer(account: Any, at: datetime, text: str = "Siap, saya tangani", **changes: Any) -> Message:
    take_in(account, citizen_message(text, OFFICER, sent_at=at, **changes), now=at)
    return Message.select().order_by(Message.id.desc()).get()


def test_it_stays_in_his_conversation_and_the_desk_is_told_once(account: Any, warned: datetime) -> None:
    kept = answer(account, warned + timedelta(minutes=5))
    assert Complaint.select().count() == 1
    assert (kept.text, kept.origin) == ("Siap, saya tangani", "petugas")
    assert Thread.get_by_id(kept.thread_id).external_id == f"{OFFICER}@c.us"
    assert ComplaintMessage.select().where(ComplaintMessage.message == kept.id).count() == 0
    told = Notice.select(Notice, Staff).join(Staff).where(Notice.kind == "balasan_petugas").order_by(Staff.role)
    assert [row.staff.role for row in told] == ["kasubsi_infokim", "pengelola"]
    assert all("Siap" not in row.text and OFFICER not in row.text for row in told)
    assert list(strays(Office(Path(), Path(), warned))) == []


def test_what_was_a_complaint_after_all_is_made_one_by_ticking(account: Any, warned: datetime) -> None:
    kept = answer(account, warned + timedelta(minutes=5), "Paspor anak saya belum jadi")
    case = split_complaint([kept.id], actor(Role.PENGELOLA), warned + timedelta(minutes=9))
    assert (case.subject, Complaint.select().count()) == ("Paspor anak saya belum jadi", 2)
    answer(account, warned + timedelta(minutes=12), "Ini fotonya")
    assert ComplaintMessage.select().where(ComplaintMessage.complaint == case.id).count() == 2


def test_under_whatsapps_hidden_name_he_is_known_as_well(account: Any, warned: datetime) -> None:
    hidden = Author(HandleKind.WHATSAPP_LID, "99887766@lid", "", ((HandleKind.PHONE, f"+{OFFICER}"),))
    answer(account, warned + timedelta(minutes=5), thread_id="99887766@lid", author=hidden)
    assert Complaint.select().count() == 1


@pytest.mark.parametrize(
    "gap", [timedelta(minutes=-5), ANSWERED_WITHIN + timedelta(seconds=1)], ids=["before it", "days later"]
)
def test_at_another_time_he_writes_as_a_citizen(gap: timedelta, account: Any, warned: datetime) -> None:
    answer(account, warned + gap)
    assert (Complaint.select().count(), Notice.select().where(Notice.kind == "balasan_petugas").count()) == (2, 0)


def test_a_citizen_is_heard_while_officers_are_warned(account: Any, warned: datetime) -> None:
    take_in(account, citizen_message("Halo", "628117777777", sent_at=warned), now=warned)
    assert Complaint.select().count() == 2


def test_who_left_the_office_or_took_his_number_back_is_a_citizen(account: Any, warned: datetime) -> None:
    Staff.update(phone="").where(Staff.username == "pengelola").execute()
    answer(account, warned + timedelta(minutes=5))
    assert Complaint.select().count() == 2


def test_a_page_brings_his_answer_and_a_complaint_together(account: Any, warned: datetime) -> None:
    at = warned + timedelta(minutes=5)
    pair = citizen_message("Siap", OFFICER, sent_at=at), citizen_message("Paspor rusak", "628117777777", sent_at=at)
    take_in(account, *pair, now=at)
    assert [row.subject for row in Complaint.select().order_by(Complaint.id)][1:] == ["Paspor rusak"]
