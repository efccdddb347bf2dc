"""X's quotas obeyed stream by stream, and its tokens: renewed once, kept before they are used."""

import logging
from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest

from models.rules.channels.lifetimes import TokenLife
from models.rules.core.moments import parse_iso
from sync_agent.connector_kit.errors import (
    ConnectorError,
    SignInNeeded,
    TryLater,
)
from sync_agent.connectors.x.quotas import QuotaUsedUp
from sync_agent.simulator.network.items import Draft
from tests.connectors.stage import messages, now
from tests.connectors.x_stage import XStage, x_stage

SECRET = "rahasia-tak-boleh-tampak-7391"


@pytest.fixture
def x() -> Iterator[XStage]:
    with x_stage() as stage:
        yield stage


def test_F23_a_used_up_quota_of_direct_messages_rests_alone(x: XStage) -> None:
    x.happen("sebutan")
    x.happen("pribadi", kind="dm")
    x.x.settings.dm_reads = 1
    moment = now()
    first = x.poll("dm", at=moment)
    assert [message.text for message in first.messages] == ["pribadi"]
    x.happen("pribadi lagi", kind="dm")
    for seconds in (30, 300, 800):
        rested = x.poll("dm", first.cursor, moment + timedelta(seconds=seconds))
        assert (rested.messages, rested.cursor, rested.more) == ((), None, False)
        assert [one.text for one in x.poll("comment", at=moment + timedelta(seconds=seconds)).messages] == ["sebutan"]
    assert x.asked("/dm_events") == 1
    health = x.connector.check()
    assert (health.ok, health.quota_used) == (True, 100)
    assert "Kuota bacaan DM" in health.detail
    x.x.settings.dm_reads = 15
    later = x.poll("dm", first.cursor, moment + timedelta(seconds=905))
    assert "pribadi lagi" in {one.text for one in later.messages}
    assert x.asked("/dm_events") == 2


def test_F23_an_answered_429_moves_no_cursor_and_nothing_is_asked_before_the_reset(x: XStage) -> None:
    x.x.settings.dm_reads = 0
    moment = now()
    assert x.poll("dm", at=moment).cursor is None
    x.poll("dm", at=moment + timedelta(seconds=600))
    assert x.asked("/dm_events") == 1
    x.poll("dm", at=moment + timedelta(seconds=910))
    assert x.asked("/dm_events") == 2


def test_what_is_left_of_a_quota_is_spread_over_its_fifteen_minutes(x: XStage) -> None:
    x.x.settings.dm_reads = 15
    moment = now()
    for step in range(29):
        x.poll("dm", at=moment + timedelta(seconds=30 * step))
    assert 10 < x.asked("/dm_events") < 15


def test_F23_a_sweep_that_finds_the_quota_used_up_comes_back_within_a_minute(x: XStage) -> None:
    x.x.settings.dm_reads = 0
    with pytest.raises(QuotaUsedUp) as caught:
        x.poll("dm", since=now() - timedelta(days=7), overlap=timedelta(0))
    assert caught.value.after_seconds == 60


def test_a_walk_cut_by_the_quota_goes_on_where_it_was(x: XStage) -> None:
    for number in range(250):
        x.x.network.write(Draft(f"warga{number}", f"pesan {number}"))
    x.x.settings.dm_reads = 1
    moment = now()
    first = x.poll("dm", at=moment)
    assert first.more
    assert x.poll("dm", first.cursor, moment).cursor is None
    x.x.settings.dm_reads = 15
    pages, cursor = [first], first.cursor
    while pages[-1].more:
        pages.append(x.poll("dm", cursor, moment + timedelta(seconds=905)))
        cursor = pages[-1].cursor
    assert len({message.external_id for message in messages(pages)}) == 250


@pytest.mark.parametrize(("stream", "quota"), [("comment", "post_sends"), ("dm", "dm_sends")])
def test_F23_a_send_beyond_the_quota_says_until_when_and_was_not_sent(stream: str, quota: str) -> None:
    with x_stage(stream) as x:
        wanted = x.reply()
        setattr(x.x.settings, quota, 0)
        with pytest.raises(TryLater) as caught:
            x.connector.send(wanted)
        assert 890 <= (caught.value.after_seconds or 0) <= 900
        assert x.visible() == []


def test_a_used_up_quota_of_the_account_question_stops_nothing(x: XStage) -> None:
    x.x.settings.me_reads = 1
    x.pages()
    for _ in range(3):
        assert x.connector.check().ok
    assert x.asked("/users/me") == 1


def test_F22_a_renewed_pair_is_kept_before_it_is_used(x: XStage) -> None:
    kept: list[Mapping[str, str]] = []

    def keep(fresh: Mapping[str, str]) -> None:
        used = [note for note in x.running.practice.wire.requests if note["status"] == 200 and "/me" in note["path"]]
        assert used == []
        kept.append(dict(fresh))

    x.x.settings.token_expired = True
    connector = x.connect(keep=keep)
    health = connector.check()
    (fresh,) = kept
    assert (fresh["access_token"], fresh["refresh_token"]) == (x.x.tokens.access, x.x.tokens.refresh)
    assert (health.token_life, health.token_expires_at) == (TokenLife.RENEWED, None)
    ends = parse_iso(fresh["access_token_expires_at"])
    assert 7000 < (ends - now()).total_seconds() <= 7201
    # Without the app's id X renews nothing: then its two hours are what the office has.
    left = x.connect(secrets=dict(fresh), client_id="").check()
    assert (left.token_life, left.token_expires_at) == (TokenLife.ENDS, ends)
    untold = x.connect(secrets={**fresh, "access_token_expires_at": "", "refresh_token": ""}).check()
    assert (untold.token_life, untold.token_expires_at) == (TokenLife.UNKNOWN, None)


def test_F22_a_pair_that_could_not_be_kept_is_not_used_and_kept_first_the_next_time(x: XStage) -> None:
    kept: list[Mapping[str, str]] = []
    works = False

    def keep(fresh: Mapping[str, str]) -> None:
        if not works:
            raise OSError("disk")
        kept.append(dict(fresh))

    x.x.settings.token_expired = True
    connector = x.connect(keep=keep)
    with pytest.raises(OSError, match="disk"):
        connector.check()
    works = True
    assert connector.check().ok
    assert kept[0]["refresh_token"] == x.x.tokens.refresh
    assert x.asked("/oauth2/token") == 1


def test_F22_a_pair_lost_between_answer_and_disk_calls_a_person_with_what_to_do(x: XStage) -> None:
    x.x.tokens.renew(x.x.tokens.refresh)
    with pytest.raises(SignInNeeded, match="Hubungkan lagi akun X"):
        x.connector.check()


def test_F21_a_token_that_cannot_be_renewed_calls_a_person_and_sends_nothing(x: XStage) -> None:
    wanted = x.reply()
    x.x.settings.token_expired = x.x.settings.refresh_refused = True
    for connector in (x.connector, x.connect(secrets={"refresh_token": ""})):
        for ask in (lambda it: it.check(), lambda it: it.send(wanted), lambda it: it.find(wanted)):
            with pytest.raises(SignInNeeded):
                ask(connector)
    assert x.visible() == []


def test_a_token_that_ends_in_the_middle_of_sending_is_renewed_and_the_answer_sent_once(x: XStage) -> None:
    wanted = x.reply()
    x.x.settings.token_expired = True
    x.connector.send(wanted)
    assert x.visible() == [wanted.text]


def test_trouble_while_a_token_is_renewed_is_tried_later(x: XStage) -> None:
    wanted = x.reply()
    x.x.settings.token_expired = True
    for kind in ("error_before", "login_page", "reset_before"):
        x.fault(kind, path="/x/2/oauth2/token", count=1)
        with pytest.raises(TryLater):
            x.connector.send(wanted)
    assert x.visible() == []


def test_no_secret_shows_in_an_error_a_log_or_a_repr(x: XStage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    names = ("access_token", "refresh_token", "client_secret")
    connector = x.connect(secrets={name: f"{SECRET}-{name}" for name in names})
    wanted = x.reply()
    shown = [repr(connector), repr(connector._session)]
    for ask in (connector.check, lambda: connector.send(wanted), lambda: x.poll("dm", connector=connector)):
        with pytest.raises(ConnectorError) as caught:
            ask()
        shown += [str(caught.value), repr(caught.value)]
    assert SECRET not in "".join(shown) + caplog.text
