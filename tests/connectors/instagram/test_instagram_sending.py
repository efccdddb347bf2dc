"""What is Instagram's own in answering: bytes, one level of replies, private answers, looking back, the token."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from models.rules.channels.messages import Finding
from models.rules.core.moments import from_unix, parse_iso
from sync_agent.connector_kit.contract import AccountSettings
from sync_agent.connector_kit.errors import OutcomeUnknown, Refused, SignInNeeded
from sync_agent.connectors.instagram.connector import InstagramConnector
from sync_agent.simulator.instagram.platform import Instagram
from sync_agent.simulator.network.items import DM
from tests.connectors.stage import ANI, BUDI, STAGES, NetworkStage, messages, now


@pytest.fixture
def dm() -> Iterator[NetworkStage]:
    with STAGES["instagram-dm"]() as stage:
        yield stage


@pytest.fixture
def comment() -> Iterator[NetworkStage]:
    with STAGES["instagram-comment"]() as stage:
        yield stage


def fake(stage: NetworkStage) -> Instagram:
    platform: Any = stage.platform
    return platform


def test_a_text_too_long_in_bytes_is_refused_before_anything_is_asked(dm: NetworkStage) -> None:
    wanted = dm.reply("🙂" * 251)
    before = dm.asked()
    with pytest.raises(Refused, match="1000 bita"):
        dm.connector.send(wanted)
    assert dm.asked() == before
    dm.connector.send(replace(wanted, text="🙂" * 250))


def test_an_answer_to_a_reply_goes_below_the_top_level_comment(comment: NetworkStage) -> None:
    root = comment.happen("mulai", ANI)
    comment.happen("saya juga", BUDI, parent=root)
    theirs = next(one for one in messages(comment.pages()) if one.text == "saya juga")
    wanted = comment.reply("Baik, Budi.", to=theirs)
    receipt = comment.connector.send(wanted)
    assert comment.written()[-1].parent == root
    assert comment.connector.find(wanted).alone.external_id == receipt.external_id
    found = next(one for one in messages(comment.pages()) if one.external_id == receipt.external_id)
    assert found.thread_id == theirs.thread_id


def test_no_answer_is_ever_written_as_a_new_comment_on_the_publication(comment: NetworkStage) -> None:
    comment.connector.send(comment.reply())
    posted = [note["path"] for note in comment.running.practice.wire.requests if note["method"] == "POST"]
    assert posted and all(path.endswith("/replies") for path in posted)


@pytest.mark.parametrize("body", ['{"success":true}', '{"id":"ITS_PARENT"}', "{}", '{"id":7.5}'])
def test_an_answer_that_names_no_new_comment_is_unknown(comment: NetworkStage, body: str) -> None:
    wanted = comment.reply()
    body = body.replace("ITS_PARENT", str(wanted.reply_to))
    comment.fault("status", where="sends", status=200, body=body)
    with pytest.raises(OutcomeUnknown):
        comment.connector.send(wanted)


def test_a_comment_that_is_gone_takes_no_answer_and_none_can_be_looked_for(comment: NetworkStage) -> None:
    wanted = comment.reply()
    comment.remove(str(wanted.reply_to))
    with pytest.raises(Refused):
        comment.connector.send(wanted)
    assert comment.connector.find(wanted).alone.finding is Finding.UNDECIDED


def test_a_private_answer_is_found_in_the_conversation_and_its_absence_proves_nothing(comment: NetworkStage) -> None:
    wanted = comment.reply("Kami balas lewat pesan.", private=True)
    assert comment.connector.find(wanted).alone.finding is Finding.UNDECIDED
    receipt = comment.connector.send(wanted)
    look = comment.connector.find(wanted)
    assert (look.alone.finding, look.alone.external_id) == (Finding.FOUND, receipt.external_id)


def test_F17_an_empty_list_of_replies_alone_refutes_nothing(comment: NetworkStage) -> None:
    wanted = comment.reply()
    receipt = comment.connector.send(wanted)
    comment.fault("status", path="*/replies", status=200, body='{"data":[]}')
    look = comment.connector.find(wanted)
    assert (look.alone.finding, look.alone.external_id) == (Finding.FOUND, receipt.external_id)


def test_an_answer_hidden_by_twenty_newer_messages_is_not_called_absent(dm: NetworkStage) -> None:
    wanted = dm.reply()
    for number in range(20):
        dm.happen(f"pesan {number}")
    assert dm.connector.find(wanted).alone.finding is Finding.UNDECIDED
    assert dm.connector.find(replace(wanted, tried_at=None)).alone.finding is Finding.UNDECIDED


def test_a_long_conversation_that_reaches_back_beyond_the_try_says_absent(dm: NetworkStage) -> None:
    for number in range(20):
        dm.happen(f"pesan {number}", at=now().timestamp() - 3600 + number)
    assert dm.connector.find(dm.reply()).alone.finding is Finding.ABSENT


def test_our_words_are_known_again_though_blanks_were_trimmed(dm: NetworkStage) -> None:
    theirs = dm.received()
    dm.happen("Baik,\nkami periksa.", from_office=True)
    assert dm.connector.find(dm.reply("Baik, kami  periksa. ", to=theirs)).alone.finding is Finding.FOUND


def test_a_publication_that_tags_the_office_is_answered_by_a_mention(comment: NetworkStage) -> None:
    fake(comment).memory.tag("ani.contoh", "antre lama")
    (theirs,) = messages(comment.pages())
    wanted = comment.reply("Mohon maaf.", to=theirs)
    comment.connector.send(wanted)
    assert fake(comment).network.office_items[-1].text == "Mohon maaf."
    assert comment.connector.find(wanted).alone.finding is Finding.UNDECIDED


# Both set-ups


def by_page(stage: NetworkStage, **settings: str) -> InstagramConnector:
    fake(stage).settings.login = "facebook"
    account = AccountSettings({**stage.account.settings, "login": "facebook", **settings}, stage.account.secrets, 3.0)
    return InstagramConnector(account)


@pytest.mark.parametrize("named", [True, False])
def test_through_the_page_all_works_alike_and_no_token_is_made_new(dm: NetworkStage, named: bool) -> None:
    memory = fake(dm).memory
    settings = {"page_id": memory.page_id, "account_id": memory.account_id} if named else {}
    connector = by_page(dm, **settings)
    dm.happen("halo")
    dm.happen("di kolom komentar", kind="comment")
    assert connector.check().token_expires_at is None
    (found,) = messages(dm.pages(connector=connector))
    connector.send(dm.reply(to=found))
    assert dm.visible() == ["Baik, kami periksa."]
    assert dm.asked("refresh_access_token") == 0
    dm.stream = "comment"
    (below,) = messages(dm.pages(connector=connector))
    connector.send(dm.reply(to=below))
    assert connector.find(dm.reply(to=below)).alone.finding is Finding.FOUND


def test_a_page_s_token_is_watched_for_its_end_and_its_permissions(dm: NetworkStage) -> None:
    fake(dm).settings.token_ends_at = 1_800_000_000
    fake(dm).settings.scopes = "instagram_basic instagram_manage_comments"
    health = by_page(dm).check()
    assert health.token_expires_at == from_unix(1_800_000_000)
    assert "instagram_manage_messages" in health.detail and "instagram_basic" not in health.detail
    assert by_page(dm, reads_dm="tidak").check().detail == ""
    assert by_page(dm, reads_dm="tidak").streams == ("comment",)
    dm.fault("status", path="*/debug_token", status=200, body='{"data":{"is_valid":false}}')
    with pytest.raises(SignInNeeded):
        by_page(dm).check()
    dm.well()
    dm.fault("status", path="*/debug_token", status=400, body='{"error":{"code":100,"message":"x"}}')
    assert by_page(dm).check().ok


def test_a_token_of_another_account_asks_for_a_person(dm: NetworkStage) -> None:
    with pytest.raises(SignInNeeded, match="ID akun Instagram"):
        dm.again(account_id="17840000000000000").check()


def test_a_page_without_an_instagram_account_asks_for_a_person(dm: NetworkStage) -> None:
    connector = by_page(dm)
    dm.fault("status", path="*/me", status=200, body='{"id":"104000000000001"}')
    with pytest.raises(SignInNeeded, match="belum tersambung"):
        connector.check()


def test_the_proof_of_the_app_s_secret_goes_along_where_the_office_entered_one(dm: NetworkStage) -> None:
    fake(dm).settings.app_secret = "rahasia-aplikasi"
    with pytest.raises(SignInNeeded, match="app secret"):
        dm.connector.check()
    secrets = {**dm.account.secrets, "app_secret": "rahasia-aplikasi"}
    connector = InstagramConnector(AccountSettings(dm.account.settings, secrets, 3.0))
    assert connector.check().ok
    dm.happen("halo")
    (found,) = messages(dm.pages(connector=connector))
    connector.send(dm.reply(to=found))
    assert dm.visible() == ["Baik, kami periksa."]


# The token


class Store:
    """Where new secrets are kept; `broken` is a crash between Meta's answer and the saving."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.broken = False

    def keep(self, secrets: Mapping[str, str]) -> None:
        if self.broken:
            raise OSError("disk penuh")
        self.kept |= secrets


def connector_with(stage: NetworkStage, store: Store, **secrets: str) -> InstagramConnector:
    known = {**stage.account.secrets, **secrets}
    return InstagramConnector(AccountSettings(stage.account.settings, known, 3.0, store.keep))


def test_F22_a_new_token_is_kept_before_it_is_used_and_its_end_is_told(dm: NetworkStage) -> None:
    store = Store()
    connector = connector_with(dm, store)
    dm.happen("halo")
    dm.pages(connector=connector)
    assert store.kept["access_token"] == fake(dm).settings.token != dm.account.secrets["access_token"]
    ends = parse_iso(store.kept["access_token_expires_at"])
    assert timedelta(days=59) < ends - now() < timedelta(days=61)
    assert connector.check().token_expires_at == ends
    again = connector_with(dm, store, **store.kept)
    dm.pages(connector=again)
    assert dm.asked("refresh_access_token") == 1


def test_F22_a_crash_between_answer_and_saving_costs_nothing(dm: NetworkStage) -> None:
    store = Store()
    store.broken = True
    old = dm.account.secrets["access_token"]
    connector = connector_with(dm, store)
    dm.happen("halo")
    with pytest.raises(OSError, match="disk"):
        dm.pages(connector=connector)
    assert store.kept == {}
    assert connector.check().ok  # still with the old one: what is not kept is not used
    fake(dm).settings.token_age_hours, store.broken = 48.0, False
    restarted = connector_with(dm, store)
    assert [one.text for one in messages(dm.pages(connector=restarted))] == ["halo"]
    assert store.kept["access_token"] not in ("", old)


@pytest.mark.parametrize(("days", "asked"), [(55, 0), (49, 1), (1, 1)])
def test_a_token_is_made_new_every_ten_days(dm: NetworkStage, days: int, asked: int) -> None:
    ends = (now() + timedelta(days=days)).isoformat()
    dm.pages(connector=connector_with(dm, Store(), access_token_expires_at=ends))
    assert dm.asked("refresh_access_token") == asked


def test_a_token_too_young_is_left_alone_for_a_day(dm: NetworkStage) -> None:
    fake(dm).settings.token_age_hours = 1.0
    store = Store()
    connector = connector_with(dm, store)
    for _ in range(3):
        dm.pages(connector=connector)
    assert (dm.asked("refresh_access_token"), store.kept) == (1, {})
    assert connector.check().detail == ""


@pytest.mark.parametrize("body", ['{"error":{"code":2,"message":"x"}}', '{"access_token":"","expires_in":1}'])
def test_trouble_while_making_it_new_stops_no_messages_and_is_told(dm: NetworkStage, body: str) -> None:
    dm.fault("status", path="*/refresh_access_token", status=200, body=body)
    connector = connector_with(dm, Store())
    dm.happen("halo")
    assert [one.text for one in messages(dm.pages(connector=connector))] == ["halo"]
    assert "diperpanjang" in connector.check().detail


def test_a_token_that_died_asks_for_a_person(dm: NetworkStage) -> None:
    fake(dm).settings.trouble = "token_expired"
    with pytest.raises(SignInNeeded):
        dm.pages(connector=connector_with(dm, Store()))


def test_the_private_answer_reaches_the_citizen_as_a_message(comment: NetworkStage) -> None:
    comment.connector.send(comment.reply("Kami balas lewat pesan.", private=True))
    assert [(one.kind, one.person.username) for one in comment.written()] == [(DM, comment.username(ANI))]
