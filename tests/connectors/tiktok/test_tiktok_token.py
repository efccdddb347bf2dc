"""TikTok's token of a day, renewed and kept before use; its cursors and its minute."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from models.rules.channels.messages import Kind
from models.rules.core.moments import to_unix
from sync_agent.connector_kit.contract import AccountSettings, FetchRequest
from sync_agent.connector_kit.errors import SignInNeeded, TryLater
from sync_agent.connectors.tiktok.connector import TikTokConnector
from sync_agent.connectors.tiktok.rounds import Minute, read_round
from tests.connectors.stage import STAGES, NetworkStage, last_cursor, messages, now
from tests.connectors.stage import ids as ids_of
from tests.connectors.tiktok_stage import own


@pytest.fixture
def public() -> Iterator[NetworkStage]:
    with STAGES["tiktok-comment"]() as stage:
        yield stage


@pytest.fixture
def private() -> Iterator[NetworkStage]:
    with STAGES["tiktok-dm"]() as stage:
        yield stage


def keeping(stage: NetworkStage, kept: list[dict[str, str]], **changes: Any) -> TikTokConnector:
    """Return a connector that says what it keeps, at the moment it does."""
    account = replace(stage.account, **changes)
    return TikTokConnector(replace(account, keep=lambda fresh: kept.append(dict(fresh))))


def test_F22_new_tokens_are_kept_before_they_are_used(private: NetworkStage) -> None:
    kept: list[dict[str, str]] = []
    connector = keeping(private, kept)
    own(private).token_expired = True
    assert connector.check().ok
    (fresh,) = kept
    assert (fresh["access_token"], fresh["refresh_token"]) == (own(private).access_token, own(private).refresh_token)
    assert set(fresh) == {"access_token", "refresh_token", "access_token_expires_at", "refresh_token_expires_at"}
    again = TikTokConnector(replace(private.account, secrets={**private.account.secrets, **fresh}))
    health = again.check()
    assert health.token_expires_at is not None
    assert timedelta(days=364) < health.token_expires_at - now() < timedelta(days=366)


def test_F22_tokens_that_could_not_be_kept_are_not_used_and_kept_first_the_next_time(private: NetworkStage) -> None:
    kept: list[dict[str, str]] = []
    full = [True]

    def keep(fresh: Mapping[str, str]) -> None:
        if full:
            raise OSError("disk full")
        kept.append(dict(fresh))

    own(private).token_expired = True
    connector = TikTokConnector(replace(private.account, keep=keep))
    for _ in range(2):
        with pytest.raises(OSError, match="disk full"):
            connector.check()
    assert private.asked("/refresh_token/") == 1
    asked = private.asked("business/get/")
    full.clear()
    assert connector.check().ok
    assert (len(kept), private.asked("business/get/")) == (1, asked + 1)
    assert kept[0]["access_token"] == own(private).access_token


def test_F22_tokens_lost_between_answer_and_disk_call_a_person_with_what_to_do(private: NetworkStage) -> None:
    def killed(_fresh: object) -> None:
        raise SystemExit

    own(private).token_expired = True
    with pytest.raises(SystemExit):
        TikTokConnector(replace(private.account, keep=killed)).check()
    with pytest.raises(SignInNeeded, match="Hubungkan ulang"):
        TikTokConnector(private.account).check()  # the old refresh token is dead now


def test_a_token_refused_on_a_send_is_renewed_and_the_answer_sent_once(private: NetworkStage) -> None:
    reply = private.reply()
    own(private).token_expired = True
    receipt = private.connector.send(reply)
    assert [item.id for item in private.written()] == [receipt.external_id]


def test_a_renewed_token_that_is_refused_too_is_not_renewed_again(private: NetworkStage) -> None:
    kept: list[dict[str, str]] = []
    connector = keeping(private, kept)
    own(private).trouble = 40105
    for _ in range(3):
        with pytest.raises(SignInNeeded):
            connector.check()
    assert len(kept) == 1


def test_a_token_about_to_end_is_renewed_before_the_poll(private: NetworkStage) -> None:
    kept: list[dict[str, str]] = []
    for ends, renewals in ((timedelta(minutes=5), 1), (timedelta(hours=5), 0)):
        kept.clear()
        named = {"access_token": own(private).access_token, "refresh_token": own(private).refresh_token}
        secrets = {
            **private.account.secrets,
            **named,
            "access_token_expires_at": (now() + ends).isoformat(),
        }
        keeping(private, kept, secrets=secrets).fetch(FetchRequest("dm", None, timedelta(0), now()))
        assert len(kept) == renewals


def test_without_the_means_to_renew_a_warning_says_what_to_fill_in(private: NetworkStage) -> None:
    secrets = {"access_token": own(private).access_token}
    connector = TikTokConnector(AccountSettings(private.account.settings, secrets, 3.0))
    assert "Token penyegar" in connector.check().detail
    own(private).token_expired = True
    with pytest.raises(SignInNeeded):
        connector.check()


def test_F33_a_refusal_with_http_200_moves_no_cursor(public: NetworkStage) -> None:
    public.happen("ada")
    cursor = last_cursor(public.pages())
    own(public).read_trouble = 40100
    with pytest.raises(TryLater):
        public.pages(cursor)
    own(public).read_trouble = 0
    assert public.pages(cursor)


def test_F16_a_cursor_that_is_not_ours_reads_all_again(public: NetworkStage) -> None:
    found = public.happen("ada")
    for cursor in ("rusak", "[]", '{"seen":-1}', '{"lain":1}', '{"seen":"x","todo":3}', json.dumps({"below": [1]})):
        assert found in ids_of(public.pages(cursor))
        assert read_round(cursor).seen == 0


def test_a_round_closes_at_what_it_saw_and_never_beyond_its_beginning() -> None:
    request = FetchRequest("dm", None, timedelta(0), now())
    begun = read_round(None).begin(request, ("satu",))
    far = to_unix(now() + timedelta(days=3))
    assert begun.met(far).done().end().seen == to_unix(request.now)
    assert begun.met(5).done().end().seen == 5
    assert begun.met(5).skip().end().seen == 0


def test_F40_calls_of_a_clock_that_was_set_back_do_not_count() -> None:
    minute, at = Minute(), now()
    assert {minute.wait("x", at + timedelta(days=400)) for _ in range(Minute.LIMIT)} == {0.0}
    assert minute.wait("x", at + timedelta(days=400)) > 0
    assert minute.wait("x", at) == 0.0
    assert minute.wait("y", at) == 0.0


def test_a_comment_and_a_message_are_told_by_their_kind(public: NetworkStage) -> None:
    public.happen("publik")
    assert [message.kind for message in messages(public.pages())] == [Kind.COMMENT]
