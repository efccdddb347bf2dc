"""Every error GOWA can give, and what the agent makes of it on a read, on a send and on a file; its read-back."""

import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from models.rules.channels.messages import Ack, Finding
from sync_agent.connector_kit.contract import AccountSettings
from sync_agent.connector_kit.errors import (
    ConnectorError,
    NotThePlatform,
    NumberBlocked,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    TryLater,
)
from sync_agent.connectors.gowa.connector import GowaConnector
from tests.connectors.gowa_stage import ANI, BUDI, answer, gowa_stage, settings, write
from tests.connectors.stage import Stage, messages, now

SEND, CHATS = "POST /gowa/send/*", "GET /gowa/chat*"


@pytest.fixture
def gowa() -> Iterator[Stage]:
    with gowa_stage() as stage:
        yield stage


def body(code: str, message: str = "x") -> str:
    return json.dumps({"code": code, "message": message})


# channels.md §1.2, "Envelope": (status, code, class on a read, class on a send)
ROWS: list[tuple[int, str, type[ConnectorError], type[ConnectorError]]] = [
    (400, "VALIDATION_ERROR", TryLater, Refused),
    (400, "INVALID_JID", TryLater, Refused),
    (400, "DEVICE_ID_REQUIRED", SignInNeeded, SignInNeeded),
    (403, "TEMPORARY_BAN", NumberBlocked, NumberBlocked),
    (401, "AUTHENTICATION_ERROR", SignInNeeded, SignInNeeded),
    (404, "DEVICE_NOT_FOUND", SignInNeeded, SignInNeeded),
    (429, "WA_REACHOUT_TIMELOCK", TryLater, Refused),
    (429, "TOO_MANY_REQUESTS", TryLater, TryLater),
    (500, "INTERNAL_SERVER_ERROR", TryLater, OutcomeUnknown),
    (500, "INVALID_WA_CLI", TryLater, TryLater),
    (503, "DEVICE_MANAGER_UNAVAILABLE", TryLater, TryLater),
    (504, "GATEWAY_TIMEOUT", TryLater, OutcomeUnknown),
]


@pytest.mark.parametrize(("status", "code", "on_read", "on_send"), ROWS)
def test_each_error_of_the_fact_sheet_has_its_class(
    gowa: Stage, status: int, code: str, on_read: type[ConnectorError], on_send: type[ConnectorError]
) -> None:
    gowa.fault("status", status=status, body=body(code), path=f"{SEND}|{CHATS}")
    with pytest.raises(ConnectorError) as read:
        gowa.pages()
    with pytest.raises(ConnectorError) as sent:
        gowa.connector.send(answer())
    assert (type(read.value), type(sent.value)) == (on_read, on_send)
    assert gowa.visible() == []


def test_F21_a_wrong_password_is_told_apart_from_a_lost_login(gowa: Stage) -> None:
    settings(gowa).password = "yang-benar"
    with pytest.raises(SignInNeeded, match="kata sandi"):
        gowa.connector.check()
    settings(gowa).password, settings(gowa).logged_in = None, False
    with pytest.raises(SignInNeeded, match="kode QR"):
        gowa.connector.send(answer())


def test_a_wrong_address_is_told(gowa: Stage) -> None:
    with pytest.raises(SignInNeeded, match="Alamat"):
        gowa.again(base_url=gowa.account.settings["base_url"] + "/lain").check()


def test_the_fake_s_own_refusals_of_a_send_are_for_good(gowa: Stage) -> None:
    settings(gowa).not_on_whatsapp.append(ANI)
    settings(gowa).no_prior_chat.append(BUDI)
    with pytest.raises(Refused, match="tidak terdaftar"):
        gowa.connector.send(answer())
    with pytest.raises(Refused, match="belum pernah menulis"):
        gowa.connector.send(answer(who=BUDI))
    with pytest.raises(Refused):
        gowa.connector.send(answer(who="08120000001"))


def test_a_sent_answer_is_acknowledged_by_whatsapp_s_servers_and_is_read_back_by_its_text(gowa: Stage) -> None:
    asked = write(gowa, "kapan?")
    wanted = answer(reply_to=asked)
    receipt = gowa.connector.send(wanted)
    assert (receipt.ack, gowa.visible()) == (Ack.SENT, [wanted.text])
    look = gowa.connector.find(wanted)
    assert (look.alone.finding, look.alone.external_id) == (Finding.FOUND, receipt.external_id)
    assert receipt.external_id in {message.external_id for message in messages(gowa.pages())}


@pytest.mark.parametrize("status", [500, 504])
def test_F26_an_unknown_send_is_confirmed_or_left_open_and_never_refuted(gowa: Stage, status: int) -> None:
    wanted = answer()
    gowa.fault("error_after", status=status, where="sends", count=1)
    with pytest.raises(OutcomeUnknown):
        gowa.connector.send(wanted)
    assert gowa.connector.find(wanted).alone.finding is Finding.FOUND
    other = answer("Tidak pernah sampai.")
    gowa.fault("error_before", status=status, where="sends", count=1)
    with pytest.raises(OutcomeUnknown):
        gowa.connector.send(other)
    assert gowa.connector.find(other).alone.finding is Finding.UNDECIDED


def test_F48_an_answer_the_gateway_wrote_down_late_or_never_stays_open_till_it_is_seen(gowa: Stage) -> None:
    settings(gowa).keeps_sent = False
    wanted = answer()
    gowa.connector.send(wanted)
    assert gowa.visible() == [wanted.text]
    assert gowa.connector.find(wanted).alone.finding is Finding.UNDECIDED


def test_a_look_back_counts_only_the_same_text_of_ours_not_older_than_the_try(gowa: Stage) -> None:
    write(gowa, "Baik, kami periksa.")  # the citizen quotes us
    write(gowa, "Baik, kami periksa.", ago=3600, from_office=True)  # another answer, earlier
    write(gowa, "Baik, kami periksa dahulu.", from_office=True)
    write(gowa, "Baik, kami periksa.", BUDI, from_office=True)
    assert gowa.connector.find(answer()).alone.finding is Finding.UNDECIDED
    assert gowa.connector.find(answer(tried_at=None)).alone.finding is Finding.UNDECIDED
    assert gowa.connector.find(answer(tried_at=now() - timedelta(hours=2))).alone.finding is Finding.FOUND


@pytest.mark.parametrize("hours", [0.0, 7.0])
def test_a_look_back_works_in_every_zone_of_the_gateway(gowa: Stage, hours: float) -> None:
    settings(gowa).zone_hours = hours
    wanted = answer("baris satu\r\nbaris dua ")
    write(gowa, "baris satu\nbaris dua", from_office=True)
    assert gowa.connector.find(wanted).alone.finding is Finding.FOUND


@pytest.mark.parametrize("text", ['{"code":"SUCCESS","results":null}', '{"code":"SUCCESS"}', "[]", '{"results":{}}'])
def test_F32_an_envelope_without_results_is_not_the_platform(gowa: Stage, text: str) -> None:
    gowa.fault("status", status=200, body=text, path="/gowa/*")
    with pytest.raises(NotThePlatform):
        gowa.connector.check()
    with pytest.raises(OutcomeUnknown):
        gowa.connector.send(answer())
    with pytest.raises(NotThePlatform):
        gowa.pages()


def test_no_secret_no_number_and_no_text_is_in_any_error_log_or_name_of_the_account(
    gowa: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "rahasia-sekali-7261"
    account = AccountSettings(gowa.account.settings, {"password": secret}, 1.0)
    connector: Any = GowaConnector(account)
    told = [repr(account)]
    for status, code, _, _ in ROWS:
        gowa.well()
        gowa.fault("status", status=status, body=body(code, f"{ANI} {secret}"), path="/gowa/*")
        for ask in (
            connector.check,
            lambda: gowa.pages(connector=connector),
            lambda: connector.send(answer("teks warga")),
            lambda: connector.find(answer("teks warga")),
            lambda: connector.fetch_attachment({"chat": ANI, "message": "X"}, 1000),
        ):
            with pytest.raises(ConnectorError) as caught:
                ask()
            told.append(f"{caught.value!r} {caught.value}")
    told += [record.getMessage() for record in caplog.records]
    for word in (secret, "6281200000001", "teks warga"):
        assert word not in " ".join(told)
