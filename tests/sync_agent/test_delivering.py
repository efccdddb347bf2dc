"""One pass out: at most one visible answer, whatever happens, and nothing lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models.actions.replies import deliver_reply
from models.actions.replies.settle_reply import Verdict, settle_reply
from models.rules.channels.messages import Look, OutgoingReply
from models.rules.replies.delivery import ReplyState
from models.rules.staff.roles import Role
from models.tables.replies import attempts_log
from sync_agent.connector_kit.errors import OutcomeUnknown, Refused, SignInNeeded, TryLater
from sync_agent.delivering import WitnessLost, deliver, look_back
from sync_agent.service import Service
from tests.office import actor
from tests.simulator.caller import until
from tests.sync_agent.desk import BUDI, IMPATIENT, OWNER, Desk

_S = ReplyState


def settle(desk: Desk, service: Service, key: str) -> ReplyState:
    """Look back until the fate of a reply is known."""

    def known() -> bool:
        look_back(service)
        return desk.reply(key).state != _S.UNKNOWN

    until(known)
    return ReplyState(desk.reply(key).state)


def test_an_answer_is_sent_once_and_every_witness_knows_it(desk: Desk, service: Service) -> None:
    key = desk.answer("Baik, kami periksa.")
    deliver(service)
    deliver(service)
    row = desk.reply(key)
    assert desk.visible() == ["Baik, kami periksa."]
    assert (row.state, row.attempts) == (_S.SENT, 1)
    (line,) = attempts_log.entries(desk.settings.attempts_log)
    assert (line.reply_key, line.client_ref, line.text_hash) == (key, row.client_ref, row.text_hash)
    assert "kami periksa" not in desk.settings.attempts_log.read_text("utf-8")


def test_I13_answers_of_a_conversation_leave_in_the_order_approved(desk: Desk, service: Service) -> None:
    for number in range(4):
        desk.answer(f"{number}")
    desk.answer("lain", BUDI)
    deliver(service)
    assert desk.visible() == ["0", "1", "2", "3"]
    assert desk.visible(BUDI) == ["lain"]


@pytest.mark.parametrize("fault", ["error", "timeout", "reset"])
@pytest.mark.parametrize("effect", ["before", "after"])
def test_F26_an_unknown_outcome_is_looked_up_and_visible_exactly_once(
    desk: Desk, service: Service, fault: str, effect: str
) -> None:
    service = desk.service(**IMPATIENT if fault == "timeout" else {})
    key = desk.answer("sekali saja")
    desk.fault(f"{fault}_{effect}", path="*/sendText", count=1)
    deliver(service)
    assert desk.reply(key).state == _S.UNKNOWN
    deliver(service)
    assert desk.asked("/sendText") == 1
    if settle(desk, service, key) is _S.QUEUED:
        deliver(service)
    assert desk.reply(key).state == _S.SENT
    assert desk.visible() == ["sekali saja"]


def test_an_answer_sent_again_goes_under_the_same_id(desk: Desk, service: Service) -> None:
    key = desk.answer("sekali saja")
    desk.fault("error_before", path="*/sendText", count=1)
    deliver(service)
    first = desk.reply(key).client_ref
    assert settle(desk, service, key) is _S.QUEUED
    deliver(service)
    assert desk.reply(key).client_ref == first
    assert desk.asked("/new-message-id") == 1


def test_two_sendings_proven_absent_are_repeated_and_the_third_is_a_person_s_business(
    desk: Desk, service: Service
) -> None:
    key = desk.answer("tidak pernah sampai")
    desk.fault("error_before", path="*/sendText")
    for expected in (_S.QUEUED, _S.QUEUED, _S.HOLD):
        deliver(service)
        assert settle(desk, service, key) is expected
    deliver(service)
    assert desk.asked("/sendText") == 3
    assert desk.visible() == []


def test_a_held_answer_stops_the_later_ones_of_its_conversation_only(desk: Desk, service: Service) -> None:
    key = desk.answer("tertahan")
    later = desk.answer("sesudahnya")
    desk.fault("error_before", path="*/sendText", count=3)
    for _ in range(3):
        deliver(service)
        settle(desk, service, key)
    deliver(service)
    assert [desk.reply(one).state for one in (key, later)] == [_S.HOLD, _S.QUEUED]
    desk.answer("lain", BUDI)
    deliver(service)
    assert (desk.visible(), desk.visible(BUDI)) == ([], ["lain"])
    settle_reply(key, Verdict.CANCEL, actor(Role.PENGELOLA), desk.now())
    deliver(service)
    assert desk.visible() == ["sesudahnya"]


@pytest.mark.parametrize("fault", ["error_before", "session_status", "truncated"])
def test_a_look_back_the_gateway_never_answers_holds_up_no_other_conversation(
    desk: Desk, service: Service, fault: str
) -> None:
    key = desk.answer("sampaikah?")
    desk.fault("error_before", path="*/sendText", count=1)
    deliver(service)
    desk.fault(fault, path="*/chats/all/messages/*")
    desk.ahead = timedelta(seconds=0.4)
    look_back(service)
    assert desk.reply(key).state == _S.UNKNOWN
    desk.answer("lain", BUDI)
    deliver(service)
    assert desk.visible(BUDI) == ["lain"]
    desk.ahead = timedelta(seconds=1.6)
    look_back(service)
    row = desk.reply(key)
    assert (row.state, row.reason) == (_S.HOLD, "kanal tidak menjawab apakah ini sampai: periksa telepon")


def test_a_look_back_at_a_gateway_that_is_off_decides_nothing(desk: Desk, service: Service) -> None:
    key = desk.answer("sampaikah?")
    desk.fault("error_before", path="*/sendText", count=1)
    deliver(service)
    desk.point_at("http://127.0.0.1:9")
    desk.ahead = timedelta(minutes=30)
    off = desk.service()
    with pytest.raises(TryLater):
        look_back(off)
    assert desk.reply(key).state == _S.UNKNOWN


def test_F48_a_late_effect_is_not_doubled(desk: Desk, service: Service) -> None:
    key = desk.answer("terlambat terlihat")
    desk.fault("late_post", path="*/sendText", count=1, seconds=0.5)
    deliver(service)
    late = Service(**{**vars(service), "settings": replace(service.settings, settle_seconds=1.5)})
    assert settle(desk, late, key) is _S.SENT
    assert desk.visible() == ["terlambat terlihat"]


@pytest.mark.parametrize("fault", ["login_page", "truncated", "empty"])
def test_F32_an_unreadable_receipt_is_looked_up(desk: Desk, service: Service, fault: str) -> None:
    key = desk.answer("dengan kuitansi rusak")
    desk.fault(fault, path="*/sendText", count=1)
    deliver(service)
    assert desk.reply(key).state == _S.UNKNOWN
    if settle(desk, service, key) is _S.QUEUED:
        deliver(service)
    assert desk.visible() == ["dengan kuitansi rusak"]


def test_F50_duplicate_is_looked_up_before_anything_else(desk: Desk, service: Service) -> None:
    key = desk.answer("ganda?")
    desk.fault("status", status=409, path="*/sendText", count=1)
    deliver(service)
    assert desk.reply(key).state == _S.UNKNOWN
    assert settle(desk, service, key) is _S.QUEUED


def test_F51_a_number_without_whatsapp_is_refused_with_a_plain_reason(desk: Desk, service: Service) -> None:
    key = desk.answer("halo")
    desk.fault("not_on_whatsapp", path="*/sendText")
    deliver(service)
    row = desk.reply(key)
    assert (row.state, row.reason) == (_S.REFUSED, "Nomor ini tidak terdaftar di WhatsApp. (kode 500)")


def test_F23_a_stated_time_is_obeyed_and_nothing_is_lost(desk: Desk, service: Service) -> None:
    key = desk.answer("nanti")
    desk.fault("rate_limited", path="*/sendText", retry_after="120", count=1)
    with pytest.raises(TryLater):
        deliver(service)
    row = desk.reply(key)
    assert row.state == _S.WAITING
    assert timedelta(seconds=110) < row.not_before - desk.now() < timedelta(seconds=121)
    deliver(service)
    assert desk.visible() == []
    desk.ahead = timedelta(seconds=121)
    deliver(service)
    assert desk.visible() == ["nanti"]


def test_F27_a_gateway_that_is_off_keeps_the_answer_for_later(desk: Desk, service: Service) -> None:
    key = desk.answer("tunggu gateway")
    desk.point_at("http://127.0.0.1:9")
    with pytest.raises(TryLater):
        deliver(desk.service())
    assert desk.reply(key).state == _S.QUEUED
    desk.point_at(desk.running.waha_url)
    deliver(desk.service())
    assert desk.visible() == ["tunggu gateway"]


@pytest.mark.parametrize("path", ["*/sendText", "*/new-message-id"])
@pytest.mark.parametrize("fault", ["unauthorized", "session_status"])
def test_F21_a_shut_account_keeps_its_answers(desk: Desk, service: Service, fault: str, path: str) -> None:
    key = desk.answer("tetap antre")
    desk.fault(fault, path=path, count=1)
    with pytest.raises(SignInNeeded):
        deliver(service)
    assert desk.reply(key).state in (_S.QUEUED, _S.WAITING)
    deliver(service)
    assert desk.visible() == ["tetap antre"]


def test_F44_without_its_witness_nothing_is_sent(desk: Desk, service: Service) -> None:
    key = desk.answer("jangan dikirim")
    desk.settings.attempts_log.mkdir(parents=True)
    with pytest.raises(WitnessLost):
        deliver(service)
    assert desk.visible() == []
    assert desk.reply(key).state == _S.SENDING


def test_F7_an_intent_whose_request_never_left_is_sent_once_after_the_look_back(desk: Desk, service: Service) -> None:
    key = desk.answer("niat saja")
    claim = deliver_reply.claim_due(desk.row.id, OWNER, 3, desk.now())
    assert claim is not None
    deliver_reply.choose_client_ref(claim, "3EB0NIAT")
    assert deliver_reply.record_intent(claim, 3, desk.now())
    look_back(service)
    deliver(service)
    assert desk.reply(key).state == _S.SENDING
    desk.ahead = timedelta(seconds=4)
    look_back(service)
    assert desk.reply(key).state == _S.UNKNOWN
    assert settle_ahead(desk, service, key) is _S.QUEUED
    deliver(service)
    assert desk.visible() == ["niat saja"]
    assert desk.reply(key).external_id.endswith("3EB0NIAT")


def settle_ahead(desk: Desk, service: Service, key: str) -> ReplyState:
    """Look back in a time that has gone on."""
    for seconds in range(5, 9):
        desk.ahead = timedelta(seconds=seconds)
        look_back(service)
    return ReplyState(desk.reply(key).state)


@pytest.mark.parametrize("break_", [KeyError, Refused, OutcomeUnknown])
def test_an_answer_whose_look_back_breaks_the_program_keeps_no_other_from_being_sent(
    desk: Desk, service: Service, caplog: pytest.LogCaptureFixture, break_: type[Exception]
) -> None:
    key = desk.answer("tidak jelas")
    desk.fault("error_after", path="*/sendText", count=1)
    deliver(service)
    other = desk.answer("lain", BUDI)

    class Breaks:
        """A connector whose look back breaks on what the platform says."""

        def find(self, reply: OutgoingReply) -> Look:
            raise break_(reply.text)

        send, new_client_ref = service.connector.send, service.connector.new_client_ref

    broken = replace(service, connector=Breaks())  # type: ignore[arg-type]
    desk.ahead = timedelta(seconds=2)
    look_back(broken)
    deliver(broken)
    assert desk.reply(other).state == _S.SENT
    for seconds in range(3, 30):
        desk.ahead = timedelta(seconds=seconds)
        look_back(broken)
    assert desk.reply(key).state == _S.HOLD  # a person looks at the phone
    assert break_.__name__ in caplog.text
    assert "tidak jelas" not in caplog.text


def test_the_second_answer_of_a_number_keeps_its_pause_also_after_a_restart(desk: Desk, service: Service) -> None:
    desk.answer("satu")
    desk.answer("dua", BUDI)
    deliver(desk.service(pace_seconds=300.0))
    again = desk.service(pace_seconds=300.0)
    deliver(again)
    assert (desk.visible(), desk.visible(BUDI)) == (["satu"], [])
    desk.ahead = timedelta(seconds=391)
    deliver(again)
    assert desk.visible(BUDI) == ["dua"]
