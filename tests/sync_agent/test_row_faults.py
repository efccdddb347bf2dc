"""Where the program fails at one row, the others go on: sending, reading back, ticks, what came in, files, pushes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from peewee import IntegrityError

from models.actions.intake import receive_messages
from models.actions.replies import deliver_reply, delivery_grades, read_back
from models.rules.channels.messages import Look, OutgoingReply, Page, Receipt
from models.rules.replies.delivery import MOST_FAULTS, ReplyState
from models.tables import Attachment, Cursor, Message, Outbox, PushPayload, Quarantine
from sync_agent import fetching_media, taking_pushes
from sync_agent.delivering import deliver, look_back
from sync_agent.service import Service
from tests.sync_agent.desk import BUDI, Desk, receive

_S = ReplyState
CITRA = "6281200000003@c.us"
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Breaking:
    """A connector that breaks on one text, before or while it does what it is asked."""

    def __init__(self, inner: Any, word: str, where: str) -> None:
        self._inner, self._word, self._where = inner, word, where

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def send(self, reply: OutgoingReply) -> Receipt:
        """Send."""
        if reply.text == self._word and self._where == "before":
            raise KeyError(reply.text)
        receipt: Receipt = self._inner.send(reply)
        if reply.text == self._word and self._where == "after":
            raise KeyError(reply.text)
        return receipt

    def find(self, reply: OutgoingReply) -> Look:
        """Look."""
        if reply.text == self._word and self._where == "look":
            raise KeyError(reply.text)
        look: Look = self._inner.find(reply)
        return look


def pass_on(desk: Desk, service: Service, times: int = 12) -> None:
    """Let passes go by, with the time between them."""
    for _ in range(times):
        desk.ahead = (desk.ahead or timedelta()) + timedelta(seconds=30)
        look_back(service)
        deliver(service)


@pytest.mark.parametrize(("where", "seen"), [("before", 0), ("after", 1)])
def test_a_reply_at_which_sending_breaks_keeps_no_other_and_is_never_doubled(
    desk: Desk, service: Service, where: str, seen: int
) -> None:
    bad, good = desk.answer("rusak"), desk.answer("baik", BUDI)
    pass_on(desk, replace(service, connector=Breaking(service.connector, "rusak", where)))
    assert (desk.reply(good).state, desk.visible(BUDI)) == (_S.SENT, ["baik"])
    assert desk.reply(bad).state == (_S.SENT if seen else _S.HOLD)
    assert desk.visible().count("rusak") == seen


def test_a_reply_whose_claim_breaks_is_set_aside_the_third_time(
    desk: Desk, service: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = desk.answer("rusak"), desk.answer("baik", BUDI)
    real = deliver_reply.reply_reach

    def reach(thread: Any, *more: Any) -> Any:
        if desk.reply(bad).thread_id == thread.id:
            raise ValueError("kata warga")
        return real(thread, *more)

    monkeypatch.setattr(deliver_reply, "reply_reach", reach)
    deliver(service)
    assert (desk.reply(good).state, desk.reply(bad).state) == (_S.SENT, _S.QUEUED)
    pass_on(desk, service)
    row = desk.reply(bad)
    assert (row.state, row.attempts, row.faults) == (_S.HOLD, 0, MOST_FAULTS)
    assert "ValueError" in caplog.text
    assert "kata warga" not in caplog.text


def test_a_receipt_that_cannot_be_recorded_is_a_person_s_business_and_the_others_go_on(
    desk: Desk, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = desk.answer("rusak"), desk.answer("baik", BUDI)
    number = desk.reply(bad).id
    monkeypatch.setattr(delivery_grades, "note_grade", _unless(number, delivery_grades.note_grade))
    pass_on(desk, service)
    assert (desk.reply(bad).state, desk.reply(good).state) == (_S.HOLD, _S.SENT)
    assert desk.visible() == ["rusak"]


@pytest.mark.parametrize("alone", [True, False])
def test_a_reply_that_cannot_be_weighed_ends_no_sending_and_is_a_person_s_business_the_third_time(
    desk: Desk, service: Service, monkeypatch: pytest.MonkeyPatch, alone: bool
) -> None:
    desk.happen("Saya juga", CITRA)
    receive(service)
    bad, good = desk.answer("rusak"), desk.answer("baik", BUDI)
    both = Breaking(Breaking(service.connector, "rusak", "after"), "baik", "after")
    deliver(replace(service, connector=both))
    assert {desk.reply(bad).state, desk.reply(good).state} == {_S.UNKNOWN}
    real = read_back.match

    def weigh(contenders: Any, owned: Any) -> Any:
        named = [one.row_id for one in contenders if one.look is not None]
        if desk.reply(bad).id in named and (alone or len(named) > 1):
            raise KeyError("kata warga")
        return real(contenders, owned)

    monkeypatch.setattr(read_back, "match", weigh)
    later = desk.answer("sesudahnya", CITRA)
    pass_on(desk, service)
    row = desk.reply(bad)
    assert (row.state, row.faults) == (_S.HOLD, MOST_FAULTS)
    assert desk.reply(good).state == (_S.SENT if alone else _S.HOLD)
    assert desk.reply(later).state == _S.SENT
    assert (desk.visible(), desk.visible(BUDI)) == (["rusak"], ["baik"])


def _unless(number: int, real: Callable[..., bool]) -> Callable[..., bool]:
    def note(reply: Outbox, *more: Any) -> bool:
        if reply.id == number:
            raise LookupError
        return real(reply, *more)

    return note


def test_a_tick_that_cannot_be_recorded_keeps_no_message_out(
    desk: Desk, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = desk.answer("rusak")
    deliver(service)
    number = desk.reply(bad).id
    Outbox.update(grade="").execute()
    monkeypatch.setattr(delivery_grades, "note_grade", _unless(number, delivery_grades.note_grade))
    desk.happen("pesan sesudahnya", BUDI)
    receive(service)
    assert Message.select().where(Message.text == "pesan sesudahnya").exists()


def test_an_item_that_cannot_be_stored_keeps_out_no_other_and_is_kept_raw_the_third_time(
    desk: Desk, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = receive_messages.assign

    def assign(account: Any, coming: list[Any], *more: Any) -> None:
        if any(message.text == "rusak" for arrival in coming for message, _ in arrival.messages):
            raise KeyError("rusak")
        real(account, coming, *more)

    monkeypatch.setattr(receive_messages, "assign", assign)
    Cursor.delete().execute()
    desk.happen("rusak"), desk.happen("baik", BUDI)
    for _ in range(MOST_FAULTS - 1):
        with pytest.raises(KeyError):
            receive(service)
        assert Message.select().where(Message.text == "baik").exists()
        assert (Quarantine.select().count(), Cursor.select().count()) == (0, 0)
    receive(service)
    (kept,) = Quarantine.select()
    assert "rusak" in kept.payload
    assert Cursor.select().count() == 1
    receive(service)  # read again in the overlap, and known to be what it is
    assert Quarantine.select().count() == 1


class PushesBreak:
    """A connector that can read no push."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def read_push(self, body: str) -> Page | None:
        """Break on one of them."""
        if body == "rusak":
            raise KeyError(body)
        return None


def test_a_push_that_can_neither_be_read_nor_shown_is_closed_with_its_body_the_third_time(
    desk: Desk, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    for body in ("rusak", "kabar"):
        PushPayload.create(account=desk.row, digest=body, body=body, received_at=desk.now())

    def fails(*_: Any, **__: Any) -> int:
        raise IntegrityError

    monkeypatch.setattr(taking_pushes, "receive_page", fails)
    broken = replace(service, connector=PushesBreak(service.connector))
    for _ in range(MOST_FAULTS - 1):
        with pytest.raises(IntegrityError):
            taking_pushes.take_pushes(broken)
    assert taking_pushes.take_pushes(broken)  # the one behind it says that there is news
    row = PushPayload.get(PushPayload.digest == "rusak")
    assert (row.body, row.problem, row.settled_at is None) == ("rusak", "KeyError", False)


def test_a_file_that_cannot_be_stored_keeps_no_other_waiting(
    desk: Desk, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.photo(b"\x89PNG\r\n\x1a\n satu"), desk.photo(b"\x89PNG\r\n\x1a\n dua")
    receive(service)
    real = fetching_media.record_stored
    newest = Attachment.select().order_by(-Attachment.id).first().id

    def record(attachment_id: int, *more: Any) -> None:
        if attachment_id == newest:
            raise IntegrityError
        real(attachment_id, *more)

    monkeypatch.setattr(fetching_media, "record_stored", record)
    fetching_media.fetch_media(service)
    states = [row.state for row in Attachment.select().order_by(Attachment.id)]
    assert states == ["tersimpan", "menunggu"]
