"""An X account served by the agent as it is: both streams, answers in place, a token renewed on the way, quotas."""

import json
import uuid
from datetime import timedelta

import pytest

from models.actions.channels.test_channel import ask_test
from models.actions.core.actor import OPERATOR
from models.actions.replies.queue_reply import queue_reply
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, Message
from models.tables.core.secrets import seal, unseal
from sync_agent.account_worker import AccountWorker
from sync_agent.simulator.network.items import Draft
from sync_agent.simulator.platforms import account_of
from sync_agent.simulator.x.platform import X
from tests.office import actor
from tests.sync_agent.desk import Desk


@pytest.fixture
def x(desk: Desk) -> X:
    """Let the desk's account be one at X, where a citizen wrote in public and in private."""
    platform = desk.running.practice.platforms["x"]
    assert isinstance(platform, X)
    settings, secrets = account_of(platform, desk.running.url)
    ChannelAccount.update(kind="x", settings=json.dumps(settings), secret=seal(desk.key, json.dumps(secrets))).where(
        ChannelAccount.id == desk.row.id
    ).execute()
    for kind in ("comment", "dm"):
        platform.network.write(Draft("sari_contoh", f"Paspor saya ({kind})", kind, "Sari Contoh"))
    return platform


def answer(desk: Desk, text: str, kind: str) -> str:
    message = Message.select().where(Message.text.contains(f"({kind})")).get()
    complaint = Complaint.select().where(Complaint.thread == message.thread_id).get()
    key = uuid.uuid4().hex
    queue_reply(complaint.id, text, Purpose.LAIN, key, actor(Role.PENGELOLA), desk.now())
    return key


def worked(desk: Desk) -> AccountWorker:
    worker = AccountWorker(desk.service(), desk.key)
    worker.poll()
    return worker


def test_what_comes_in_on_both_streams_is_answered_where_it_came_from(desk: Desk, x: X) -> None:
    worker = worked(desk)
    keys = [answer(desk, f"Kami periksa ({kind}).", kind) for kind in ("comment", "dm")]
    worker.deliver()
    assert {desk.reply(key).state for key in keys} == {"sent"}
    written = {(item.kind, item.text, item.person.username) for item in x.network.office_items}
    assert written == {(kind, f"Kami periksa ({kind}).", "sari_contoh") for kind in ("comment", "dm")}
    before = Complaint.select().count()
    worker.poll()
    worker.sweep()
    assert Complaint.select().count() == before


def test_F22_a_token_renewed_while_serving_is_in_the_store_and_the_next_agent_uses_it(desk: Desk, x: X) -> None:
    x.settings.token_expired = True
    worked(desk)
    row = ChannelAccount.get_by_id(desk.row.id)
    stored = json.loads(unseal(desk.key, row.secret))
    assert (stored["access_token"], stored["refresh_token"]) == (x.tokens.access, x.tokens.refresh)
    assert stored["access_token_expires_at"]
    assert (row.token_life, row.token_expires_at) == ("renewed", None)
    assert desk.asked("/oauth2/token") == 1


def test_F22_a_token_renewed_by_a_test_of_the_channel_is_used_from_then_on(desk: Desk, x: X) -> None:
    worker = worked(desk)
    key = answer(desk, "Kami periksa.", "comment")
    x.settings.token_expired = True
    ask_test(desk.row.id, OPERATOR, desk.now())
    worker.tests()
    worker.deliver()
    assert desk.reply(key).state == "sent"
    assert desk.asked("/oauth2/token") == 1


def test_F48_an_answer_that_took_effect_unseen_is_found_and_not_sent_again(desk: Desk, x: X) -> None:
    worker = worked(desk)
    key = answer(desk, "Sekali saja.", "comment")
    desk.fault("error_after", path="POST /x/2/tweets", count=1)
    worker.deliver()
    assert desk.reply(key).state == "unknown"
    desk.ahead = timedelta(seconds=2)
    worker.deliver()
    assert desk.reply(key).state == "sent"
    assert [item.text for item in x.network.office_items] == ["Sekali saja."]


def test_F23_answers_beyond_the_quota_wait_alone(desk: Desk, x: X) -> None:
    x.settings.dm_sends = 1
    x.network.write(Draft("budi_contoh", "Pribadi juga (dm 2)", "dm", "Budi Contoh"))
    worker = worked(desk)
    keys = [answer(desk, f"Kami periksa ({kind}).", kind) for kind in ("dm", "dm 2", "comment")]
    worker.guard.run(worker.deliver)
    worker.guard.run(worker.deliver)
    assert [desk.reply(key).state for key in keys] == ["sent", "waiting", "sent"]
    assert not worker.guard.pacing.resting()
    sends = desk.asked("/messages")
    desk.ahead = timedelta(seconds=600)
    worker.guard.run(worker.deliver)
    assert desk.asked("/messages") == sends  # nothing before the quota is renewed
    x.settings.dm_sends = 15
    desk.ahead = timedelta(seconds=1000)
    worker.guard.run(worker.poll)
    worker.guard.run(worker.deliver)
    assert {desk.reply(key).state for key in keys} == {"sent"}
    assert len(x.network.office_items) == 3


def test_F23_direct_messages_at_rest_leave_mentions_and_answers_going(desk: Desk, x: X) -> None:
    x.settings.dm_reads = 1
    worker = worked(desk)
    x.network.write(Draft("sari_contoh", "Sebutan kedua", "comment"))
    x.network.write(Draft("sari_contoh", "Pribadi kedua", "dm"))
    worker.poll()
    texts = {message.text for message in Message.select()}
    assert ("Sebutan kedua" in texts, "Pribadi kedua" in texts) == (True, False)
    key = answer(desk, "Tetap terkirim.", "comment")
    worker.deliver()
    assert desk.reply(key).state == "sent"
    assert ChannelAccount.get_by_id(desk.row.id).state == "ok"
    x.settings.dm_reads = 15
    desk.ahead = timedelta(seconds=905)
    worker.poll()
    assert Message.select().where(Message.text == "Pribadi kedua").count() == 1
