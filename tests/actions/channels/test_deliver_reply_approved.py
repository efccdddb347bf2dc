"""A text the platform approved leaves though the window is shut, and passes the answer that rests there."""

import json
from datetime import timedelta
from typing import Any

import pytest

from models.actions.replies import deliver_reply as deliver
from models.actions.replies.queue_reply import queue_reply
from models.actions.upkeep.verify.office import Office
from models.actions.upkeep.verify.replies import order
from models.rules.channels.approved_texts import ApprovedText
from models.rules.channels.messages import Receipt
from models.rules.core.errors import ReplyNotAllowed
from models.rules.replies.delivery import Purpose, ReplyState
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, Outbox
from tests.actions.sending import state
from tests.office import NOW, actor, citizen_message, take_in

LATER = NOW + timedelta(hours=30)
KABAR = ApprovedText("kabar_jawaban", "id", ("Sari", "ADU-2026-000001"))


@pytest.fixture
def cloud(account: Any) -> ChannelAccount:
    """An account of the Cloud API to which a citizen wrote more than a day ago."""
    settings = json.dumps({"phone_number_id": "106540352242922001"})
    made = ChannelAccount.create(kind="whatsapp_cloud", label="WhatsApp resmi", settings=settings, created_at=NOW)
    take_in(made, citizen_message(thread_id="628110000001"))
    return made


def queue(key: str, approved: ApprovedText | None = None) -> Outbox:
    case = Complaint.select().order_by(Complaint.id.desc()).get()
    words = "Yth. Sari, jawaban sudah ada." if approved else "Jawaban lengkap."
    return queue_reply(case.id, words, Purpose.LAIN, key, actor(Role.PENGELOLA), LATER, approved=approved)


def claim(account: ChannelAccount, **by: float) -> deliver.Claim | None:
    return deliver.claim_due(account.id, "agen-1", 60, LATER + timedelta(**by))


def send(account: ChannelAccount, **by: float) -> deliver.Claim:
    taken, now = claim(account, **by), LATER + timedelta(**by)
    assert taken is not None
    assert deliver.record_intent(taken, 60, now)
    assert deliver.record_sent(taken, Receipt(f"wamid.{taken.row_id}"), now)
    return taken


def test_F49_an_approved_text_leaves_beyond_the_window_and_passes_the_answer_that_rests(
    cloud: ChannelAccount,
) -> None:
    queue("jawaban")
    assert claim(cloud) is None
    assert state("jawaban") == ReplyState.PARKED
    queue("templat", KABAR)
    assert send(cloud, minutes=1).reply.approved == KABAR
    take_in(cloud, citizen_message("Baik, saya baca", thread_id="628110000001", sent_at=LATER + timedelta(minutes=2)))
    assert send(cloud, minutes=3).reply.approved is None
    assert (state("templat"), state("jawaban")) == (ReplyState.SENT, ReplyState.SENT)
    office = Office(files=None, attempts_log=None, now=LATER)  # type: ignore[arg-type]
    assert list(order(office)) == []


def test_I13_it_passes_nothing_that_may_be_out_already(cloud: ChannelAccount) -> None:
    queue("pertama", KABAR)
    taken = claim(cloud)
    assert taken is not None
    deliver.record_intent(taken, 60, LATER)
    deliver.record_unknown(taken, "waktu habis", LATER)
    queue("kedua", KABAR)
    assert claim(cloud, minutes=1) is None


def test_a_channel_without_approved_texts_takes_none(account: Any) -> None:
    take_in(account, citizen_message())
    with pytest.raises(ReplyNotAllowed, match="tidak mengenal templat"):
        queue("templat", KABAR)
