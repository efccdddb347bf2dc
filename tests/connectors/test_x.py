"""What is X's own: mentions and own answers in one stream, the 800 limit, quotas stream by stream, tokens, files."""

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from models.rules.messages import Direction, Finding, Kind
from models.rules.moments import parse_iso, to_unix
from sync_agent.connector_kit.errors import (
    AttachmentGone,
    ConnectorError,
    CursorRefused,
    NotThePlatform,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    TryLater,
)
from sync_agent.connectors.x.connector import XConnector
from sync_agent.connectors.x.payloads import Beside, read_event
from sync_agent.connectors.x.quotas import QuotaUsedUp
from sync_agent.connectors.x.reading import read_cursor, since_id
from sync_agent.simulator.network.items import Draft
from sync_agent.simulator.x.snowflakes import to_ms
from tests.connectors.stage import ANI, BUDI, PNG, last_cursor, messages, now
from tests.connectors.x_stage import XStage, x_stage

SECRET = "rahasia-tak-boleh-tampak-7391"


@pytest.fixture
def x() -> Iterator[XStage]:
    with x_stage() as stage:
        yield stage


# Reading


def test_a_citizen_s_comments_under_one_post_are_one_conversation_and_two_citizens_two(x: XStage) -> None:
    first = x.happen("satu", ANI)
    x.happen("dua", ANI, parent=first)
    x.happen("lain", BUDI)
    threads = {message.text: message.thread_id for message in messages(x.pages())}
    assert threads["satu"] == threads["dua"] != threads["lain"]
    assert threads["satu"].partition("/")[0] == threads["lain"].partition("/")[0]


def test_an_answer_written_in_the_app_belongs_to_the_citizen_it_answers(x: XStage) -> None:
    asked = x.happen("kapan?", ANI)
    x.happen("besok", ANI, parent=asked, from_office=True)
    found = {message.text: message for message in messages(x.pages())}
    assert found["besok"].direction is Direction.OUT
    assert (found["besok"].thread_id, found["besok"].author.handle) == (
        found["kapan?"].thread_id,
        found["kapan?"].author.handle,
    )
    assert found["besok"].reply_to == asked
    assert "(@aniwijaya_" in found["kapan?"].author.display_name
    assert found["besok"].author.display_name == ""


def test_the_office_talking_to_itself_opens_nothing(x: XStage) -> None:
    x.happen("lanjutan", ANI, from_office=True, extra={"answers_user": x.x.office.id})
    x.happen("pengumuman", ANI, from_office=True, extra={"alone": True})
    assert messages(x.pages()) == []


def test_both_vocabularies_read_the_same(x: XStage) -> None:
    x.happen("panjang sekali " * 30, ANI)
    x.happen("pendek <b> & lain", BUDI)
    read = []
    for names in ("tweet", "post"):
        x.x.settings.names = names
        read.append(messages([x.poll("comment", connector=x.connect(fields_name=names))]))
    assert [(one.external_id, one.text, one.thread_id, one.author) for one in read[0]] == [
        (one.external_id, one.text, one.thread_id, one.author) for one in read[1]
    ]
    assert {one.text for one in read[0]} == {"panjang sekali " * 30, "pendek <b> & lain"}


def test_the_wrong_vocabulary_calls_a_person(x: XStage) -> None:
    x.x.settings.names = "post"
    with pytest.raises(SignInNeeded, match="fields_name"):
        x.pages()


def test_what_x_withholds_beside_the_items_costs_no_item(x: XStage) -> None:
    x.happen("tanpa nama")
    x.x.settings.hides_authors = True
    (found,) = messages(x.pages())
    assert (found.text, found.author.display_name) == ("tanpa nama", "")


def test_since_id_stands_an_overlap_before_the_newest_item_and_moves_only_after_the_last_page(x: XStage) -> None:
    x.happen_often(150)
    first = x.poll("comment")
    assert first.more
    assert read_cursor(first.cursor, 2).seen == (0, 0)
    last = x.poll("comment", first.cursor)
    assert not last.more
    seen, _ = read_cursor(last.cursor, 2).seen
    x.poll("comment", last.cursor)
    note = next(note for note in reversed(x.running.practice.wire.requests) if "/mentions" in note["path"])
    stated = next(part.removeprefix("since_id=") for part in note["query"].split("&") if part.startswith("since_id="))
    assert to_ms(int(stated) + 1) == seen - 600_000


def test_an_item_from_the_future_blinds_no_later_poll(x: XStage) -> None:
    x.happen("besok", at=x.x.clock() + 10**6)
    cursor = last_cursor(x.pages())
    assert read_cursor(cursor, 2).seen[0] <= to_unix(now()) * 1000 + 2000


def test_F18_mentions_beyond_the_newest_800_leave_a_gap_in_a_conversation(x: XStage) -> None:
    x.happen("lama", at=x.x.clock() - 3 * 86_400)
    cursor = last_cursor(x.pages())
    x.happen_often(830)
    pages = x.pages(cursor)
    assert len(messages(pages)) == 800
    (gap,) = {gap for page in pages for gap in page.gaps}
    assert gap == messages(pages[-1:])[0].thread_id


def test_the_first_reading_of_an_account_has_no_gap(x: XStage) -> None:
    x.happen_often(830)
    assert [gap for page in x.pages() for gap in page.gaps] == []


def test_direct_messages_older_than_x_keeps_them_leave_a_gap(x: XStage) -> None:
    x.happen("tadi", kind="dm")
    old = to_unix(now() - timedelta(days=40)) * 1000
    assert x.poll("dm", json.dumps({"seen": [old]})).gaps != ()
    recent = to_unix(now() - timedelta(days=20)) * 1000
    assert x.poll("dm", json.dumps({"seen": [recent]})).gaps == ()


def test_direct_messages_are_read_back_only_to_the_overlap(x: XStage) -> None:
    for number in range(300):
        x.x.network.write(Draft(f"warga{number}", f"lama {number}", at=x.x.clock() - 86_400))
    cursor = json.dumps({"seen": [to_unix(now()) * 1000]})
    x.happen("baru", kind="dm")
    page = x.poll("dm", cursor)
    assert ([message.text for message in page.messages], page.more) == (["baru"], False)
    assert x.asked("/dm_events") == 1


def test_groups_are_passed_over() -> None:
    item = {"id": "5", "text": "x", "sender_id": "7", "created_at": "2026-11-25T02:00:00.000Z"}
    assert read_event({**item, "dm_conversation_id": "1578398451921985538"}, Beside(), "9") is None


def test_F16_a_place_x_has_forgotten_is_told_apart(x: XStage) -> None:
    x.happen_often(150)
    first = x.poll("comment")
    x.x.settings.forgets_tokens = True
    with pytest.raises(CursorRefused):
        x.poll("comment", first.cursor)


@pytest.mark.parametrize(
    "cursor", ["", "{", "[]", '{"seen":[1]}', '{"seen":["x",0]}', '{"seen":[1,2],"at":7}', "null"]
)
def test_F16_a_cursor_of_another_scheme_reads_everything_again(x: XStage, cursor: str) -> None:
    x.happen("tetap ada")
    assert [message.text for message in x.poll("comment", cursor).messages] == ["tetap ada"]


def test_F17_an_object_that_is_no_list_of_x_s_is_not_believed(x: XStage) -> None:
    x.fault("status", status=200, body="{}", where="polls")
    with pytest.raises(NotThePlatform):
        x.pages()


def test_an_account_that_is_not_there_calls_a_person(x: XStage) -> None:
    with pytest.raises(SignInNeeded, match="user_id"):
        x.poll("comment", connector=x.connect(user_id="123"))
    with pytest.raises(SignInNeeded, match="akun lain"):
        x.connect(user_id="123").check()
    said = '{"errors":[{"type":"https://api.x.com/2/problems/resource-not-found"}]}'
    x.fault("status", status=200, body=said, where="polls")
    with pytest.raises(SignInNeeded, match="user_id"):
        x.pages()


def test_direct_messages_can_be_left_out(x: XStage) -> None:
    connector = x.connect(reads_dm="tidak")
    assert connector.streams == ("comment",)
    assert "reads_dm" in connector.check().detail
    assert x.connector.streams == ("comment", "dm")
    assert "XChat" in x.connector.check().detail


# Quotas


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


# Tokens


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
    assert health.token_expires_at == parse_iso(fresh["access_token_expires_at"])
    left = (health.token_expires_at - now()).total_seconds()
    assert 7000 < left <= 7201


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


# Sending and looking back


def test_F50_a_text_x_calls_a_duplicate_is_looked_for(x: XStage) -> None:
    wanted = x.reply("Sama persis.")
    x.connector.send(wanted)
    with pytest.raises(OutcomeUnknown):
        x.connector.send(wanted)
    assert x.connector.find(wanted).finding is Finding.FOUND
    assert x.visible() == ["Sama persis."]


def test_a_citizen_who_did_not_call_the_office_cannot_be_answered(x: XStage) -> None:
    wanted = x.reply(to=x.received(extra={"uninvited": True}))
    with pytest.raises(Refused, match="menyebut"):
        x.connector.send(wanted)


def test_the_same_words_to_another_citizen_or_from_long_ago_are_not_this_answer(x: XStage) -> None:
    x.x.settings.refuses_duplicates = False
    x.connector.send(x.reply("Baik.", BUDI))
    wanted = x.reply("Baik.", to=x.received("Paspor anak saya?", ANI))
    assert x.connector.find(wanted).finding is Finding.ABSENT
    x.happen("Baik.", ANI, parent=wanted.reply_to, from_office=True, at=x.x.clock() - 600)
    assert x.connector.find(wanted).finding is Finding.ABSENT
    sent = x.connector.send(wanted)
    assert x.connector.find(wanted).external_id == sent.external_id


def test_an_answer_with_a_link_and_odd_signs_is_found_again(x: XStage) -> None:
    wanted = x.reply("Lihat https://imigrasi.go.id/a?b=1 & kabari kami <segera>")
    sent = x.connector.send(wanted)
    x.x.network.edit(sent.external_id, "@aniwijaya_8120 Lihat https://t.co/AbC123 & kabari kami <segera>")
    assert x.connector.find(wanted).finding is Finding.FOUND


def test_a_look_back_that_cannot_reach_the_try_decides_nothing(x: XStage) -> None:
    wanted = x.reply()
    for number in range(330):
        x.happen(f"jawaban {number}", ANI, parent=wanted.reply_to, from_office=True)
    assert x.connector.find(wanted).finding is Finding.UNDECIDED


def test_a_look_back_over_an_unreadable_item_refutes_nothing(x: XStage) -> None:
    wanted = x.reply()
    x.happen("lain", ANI, parent=wanted.reply_to, from_office=True)
    x.fault("bad_item", shape="wrong_time", path="/x/2/users/*/tweets")
    assert x.connector.find(wanted).finding is Finding.UNDECIDED


def test_a_place_nobody_can_answer_at_is_refused_without_asking(x: XStage) -> None:
    wanted = x.reply()
    asked = x.asked()
    with pytest.raises(Refused):
        x.connector.send(replace(wanted, reply_to=None))
    with pytest.raises(Refused):
        x.connector.send(replace(wanted, kind=Kind.DM, thread_id="../tweets"))
    assert x.connector.find(replace(wanted, kind=Kind.DM, thread_id="a/b")).finding is Finding.UNDECIDED
    assert x.asked() == asked


# Files and health


def test_F39_a_file_of_a_stranger_is_not_opened(x: XStage) -> None:
    for url in ("http://169.254.169.254/latest", "https://pbs.twimg.com.example/x.jpg", "file:///etc/passwd", ""):
        with pytest.raises(AttachmentGone):
            x.connector.fetch_attachment({"url": url}, 1024)


def test_a_file_is_fetched_with_a_token_made_new_where_it_must_be(x: XStage) -> None:
    x.photo()
    (found,) = messages(x.pages())
    assert x.connector.fetch_attachment(found.attachments[0].ref, 1024).content == PNG
    assert x.asked("/files/") == 1


def test_the_costs_stand_with_the_account(x: XStage) -> None:
    facts = x.connector.check().facts
    assert facts["akun"] == "@imigrasi_lat"
    assert "US$0,20" in facts["biaya"]


def test_the_real_address_stands_in_where_none_is_given(x: XStage) -> None:
    connector = x.connect(base_url="")
    assert isinstance(connector, XConnector)
    assert connector._session.base_url == "https://api.x.com"


def test_an_id_before_x_s_first_is_none() -> None:
    assert since_id(0) is None
    assert since_id(1_795_572_000_000) == str(((1_795_572_000_000 - 1_288_834_974_657) << 22) - 1)
