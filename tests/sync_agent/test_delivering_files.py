"""Files of answers on their way out: each visible once, whatever is lost between laying ready and the receipt."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from models.actions.replies import deliver_reply
from models.rules.channels.messages import Look, OutgoingFile, OutgoingReply, Receipt, StoredFile
from models.rules.channels.reply_files import PDF
from models.rules.replies.delivery import ReplyState
from models.tables import Outbox
from models.tables.core.files.folder_store import FolderStore
from models.tables.replies import attempts_log
from sync_agent.connector_kit.errors import Refused, SignInNeeded, TryLater
from sync_agent.delivering import deliver, look_back
from sync_agent.service import Service
from tests.simulator.caller import until
from tests.sync_agent.desk import ANI, IMPATIENT, Desk

_S = ReplyState
CONTENT = b"%PDF-1.7 surat jawaban"


class Killed(BaseException):
    """The agent dies here."""


class Dying:
    """A connector that dies, or has trouble, at a named point; the points are those between two things it does."""

    def __init__(self, inner: Any, point: str, trouble: BaseException | None = None) -> None:
        self._inner, self._point, self._trouble = inner, point, trouble or Killed()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def _at(self, point: str) -> None:
        if point == self._point:
            self._point = ""
            raise self._trouble

    def lay_ready(self, file: OutgoingFile) -> str | None:
        """Lay a file ready."""
        self._at("before the file is laid ready")
        ref: str | None = self._inner.lay_ready(file)
        self._at("after the file is laid ready")
        return ref

    def send(self, reply: OutgoingReply) -> Receipt:
        """Send."""
        if reply.file is None:
            return self._inner.send(reply)  # type: ignore[no-any-return]
        self._at("before the send")
        receipt: Receipt = self._inner.send(reply)
        self._at("after the send")
        return receipt


def with_letter(desk: Desk) -> tuple[str, Outbox]:
    """Queue an answer with a letter; return its key and the row of the letter."""
    sha256 = desk.settings.files.keep(CONTENT)
    key = desk.answer("Terlampir surat jawaban.", files=[StoredFile(sha256, PDF, "surat.pdf", len(CONTENT))])
    return key, letter_row()


def letter_row() -> Outbox:
    row: Outbox = Outbox.select().order_by(Outbox.id.desc()).get()
    return row


def files_seen(desk: Desk) -> list[bytes]:
    """Return the files on the citizen's phone."""
    rows = desk.running.practice.gateway.phones.at(ANI).messages.rows
    return [row.media.content for row in rows if row.from_me and row.media]


def dying(service: Service, point: str, trouble: BaseException | None = None) -> Service:
    return replace(service, connector=Dying(service.connector, point, trouble))


def settled(desk: Desk, service: Service) -> ReplyState:
    """Look back until the fate of the letter is known."""

    def known() -> bool:
        look_back(service)
        return letter_row().state != _S.UNKNOWN

    until(known)
    return ReplyState(letter_row().state)


def test_words_and_file_arrive_once_in_order_and_both_witnesses_know_them(desk: Desk, service: Service) -> None:
    key, letter = with_letter(desk)
    deliver(service)
    deliver(service)
    assert desk.visible() == ["Terlampir surat jawaban.", "surat.pdf"]
    assert files_seen(desk) == [CONTENT]
    assert [desk.reply(one).state for one in (key, letter.reply_key)] == [_S.SENT, _S.SENT]
    assert [line.reply_key for line in attempts_log.entries(desk.settings.attempts_log)] == [key, letter.reply_key]


@pytest.mark.parametrize("point", ["before the file is laid ready", "after the file is laid ready"])
def test_F20_a_kill_before_the_intent_costs_nothing_and_the_file_is_visible_once(
    desk: Desk, service: Service, point: str
) -> None:
    with_letter(desk)
    with pytest.raises(Killed):
        deliver(dying(service, point))
    assert letter_row().state == _S.QUEUED
    desk.ahead = timedelta(seconds=desk.settings.lease_seconds + 1)
    later = desk.service()
    deliver_reply.recover_expired(later.account_id, later.now())
    deliver(later)
    assert (files_seen(desk), letter_row().state) == ([CONTENT], _S.SENT)


@pytest.mark.parametrize(
    ("point", "seen", "state"), [("before the send", 0, _S.HOLD), ("after the send", 1, _S.SENT)]
)
def test_F20_a_kill_around_the_send_is_looked_up_and_never_sent_again(
    desk: Desk, service: Service, point: str, seen: int, state: ReplyState
) -> None:
    with_letter(desk)
    with pytest.raises(Killed):
        deliver(dying(service, point))
    assert letter_row().state == _S.SENDING
    desk.ahead = timedelta(seconds=4 * desk.settings.lease_seconds)
    later = desk.service()
    assert settled_after_lapse(desk, later) is state
    deliver(later)
    assert (len(files_seen(desk)), desk.asked("/api/sendFile")) == (seen, seen)


def settled_after_lapse(desk: Desk, service: Service) -> ReplyState:
    deliver_reply.recover_expired(service.account_id, service.now())
    assert letter_row().state == _S.UNKNOWN
    return settled(desk, service)


@pytest.mark.parametrize("fault", ["error", "timeout", "reset"])
def test_F26_an_unknown_send_that_took_effect_is_found_by_its_name(desk: Desk, service: Service, fault: str) -> None:
    service = desk.service(**IMPATIENT if fault == "timeout" else {})
    with_letter(desk)
    desk.fault(f"{fault}_after", path="*/sendFile", count=1)
    deliver(service)
    assert settled(desk, service) is _S.SENT
    deliver(service)
    assert files_seen(desk) == [CONTENT]


def test_F26_an_unknown_send_without_effect_is_a_person_s_business(desk: Desk, service: Service) -> None:
    with_letter(desk)
    desk.fault("error_before", path="*/sendFile", count=1)
    deliver(service)
    assert settled(desk, service) is _S.HOLD
    deliver(service)
    assert (files_seen(desk), desk.asked("/api/sendFile")) == ([], 1)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_F26_a_file_not_found_twice_is_held_though_the_platform_says_that_it_is_absent(
    desk: Desk, service: Service
) -> None:
    class Certain(Dying):
        """A connector whose look back is sure."""

        def find(self, reply: OutgoingReply) -> Look:
            return Look(whole=True)

    with_letter(desk)
    desk.fault("error_before", path="*/sendFile", count=1)
    certain = replace(service, connector=Certain(service.connector, ""))
    deliver(certain)
    assert settled(desk, certain) is _S.HOLD
    deliver(certain)
    assert (files_seen(desk), desk.asked("/api/sendFile")) == ([], 1)


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_file_lost_from_the_store_is_refused_with_what_to_do_and_nothing_leaves(
    desk: Desk, service: Service, harm: str
) -> None:
    key, letter = with_letter(desk)
    path = FolderStore(desk.settings.files_dir).path_of(desk.settings.files.keep(CONTENT))
    path.unlink()
    if harm == "changed":
        path.write_bytes(b"something else")
    deliver(service)
    row = desk.reply(letter.reply_key)
    assert (desk.reply(key).state, row.state) == (_S.SENT, _S.REFUSED)
    assert "kirim berkasnya sekali lagi" in row.reason
    assert files_seen(desk) == []
    assert letter.reply_key not in [line.reply_key for line in attempts_log.entries(desk.settings.attempts_log)]


def test_a_channel_that_cannot_send_files_refuses_and_the_words_stand(desk: Desk, service: Service) -> None:
    class Plain:
        """A connector without the gift."""

        send, new_client_ref = service.connector.send, service.connector.new_client_ref

    key, letter = with_letter(desk)
    deliver(replace(service, connector=Plain()))  # type: ignore[arg-type]
    assert [desk.reply(one).state for one in (key, letter.reply_key)] == [_S.SENT, _S.REFUSED]


@pytest.mark.parametrize("trouble", [TryLater("nanti", 30.0), SignInNeeded("masuk lagi")])
def test_trouble_while_laying_ready_is_tried_again_at_a_stored_time_and_told(
    desk: Desk, service: Service, trouble: Exception
) -> None:
    with_letter(desk)
    with pytest.raises(type(trouble)):
        deliver(dying(service, "before the file is laid ready", trouble))
    row = letter_row()
    assert (row.state, row.attempts, row.reason) == (_S.WAITING, 1, str(trouble))
    desk.ahead = timedelta(minutes=10)
    deliver(desk.service())
    assert (files_seen(desk), letter_row().state) == ([CONTENT], _S.SENT)


def test_a_refusal_while_laying_ready_stops_nothing_else(desk: Desk, service: Service) -> None:
    with_letter(desk)
    after = desk.answer("Sesudahnya.")
    deliver(dying(service, "before the file is laid ready", Refused("jenis berkas ditolak")))
    assert desk.reply(after).state == _S.SENT
    refused = Outbox.get(Outbox.state == str(_S.REFUSED))
    assert refused.reason == "jenis berkas ditolak"
