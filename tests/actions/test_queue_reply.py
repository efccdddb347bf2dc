"""Queueing: once per press of the button, and only what the channel and the stage allow."""

from typing import Any

import pytest

from models.actions.queue_reply import queue_reply
from models.rules.delivery import Purpose, ReplyState
from models.rules.errors import (
    DeedNotAllowed,
    ReplyNotAllowed,
    TextEmpty,
    TextTooLong,
)
from models.rules.roles import Role
from models.tables import Outbox
from tests.actions.sending import queue
from tests.actions.walking import Walk
from tests.office import NOW, actor

S = ReplyState


def test_I14_the_same_key_twice_is_one_reply(account: Any) -> None:
    walk = Walk(account)
    assert queue(walk, "a").id == queue(walk, "a", text="teks lain").id
    assert Outbox.get().text == "Mohon foto buktinya."


@pytest.mark.parametrize(
    ("text", "purpose", "error"),
    [
        ("   ", Purpose.LAIN, TextEmpty),
        ("x" * 4097, Purpose.LAIN, TextTooLong),
        ("Jawaban", Purpose.JAWABAN, ReplyNotAllowed),
    ],
)
def test_what_cannot_be_sent_is_refused_before_it_is_queued(
    account: Any, text: str, purpose: Purpose, error: type
) -> None:
    walk = Walk(account)
    with pytest.raises(error):
        queue(walk, "a", purpose, text)
    assert Outbox.select().count() == 0


def test_only_pengelola_writes_to_citizens(account: Any) -> None:
    walk = Walk(account)
    with pytest.raises(DeedNotAllowed):
        queue_reply(walk.id, "x", Purpose.LAIN, "a", actor(Role.KASUBSI_INFOKIM), NOW)
    with pytest.raises(DeedNotAllowed):
        queue_reply(walk.id, "x", Purpose.LAIN, "a", actor(Role.ADMINISTRATOR), NOW)


def test_a_second_answer_of_the_kind_the_stage_waits_for_is_refused_while_the_first_is_on_its_way(
    account: Any,
) -> None:
    walk = Walk(account).identified()
    pengelola = actor(Role.PENGELOLA)
    queue_reply(walk.id, "Yth. Saudara, kami terima.", Purpose.TANGGAPAN_AWAL, "kunci-petugas-1", pengelola, NOW)
    with pytest.raises(ReplyNotAllowed, match="sudah mengantre"):
        queue_reply(walk.id, "Yth. Saudara, diterima.", Purpose.TANGGAPAN_AWAL, "kunci-petugas-2", pengelola, NOW)
    queue_reply(walk.id, "Mohon fotonya.", Purpose.LAIN, "kunci-petugas-3", pengelola, NOW)
    assert [row.reply_key for row in Outbox.select().order_by(Outbox.id)] == ["kunci-petugas-1", "kunci-petugas-3"]
