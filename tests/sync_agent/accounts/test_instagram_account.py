"""An Instagram account served by the agent as it is: both streams, three ways to answer, gaps, a token made new."""

import json
import uuid
from datetime import timedelta

import pytest

from models.actions.replies.queue_reply import Choices, queue_reply
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, Gap, Message, Quarantine
from models.tables.core.secrets import seal, unseal
from sync_agent.account_worker import AccountWorker
from sync_agent.simulator.instagram.platform import Instagram
from sync_agent.simulator.network.items import COMMENT, DM, Draft
from sync_agent.simulator.platforms import account_of
from tests.office import actor
from tests.sync_agent.desk import Desk

SARI, TONO = "sari.contoh", "tono.contoh"


@pytest.fixture
def instagram(desk: Desk) -> Instagram:
    """Let the desk's account be one at Instagram, where a citizen wrote in public and in private."""
    platform = desk.running.practice.platforms["instagram"]
    assert isinstance(platform, Instagram)
    settings, secrets = account_of(platform, desk.running.url)
    stored = seal(desk.key, json.dumps(secrets))
    mine = ChannelAccount.id == desk.row.id
    ChannelAccount.update(kind="instagram", settings=json.dumps(settings), secret=stored).where(mine).execute()
    for kind in (COMMENT, DM):
        platform.network.write(Draft(SARI, f"Paspor saya ({kind})", kind))
    return platform


def answer(desk: Desk, text: str, words: str, private: bool = False) -> str:
    message = Message.select().where(Message.text == words).get()
    complaint = Complaint.select().where(Complaint.thread == message.thread_id).get()
    key = uuid.uuid4().hex
    queue_reply(
        complaint.id, text, Purpose.LAIN, key, actor(Role.PENGELOLA), desk.now(), choices=Choices(private=private)
    )
    return key


def worked(desk: Desk) -> AccountWorker:
    worker = AccountWorker(desk.service(), desk.key)
    worker.poll()
    return worker


def written(instagram: Instagram) -> set[tuple[str, str, str]]:
    return {(item.kind, item.text, item.person.username) for item in instagram.network.office_items}


def test_what_comes_in_on_both_streams_is_answered_where_it_came_from(desk: Desk, instagram: Instagram) -> None:
    worker = worked(desk)
    keys = [answer(desk, f"Kami periksa ({kind}).", f"Paspor saya ({kind})") for kind in (COMMENT, DM)]
    worker.deliver()
    assert {desk.reply(key).state for key in keys} == {"sent"}
    assert written(instagram) == {(kind, f"Kami periksa ({kind}).", SARI) for kind in (COMMENT, DM)}
    complaints, messages = Complaint.select().count(), Message.select().count()
    worker.poll()
    worker.sweep()
    assert Complaint.select().count() == complaints == 2
    assert Message.select().count() == messages + 2  # our own two, as the conversations show them
    assert Quarantine.select().count() == 0


def test_a_comment_is_answered_in_private(desk: Desk, instagram: Instagram) -> None:
    worker = worked(desk)
    key = answer(desk, "Mohon kirim nomor permohonan.", "Paspor saya (comment)", private=True)
    worker.deliver()
    assert desk.reply(key).state == "sent"
    assert written(instagram) == {(DM, "Mohon kirim nomor permohonan.", SARI)}
    worker.poll()
    assert Complaint.select().count() == 2


def test_two_citizens_below_one_comment_are_two_complaints(desk: Desk, instagram: Instagram) -> None:
    (root,) = [item for item in instagram.network.items.values() if item.kind == COMMENT]
    instagram.network.write(Draft(TONO, "Saya juga menunggu", COMMENT, parent=root.id))
    instagram.network.write(Draft(SARI, "Sudah dua minggu", COMMENT, parent=root.id))
    worked(desk)
    threads = {message.text: message.thread_id for message in Message.select()}
    assert threads["Sudah dua minggu"] == threads["Paspor saya (comment)"] != threads["Saya juga menunggu"]
    assert Complaint.select().count() == 3


def test_F22_a_token_made_new_while_serving_is_in_the_store_and_the_next_agent_uses_it(
    desk: Desk, instagram: Instagram
) -> None:
    worked(desk)
    stored = json.loads(unseal(desk.key, ChannelAccount.get_by_id(desk.row.id).secret))
    assert stored["access_token"] == instagram.settings.token
    assert desk.service().connector.check().token_expires_at is not None
    worked(desk)
    assert desk.asked("refresh_access_token") == 1


@pytest.mark.parametrize("kind", [COMMENT, DM])
def test_F48_an_answer_that_took_effect_unseen_is_found_and_not_sent_again(
    desk: Desk, instagram: Instagram, kind: str
) -> None:
    worker = worked(desk)
    key = answer(desk, "Sekali saja.", f"Paspor saya ({kind})")
    desk.fault("error_after", path="POST /instagram/*", count=1)
    worker.deliver()
    assert desk.reply(key).state == "unknown"
    desk.ahead = timedelta(seconds=2)
    worker.deliver()
    assert desk.reply(key).state == "sent"
    assert [item.text for item in instagram.network.office_items] == ["Sekali saja."]


def test_F18_messages_that_cannot_be_had_any_more_leave_a_gap_officers_see(desk: Desk, instagram: Instagram) -> None:
    worker = worked(desk)
    for number in range(25):
        instagram.network.write(Draft(SARI, f"pesan {number}", at=instagram.network.clock() + 2 + number / 100))
    worker.poll()
    (gap,) = Gap.select()
    assert gap.thread_external_id == instagram.network.person(SARI).id
    worker.poll()
    assert Gap.select().count() == 1


def test_F21_a_dead_token_pauses_the_channel_and_what_waits_stays_waiting(desk: Desk, instagram: Instagram) -> None:
    worker = worked(desk)
    key = answer(desk, "Tetap menunggu.", "Paspor saya (dm)")
    instagram.settings.trouble = "password_changed"
    worker.guard.run(worker.poll)
    assert ChannelAccount.get_by_id(desk.row.id).state == "jeda"
    instagram.settings.trouble = ""
    worker.deliver()
    assert desk.reply(key).state == "sent"
