"""Pushes are kept once, whole and only when signed; an endpoint is open only where an account opens it."""

import json

import pytest

from models.actions.channels.take_push import (
    Endpoint,
    NotGenuine,
    NotPushed,
    confirm_address,
    open_endpoint,
    settle_push,
    take_push,
    waiting_pushes,
)
from models.rules.channels.push_schemes import META, WAHA, signature
from models.tables import ChannelAccount, PushPayload
from models.tables.core.secrets import SecretLost, seal
from tests.office import NOW

KEY = b"R0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0c="
OTHER_KEY = b"SEhISEhISEhISEhISEhISEhISEhISEhISEhISEhISEg="
BODY = b'{"object":"whatsapp_business_account","entry":[]}'


def keep(account: ChannelAccount, **secrets: str) -> int:
    """Return the account these secrets."""
    sealed = seal(KEY, json.dumps(secrets))
    ChannelAccount.update(secret=sealed).where(ChannelAccount.id == account.id).execute()
    return int(account.id)


@pytest.fixture
def endpoint(account: ChannelAccount) -> Endpoint:
    return open_endpoint(keep(account, api_key="a", webhook_key="rahasia"), KEY)


def test_a_signed_body_is_kept_as_it_came_and_a_replay_changes_nothing(endpoint: Endpoint) -> None:
    given = signature(WAHA, "rahasia", BODY)
    assert [take_push(endpoint, BODY, given, NOW) for _ in range(3)] == [True, False, False]
    (row,) = waiting_pushes(endpoint.account_id)
    assert (row.body.encode(), row.settled_at) == (BODY, None)
    settle_push(row.id, NOW)
    assert not take_push(endpoint, BODY, given, NOW)
    assert waiting_pushes(endpoint.account_id) == []


def test_nothing_of_an_unsigned_body_is_kept(endpoint: Endpoint) -> None:
    for given in ("", signature(WAHA, "lain", BODY), signature(META, "rahasia", BODY)):
        with pytest.raises(NotGenuine):
            take_push(endpoint, BODY, given, NOW)
    assert PushPayload.select().count() == 0


def test_F36_bytes_that_are_no_text_are_kept_too(endpoint: Endpoint) -> None:
    body = b'{"text":"\x00 \xff"}'
    assert take_push(endpoint, body, signature(WAHA, "rahasia", body), NOW)
    assert waiting_pushes(endpoint.account_id)[0].body == '{"text":"\ufffd \ufffd"}'


def test_what_could_not_be_read_stays_whole_with_its_problem(endpoint: Endpoint) -> None:
    take_push(endpoint, BODY, signature(WAHA, "rahasia", BODY), NOW)
    settle_push(waiting_pushes(endpoint.account_id)[0].id, NOW, "ValueError")
    row = PushPayload.get()
    assert (row.body.encode(), row.problem) == (BODY, "ValueError")


def test_the_endpoint_is_closed_without_its_secret_while_switched_off_and_for_strangers(
    account: ChannelAccount,
) -> None:
    with pytest.raises(NotPushed):
        open_endpoint(keep(account, api_key="a"), KEY)
    number = keep(account, api_key="a", webhook_key="rahasia")
    for refused in (number + 1, 0):
        with pytest.raises(NotPushed):
            open_endpoint(refused, KEY)
    ChannelAccount.update(enabled=False).where(ChannelAccount.id == number).execute()
    with pytest.raises(NotPushed):
        open_endpoint(number, KEY)
    ChannelAccount.update(enabled=True, kind="facebook").where(ChannelAccount.id == number).execute()
    with pytest.raises(NotPushed):
        open_endpoint(number, KEY)


def test_a_lost_key_is_said(account: ChannelAccount) -> None:
    with pytest.raises(SecretLost):
        open_endpoint(keep(account, api_key="a", webhook_key="rahasia"), OTHER_KEY)


def test_the_platforms_question_is_answered_only_with_the_right_token() -> None:
    endpoint = Endpoint(1, META, "rahasia", "token-verifikasi")
    assert confirm_address(endpoint, "subscribe", "token-verifikasi", "1158201444") == "1158201444"
    for mode, token in (("subscribe", "salah"), ("subscribe", ""), ("unsubscribe", "token-verifikasi")):
        with pytest.raises(NotGenuine):
            confirm_address(endpoint, mode, token, "1")
    with pytest.raises(NotGenuine):
        confirm_address(Endpoint(1, WAHA, "rahasia"), "subscribe", "", "1")
