"""Every code of the fact sheet's table does what its class says: on a read, on an answer, on a message."""

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest

from models.rules.channels.messages import Finding, OutgoingReply
from sync_agent.connector_kit.errors import (
    AttachmentGone,
    ConnectorError,
    NotThePlatform,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    TryLater,
    WindowClosed,
)
from sync_agent.connector_kit.http import Answer
from sync_agent.connectors.tiktok.client import judge, opened
from sync_agent.connectors.tiktok.error_codes import ROWS
from tests.connectors.stage import STAGES, NetworkStage
from tests.connectors.tiktok_stage import own

# Code, class of a read, class of a send (channels.md §5).
TABLE: tuple[tuple[int, type[ConnectorError], type[ConnectorError]], ...] = (
    (40105, SignInNeeded, SignInNeeded),
    (40102, SignInNeeded, SignInNeeded),
    (40104, SignInNeeded, SignInNeeded),
    (40001, SignInNeeded, SignInNeeded),
    (40002, TryLater, Refused),
    (40006, TryLater, Refused),
    (40007, TryLater, Refused),
    (40064, TryLater, WindowClosed),
    (40100, TryLater, TryLater),
    (40908, TryLater, Refused),
    (50000, TryLater, OutcomeUnknown),
    (50002, TryLater, OutcomeUnknown),
    (51065, TryLater, OutcomeUnknown),
    (40999, TryLater, Refused),  # a code nobody told us of, by its family
    (77, NotThePlatform, OutcomeUnknown),
)


@pytest.fixture(params=["tiktok-comment", "tiktok-dm"])
def stage(request: pytest.FixtureRequest) -> Iterator[NetworkStage]:
    with STAGES[request.param]() as running:
        yield running


@pytest.fixture
def reply(stage: NetworkStage) -> OutgoingReply:
    return stage.reply()


@pytest.mark.parametrize(("code", "on_read", "on_send"), TABLE)
def test_a_code_is_what_its_row_says(
    stage: NetworkStage,
    reply: OutgoingReply,
    code: int,
    on_read: type[ConnectorError],
    on_send: type[ConnectorError],
) -> None:
    own(stage).read_trouble = own(stage).send_trouble = code
    with pytest.raises(on_read):
        stage.pages()
    with pytest.raises(on_send) as caught:
        stage.connector.send(reply)
    assert type(caught.value) is on_send
    assert str(code) in str(caught.value)
    assert stage.written() == []


def test_every_row_has_its_line_in_the_table() -> None:
    single = {row.statuses.start for row in ROWS if len(row.statuses) == 1}
    assert single <= {code for code, _, _ in TABLE}


@pytest.mark.parametrize(
    ("says", "seconds"), [("", 300.0), ("Requests made too frequently: QPD limit per day reached", 24 * 3600.0)]
)
def test_F23_the_wait_is_five_minutes_or_until_the_next_day_in_utc(
    stage: NetworkStage, says: str, seconds: float
) -> None:
    own(stage).trouble, own(stage).trouble_says = 40100, says
    with pytest.raises(TryLater) as caught:
        stage.pages()
    assert caught.value.after_seconds is not None
    assert 0 < caught.value.after_seconds <= seconds


def test_F23_the_next_day_is_counted_by_the_answers_own_date() -> None:
    body = b'{"code":40100,"message":"daily limit","request_id":"x","data":{}}'
    answer = Answer(200, {"date": "Wed, 25 Nov 2026 23:00:00 GMT"}, body)
    with pytest.raises(TryLater) as caught:
        judge(answer, opened(answer, "")[0])
    assert caught.value.after_seconds == 3600.0


@pytest.mark.parametrize("code", [40002, 40007, 40064, 50000])
def test_trouble_over_one_answer_decides_nothing_about_it(
    stage: NetworkStage, reply: OutgoingReply, code: int
) -> None:
    own(stage).read_trouble = code
    try:
        assert stage.connector.find(reply).alone.finding is Finding.UNDECIDED
    except TryLater:
        assert code == 50000


def test_an_item_that_cannot_be_read_may_be_ours_so_nothing_is_absent(
    stage: NetworkStage, reply: OutgoingReply
) -> None:
    if stage.stream == "comment":
        stage.happen("balasan warga", parent=reply.reply_to)
    assert stage.connector.find(reply).alone.finding is Finding.ABSENT
    stage.fault("bad_item", shape="wrong_time")
    assert stage.connector.find(reply).alone.finding is Finding.UNDECIDED


def test_F33_an_answer_without_its_envelope_is_not_the_platforms(stage: NetworkStage, reply: OutgoingReply) -> None:
    for body in ("{}", "[]", '{"code":"0"}', '{"code":null,"data":{}}', '{"code":true}', "null", "7"):
        stage.fault("status", status=200, body=body)
        with pytest.raises(NotThePlatform):
            stage.connector.check()
        with pytest.raises(OutcomeUnknown):
            stage.connector.send(reply)
        stage.well()
    assert stage.written() == []


def test_a_receipt_without_an_id_is_unknown(stage: NetworkStage, reply: OutgoingReply) -> None:
    for data in ("{}", "null", '{"message":{}}', '{"comment_id":null}', '{"comment_id":""}', '{"message":[1]}'):
        stage.fault("status", status=200, body=f'{{"code":0,"message":"OK","data":{data}}}', where="sends")
        with pytest.raises(OutcomeUnknown):
            stage.connector.send(reply)
        stage.well()


@pytest.mark.parametrize(
    ("status", "expected"),
    [(401, SignInNeeded), (403, SignInNeeded), (404, TryLater), (429, TryLater), (502, TryLater)],
)
def test_a_status_of_http_counts_where_there_is_no_envelope(
    stage: NetworkStage, status: int, expected: type[ConnectorError]
) -> None:
    stage.fault("status", status=status, body="<html>maaf</html>")
    with pytest.raises(expected):
        stage.connector.check()


def test_a_code_counts_whatever_the_status_of_http(stage: NetworkStage, reply: OutgoingReply) -> None:
    body = '{"code":40007,"message":"x","request_id":"1","data":{}}'
    stage.fault("status", status=400, body=body, where="sends")
    with pytest.raises(Refused):
        stage.connector.send(reply)


def test_F51_who_is_not_there_any_more_is_refused_with_what_to_do(stage: NetworkStage, reply: OutgoingReply) -> None:
    stage.shut_out()
    with pytest.raises(Refused, match="cara lain"):
        stage.connector.send(reply)


def test_a_file_that_is_gone_is_gone(stage: NetworkStage) -> None:
    stage.photo()
    (found,) = [message for page in stage.pages() for message in page.messages]
    ref = found.attachments[0].ref
    own(stage).trouble = 40007
    with pytest.raises(AttachmentGone):
        stage.connector.fetch_attachment(ref, 1000)


def test_neither_secrets_nor_texts_nor_names_stand_in_errors_and_logs(
    stage: NetworkStage, reply: OutgoingReply, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    own(stage).trouble_says = "message of Ani Wijaya"
    told = []
    for code, _, _ in TABLE:
        own(stage).trouble = code
        for ask in (stage.connector.check, stage.pages, lambda: stage.connector.send(reply)):
            with pytest.raises(ConnectorError) as caught:
                ask()
            told.append(repr(caught.value))
    everything = "\n".join((*told, caplog.text, repr(stage.connector), repr(stage.account)))
    hidden = (*stage.account.secrets.values(), own(stage).access_token, "Ani", reply.text, reply.thread_id)
    assert [one for one in hidden if one in everything] == []
    assert "request 2026" in caplog.text


def test_a_refresh_refused_or_garbled_calls_a_person_or_waits(stage: NetworkStage) -> None:
    own(stage).token_expired = True
    path = "*/refresh_token/"
    for body, expected in (
        ('{"code":0,"message":"OK","data":{}}', NotThePlatform),
        ('{"code":0,"message":"OK","data":{"access_token":"a"}}', NotThePlatform),
        ('{"code":50000,"message":"x","data":{}}', TryLater),
        ('{"code":40100,"message":"x","data":{}}', TryLater),
        ('{"code":40110,"message":"x","data":{}}', SignInNeeded),
        ("<html>", NotThePlatform),
    ):
        stage.fault("status", status=200, body=body, path=path)
        with pytest.raises(expected):
            stage.connector.check()
        stage.well()
    wrong = {**stage.account.secrets, "client_secret": "salah"}
    with pytest.raises(SignInNeeded):
        type(stage.connector)(replace(stage.account, secrets=wrong)).check()  # type: ignore[call-arg]
    assert stage.connector.check().ok
