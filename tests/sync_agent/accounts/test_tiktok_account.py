"""A TikTok account served by the agent as it is: both streams, gaps, a token of a day, a minute's calls."""

import json
import uuid
from datetime import timedelta

import pytest

from models.actions.replies.queue_reply import queue_reply
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, Gap, Message, Quarantine
from models.tables.core.secrets import seal, unseal
from sync_agent.account_worker import AccountWorker
from sync_agent.simulator.network.items import COMMENT, DM, Draft
from sync_agent.simulator.platforms import account_of
from sync_agent.simulator.tiktok.platform import TikTok
from tests.office import actor
from tests.sync_agent.desk import Desk

SARI, TONO = "sari.contoh", "tono.contoh"


@pytest.fixture
def tiktok(desk: Desk) -> TikTok:
    """Let the desk's account be one at TikTok, where a citizen wrote in public and in private."""
    platform = desk.running.practice.platforms["tiktok"]
    assert isinstance(platform, TikTok)
    settings, secrets = account_of(platform, desk.running.url)
    stored = seal(desk.key, json.dumps(secrets))
    mine = ChannelAccount.id == desk.row.id
    ChannelAccount.update(kind="tiktok", settings=json.dumps(settings), secret=stored).where(mine).execute()
    for kind in (COMMENT, DM):
        platform.network.write(Draft(SARI, f"Paspor saya ({kind})", kind))
    return platform


def answer(desk: Desk, text: str, words: str) -> str:
    message = Message.select().where(Message.text == words).get()
    complaint = Complaint.select().where(Complaint.thread == message.thread_id).get()
    key = uuid.uuid4().hex
    queue_reply(complaint.id, text, Purpose.LAIN, key, actor(Role.PENGELOLA), desk.now())
    return key


def worked(desk: Desk) -> AccountWorker:
    worker = AccountWorker(desk.service(), desk.key)
    worker.poll()
    return worker


def test_what_comes_in_on_both_streams_is_answered_where_it_came_from(desk: Desk, tiktok: TikTok) -> None:
    worker = worked(desk)
    keys = [answer(desk, f"Kami periksa ({kind}).", f"Paspor saya ({kind})") for kind in (COMMENT, DM)]
    worker.deliver()
    assert {desk.reply(key).state for key in keys} == {"sent"}
    written = {(item.kind, item.text, item.person.username) for item in tiktok.network.office_items}
    assert written == {(kind, f"Kami periksa ({kind}).", SARI) for kind in (COMMENT, DM)}
    messages = Message.select().count()
    worker.poll()
    worker.sweep()
    assert Complaint.select().count() == 2
    assert Message.select().count() == messages + 2  # our own two, as the lists show them
    assert Quarantine.select().count() == Gap.select().count() == 0


def test_two_citizens_below_one_comment_are_two_complaints(desk: Desk, tiktok: TikTok) -> None:
    (root,) = [item for item in tiktok.network.items.values() if item.kind == COMMENT]
    tiktok.network.write(Draft(TONO, "Saya juga menunggu", COMMENT, parent=root.id))
    tiktok.network.write(Draft(SARI, "Sudah dua minggu", COMMENT, parent=root.id))
    worked(desk)
    threads = {message.text: message.thread_id for message in Message.select()}
    assert threads["Sudah dua minggu"] == threads["Paspor saya (comment)"] != threads["Saya juga menunggu"]
    assert Complaint.select().count() == 3


def test_F22_a_token_renewed_while_serving_is_in_the_store_and_the_next_agent_uses_it(
    desk: Desk, tiktok: TikTok
) -> None:
    tiktok.settings.token_expired = True
    worked(desk)
    row = ChannelAccount.get_by_id(desk.row.id)
    stored = json.loads(unseal(desk.key, row.secret))
    assert row.token_life == "ends" and row.token_expires_at - desk.now() > timedelta(
        days=300
    )  # of the refresh token
    own = tiktok.settings
    assert (stored["access_token"], stored["refresh_token"]) == (own.access_token, own.refresh_token)
    health = desk.service().connector.check()
    assert health.token_expires_at is not None
    assert health.token_expires_at - desk.now() > timedelta(days=300)
    assert desk.asked("/refresh_token/") == 1


def test_F18_a_gap_is_noted_once_and_what_is_readable_is_kept(desk: Desk, tiktok: TikTok) -> None:
    worker = worked(desk)
    for number in range(25):
        tiktok.network.write(Draft(SARI, f"pesan {number}", DM))
    worker.poll()
    worker.poll()
    thread = Message.select().where(Message.text == "pesan 24").get().thread
    assert [gap.thread_external_id for gap in Gap.select()] == [thread.external_id]
    assert Message.select().where(Message.text.startswith("pesan ")).count() == 20


@pytest.mark.parametrize(("kind", "path"), [(COMMENT, "*/reply/create/"), (DM, "*/message/send/")])
def test_F48_an_answer_that_took_effect_unseen_is_found_and_not_sent_again(
    desk: Desk, tiktok: TikTok, kind: str, path: str
) -> None:
    worker = worked(desk)
    key = answer(desk, "Sekali saja.", f"Paspor saya ({kind})")
    desk.fault("error_after", path=path, count=1)
    worker.deliver()
    assert desk.reply(key).state == "unknown"
    desk.ahead = timedelta(seconds=2)
    worker.deliver()
    assert desk.reply(key).state == "sent"
    assert [item.text for item in tiktok.network.office_items] == ["Sekali saja."]


def test_F49_a_message_blocked_by_the_rules_is_parked_and_sent_when_the_citizen_writes(
    desk: Desk, tiktok: TikTok
) -> None:
    worker = worked(desk)
    key = answer(desk, "Sudah jadi.", "Paspor saya (dm)")
    tiktok.settings.window_shut = True
    worker.deliver()
    assert desk.reply(key).state == "parked"
    tiktok.settings.window_shut = False
    tiktok.network.write(Draft(SARI, "halo?", DM))
    worker.poll()
    worker.deliver()
    assert desk.reply(key).state == "sent"


def test_F21_a_refused_token_pauses_the_channel_and_keeps_the_answers(desk: Desk, tiktok: TikTok) -> None:
    worker = worked(desk)
    key = answer(desk, "Menunggu.", "Paspor saya (dm)")
    tiktok.settings.trouble = 40001
    worker.guard.run(worker.poll)
    worker.guard.run(worker.deliver)
    row = ChannelAccount.get_by_id(desk.row.id)
    assert (row.state, desk.reply(key).state) == ("jeda", "queued")
    assert tiktok.network.office_items == []
