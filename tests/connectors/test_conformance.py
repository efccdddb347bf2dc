"""What every connector owes, asked of each line of CONNECTORS over real HTTP against its platform's fake."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models.rules.channels import CHANNELS, Proof
from models.rules.messages import Ack, Direction, Finding
from sync_agent.connector_kit.errors import (
    AttachmentGone,
    ConnectorError,
    NotThePlatform,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    TryLater,
)
from tests.connectors.stage import ANI, BUDI, PNG, Stage, last_cursor, messages, now, reply

LIMIT = 1024 * 1024


def test_it_says_who_it_is(stage: Stage) -> None:
    assert stage.connector.kind == stage.kind
    assert stage.connector.streams
    assert stage.connector.check().ok


def test_every_message_is_read_once_in_a_walk_and_its_kind_is_what_the_channel_reads(stage: Stage) -> None:
    ids = {stage.happen(f"pesan {number}", ANI if number % 2 else BUDI) for number in range(7)}
    found = messages(stage.pages())
    assert {message.external_id for message in found} == ids
    assert len(found) == len(ids)
    assert all(message.direction is Direction.IN for message in found)


def test_the_walk_after_brings_only_the_overlap_and_what_is_new(stage: Stage) -> None:
    stage.happen("lama", timestamp=now().timestamp() - 86_400)
    stage.happen("tadi")
    cursor = last_cursor(stage.pages())
    stage.happen("baru")
    assert [message.text for message in messages(stage.pages(cursor))] == ["tadi", "baru"]


def test_more_messages_than_a_page_holds_are_all_read(stage: Stage) -> None:
    stage.happen_often(450)
    found = messages(stage.pages())
    assert {message.text for message in found} == {f"pesan {number}" for number in range(450)}


def test_all_of_one_second_are_read_though_they_fill_pages(stage: Stage) -> None:
    stage.happen_often(350, timestamp=1_795_572_000)
    assert len({message.external_id for message in messages(stage.pages())}) == 350


def test_I10_a_walk_cut_anywhere_and_gone_on_with_by_another_loses_nothing(stage: Stage) -> None:
    stage.happen_often(250)
    first = stage.pages()[0]
    rest = stage.pages(first.cursor, stage.again())
    assert len({message.external_id for message in (*first.messages, *messages(rest))}) == 250


def test_F14_items_in_any_order_are_all_read(stage: Stage) -> None:
    stage.happen_often(250)
    stage.fault("reorder_items")
    assert len({message.external_id for message in messages(stage.pages())}) == 250


def test_F15_what_the_server_skipped_is_found_by_the_overlap(stage: Stage) -> None:
    stage.happen_often(20)
    stage.fault("hide_items", every=2)
    pages = stage.pages()
    stage.well()
    found = {message.external_id for message in (*messages(pages), *messages(stage.pages(last_cursor(pages))))}
    assert len(found) == 20


def test_F15_a_message_that_appears_late_under_an_old_time_is_found_by_the_sweep(stage: Stage) -> None:
    stage.happen("dulu")
    cursor = last_cursor(stage.pages())
    late = stage.happen("terlambat", timestamp=now().timestamp() - 5 * 86_400)
    assert late not in {message.external_id for message in messages(stage.pages(cursor))}
    swept = messages(stage.pages(None, since=now() - timedelta(days=7)))
    assert late in {message.external_id for message in swept}


def test_F13_doubled_items_come_once(stage: Stage) -> None:
    stage.happen("sekali")
    stage.fault("duplicate_items")
    assert len({message.external_id for message in messages(stage.pages())}) == 1


def test_F17_an_empty_answer_moves_no_cursor(stage: Stage) -> None:
    stage.happen("ada")
    cursor = last_cursor(stage.pages())
    stage.fault("empty_list")
    assert last_cursor(stage.pages(cursor)) is None
    stage.well()
    stage.fault("empty")
    with pytest.raises(NotThePlatform):
        stage.pages(cursor)


@pytest.mark.parametrize(
    "fault", ["login_page", "truncated", "slow_drip", "reset_before", "error_before", "stalled", "timeout_before"]
)
def test_F25_F28_F29_F31_F32_trouble_on_a_read_keeps_the_page_for_later(stage: Stage, fault: str) -> None:
    stage.happen("tetap ada")
    quick = replace(stage.account, http_seconds=0.5)
    stage.fault(fault, count=1, path="*/chats/*")
    with pytest.raises(TryLater):
        stage.pages(connector=type(stage.connector)(quick))
    assert [message.text for message in messages(stage.pages())] == ["tetap ada"]


@pytest.mark.parametrize(("stated", "seconds"), [("7", 7.0), ("", None)])
def test_F23_F24_a_stated_time_is_told_and_a_missing_one_is_left_open(
    stage: Stage, stated: str, seconds: float | None
) -> None:
    stage.fault("rate_limited", retry_after=stated) if stated else stage.fault("status", status=429)
    with pytest.raises(TryLater) as caught:
        stage.pages()
    assert caught.value.after_seconds == seconds


def test_F21_a_refused_key_asks_for_a_person_on_every_door(stage: Stage) -> None:
    stage.fault("unauthorized")
    ref = {"chat": ANI, "message": "x"}
    connector = stage.connector
    for ask in (
        connector.check,
        stage.pages,
        connector.new_client_ref,
        lambda: connector.send(reply()),
        lambda: connector.find(reply(client_ref="X")),
        lambda: connector.fetch_attachment(ref, LIMIT),
    ):
        with pytest.raises(SignInNeeded) as caught:
            ask()
        assert stage.account.secret not in str(caught.value)
    assert stage.visible() == []


@pytest.mark.parametrize(
    "shape", ["null_id", "huge_id", "not_object", "number", "null", "wrong_shape", "no_sender", "wrong_time", "deep"]
)
def test_F33_F35_a_bad_item_never_drops_its_page(stage: Stage, shape: str) -> None:
    good = stage.happen("baik")
    stage.fault("bad_item", shape=shape)
    pages = stage.pages()
    assert good in {message.external_id for message in messages(pages)}
    odd = [item for page in pages for item in (*page.unreadable, *page.messages)]
    assert len(odd) > 1


def test_F36_bytes_that_are_no_text_are_kept(stage: Stage) -> None:
    stage.happen("aneh")
    stage.fault("bad_bytes")
    (found, *_) = messages(stage.pages())
    assert "\udcff" in found.text
    assert "udcff" in found.payload


def test_F34_a_gzip_bomb_ends_in_try_later_and_not_in_memory(stage: Stage) -> None:
    stage.fault("gzip_bomb", megabytes=40)
    with pytest.raises(TryLater):
        stage.pages()


def test_our_own_messages_come_back_as_outgoing_with_their_ticks(stage: Stage) -> None:
    stage.happen("dari telepon kantor", from_me=True)
    pages = stage.pages()
    (found,) = messages(pages)
    assert (found.direction, found.thread_id) == (Direction.OUT, ANI)
    assert found.external_id in {ack.external_id for page in pages for ack in page.acknowledgements}


def test_a_sent_answer_is_visible_once_and_read_back_by_its_id(stage: Stage) -> None:
    wanted = reply(client_ref=stage.connector.new_client_ref())
    receipt = stage.connector.send(wanted)
    assert stage.visible() == [wanted.text]
    (found,) = messages(stage.pages())
    assert found.external_id == receipt.external_id
    if wanted.client_ref:
        look = stage.connector.find(wanted)
        assert (look.finding, look.external_id) == (Finding.FOUND, receipt.external_id)


def test_an_answer_that_never_left_is_absent_where_the_channel_can_say_so(stage: Stage) -> None:
    wanted = reply(client_ref=stage.connector.new_client_ref())
    can_refute = CHANNELS[stage.kind].proof in (Proof.SAME_ID, Proof.REFUTABLE)
    assert stage.connector.find(wanted).finding is (Finding.ABSENT if can_refute else Finding.UNDECIDED)


def test_the_same_id_sent_twice_is_visible_once_where_the_channel_takes_ids(stage: Stage) -> None:
    wanted = reply(client_ref=stage.connector.new_client_ref())
    if CHANNELS[stage.kind].proof is Proof.SAME_ID:
        assert stage.connector.send(wanted).external_id == stage.connector.send(wanted).external_id
        assert stage.visible() == [wanted.text]


@pytest.mark.parametrize("effect", ["before", "after"])
@pytest.mark.parametrize("fault", ["error", "timeout", "reset"])
def test_F26_trouble_on_a_send_is_unknown_and_the_look_tells_which(stage: Stage, fault: str, effect: str) -> None:
    wanted = reply(client_ref=stage.connector.new_client_ref())
    quick = type(stage.connector)(replace(stage.account, http_seconds=0.5))
    stage.fault(f"{fault}_{effect}", count=1, path="*/sendText")
    with pytest.raises(OutcomeUnknown):
        quick.send(wanted)
    assert stage.visible() == ([wanted.text] if effect == "after" else [])
    if wanted.client_ref:
        expected = Finding.FOUND if effect == "after" else Finding.ABSENT
        assert stage.connector.find(wanted).finding is expected


@pytest.mark.parametrize("fault", ["login_page", "truncated", "empty"])
def test_F32_an_unreadable_answer_to_a_send_is_unknown(stage: Stage, fault: str) -> None:
    stage.fault(fault, path="*/sendText")
    with pytest.raises(OutcomeUnknown):
        stage.connector.send(reply())


def test_F50_an_answer_of_duplicate_is_unknown(stage: Stage) -> None:
    stage.fault("status", status=409, path="*/sendText")
    with pytest.raises(OutcomeUnknown):
        stage.connector.send(reply())


def test_F51_somebody_who_is_not_there_is_refused_for_good(stage: Stage) -> None:
    stage.fault("not_on_whatsapp", path="*/sendText")
    with pytest.raises(Refused):
        stage.connector.send(reply())


def test_F48_a_late_effect_is_absent_first_and_found_later(stage: Stage) -> None:
    wanted = reply(client_ref=stage.connector.new_client_ref())
    stage.fault("late_post", seconds=1.0, path="*/sendText")
    with pytest.raises(OutcomeUnknown):
        stage.connector.send(wanted)
    assert stage.connector.find(wanted).finding is not Finding.FOUND
    from tests.simulator.caller import until

    until(lambda: stage.connector.find(wanted).finding is Finding.FOUND)


def test_trouble_on_a_look_back_decides_nothing(stage: Stage) -> None:
    wanted = reply(client_ref=stage.connector.new_client_ref())
    for fault in ("error_before", "login_page", "rate_limited", "truncated"):
        stage.fault(fault, path="*/chats/*", count=1)
        with pytest.raises(TryLater):
            stage.connector.find(wanted)


def test_a_file_is_fetched_whole(stage: Stage) -> None:
    stage.photo()
    (found,) = messages(stage.pages())
    fetched = stage.connector.fetch_attachment(found.attachments[0].ref, LIMIT)
    assert (fetched.content, fetched.mime) == (PNG, "image/png")


@pytest.mark.parametrize(
    ("fault", "more", "expected"),
    [
        ("media_gone", {}, TryLater),
        ("media_wrong_length", {}, TryLater),
        ("error_before", {"path": "*/files/*"}, TryLater),
        ("media_oversize", {"megabytes": 3}, AttachmentGone),
        ("redirect", {"path": "*/files/*"}, TryLater),
    ],
)
def test_F37_F38_F39_trouble_with_a_file(
    stage: Stage, fault: str, more: dict[str, object], expected: type[ConnectorError]
) -> None:
    stage.photo()
    (found,) = messages(stage.pages())
    stage.fault(fault, **more)
    with pytest.raises(expected):
        stage.connector.fetch_attachment(found.attachments[0].ref, LIMIT)


def test_an_unreachable_platform_is_try_later_on_every_door(stage: Stage) -> None:
    connector = stage.again(base_url="http://127.0.0.1:9")
    for ask in (connector.check, lambda: stage.pages(connector=connector), lambda: connector.send(reply())):
        with pytest.raises(TryLater):
            ask()


def test_an_ack_never_claims_more_than_the_platform_said(stage: Stage) -> None:
    receipt = stage.connector.send(reply(client_ref=stage.connector.new_client_ref()))
    assert receipt.ack in (Ack.PENDING, Ack.SENT)
