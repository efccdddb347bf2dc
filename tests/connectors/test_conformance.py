"""What every connector owes when it reads, asked of each line of CONNECTORS over real HTTP against its fake."""

from datetime import timedelta

import pytest

from models.rules.channels.channels import CHANNELS
from models.rules.channels.messages import EVERYWHERE, Direction, IncomingMessage
from sync_agent.connector_kit.contract import AccountSettings
from sync_agent.connector_kit.errors import NotThePlatform, TryLater
from sync_agent.connectors import CONNECTORS
from tests.connectors.capabilities import can, needing
from tests.connectors.stage import ANI, BUDI, STAGES, TOYS, Stage, ids, last_cursor, messages, now, streams
from tests.sizes import so_many

CAPABILITIES_NEEDED = ("polls",)


def texts(found: list[IncomingMessage]) -> set[str]:
    return {message.text for message in found}


def test_every_connector_that_sends_is_on_a_stage_for_each_of_its_streams() -> None:
    wanted = {f"{kind}-{stream}" for kind in CONNECTORS for stream in streams(kind)}
    assert "whatsapp_cloud-dm" in wanted and "manual-dm" not in wanted
    assert {"waha-dm" if name == "waha" else name for name in STAGES} == wanted | set(TOYS)


@pytest.mark.parametrize("kind", CONNECTORS)
def test_a_connector_reads_what_the_row_of_its_channel_says(kind: str) -> None:
    assert kind in CHANNELS
    account = AccountSettings({"base_url": "http://127.0.0.1:9"}, {})
    assert set(CONNECTORS[kind](account).streams) == (set(streams(kind)) if CHANNELS[kind].polled else set())


def test_it_says_who_it_is(stage: Stage) -> None:
    assert stage.connector.kind == stage.kind
    assert stage.stream in stage.connector.streams
    assert stage.connector.check().ok


def test_every_message_is_read_once_in_a_walk_and_its_kind_is_what_the_channel_reads(stage: Stage) -> None:
    written = {stage.happen(f"pesan {number}", ANI if number % 2 else BUDI) for number in range(7)}
    found = messages(stage.pages())
    assert texts(found) == {f"pesan {number}" for number in range(7)}
    assert len(found) == len({message.external_id for message in found}) == len(written)
    assert all(message.direction is Direction.IN and message.kind == stage.stream for message in found)
    assert all(message.author.handle and len(message.thread_id) < 190 for message in found)
    assert len({(message.thread_id, message.author.handle) for message in found}) >= 2


def test_F33_ids_beyond_what_a_double_holds_come_through_digit_by_digit(stage: Stage) -> None:
    written = [stage.happen(f"pesan {number}") for number in range(3)]
    found = {message.text: message.external_id for message in messages(stage.pages())}
    assert all(one in found[f"pesan {number}"] for number, one in enumerate(written))


@needing("history")
def test_the_walk_after_brings_the_overlap_and_what_is_new(stage: Stage) -> None:
    stage.happen("lama", at=now().timestamp() - 86_400)
    stage.happen("tadi")
    cursor = last_cursor(stage.pages())
    stage.happen("baru")
    assert {"tadi", "baru"} <= texts(messages(stage.pages(cursor)))


def test_a_quiet_poll_asks_no_more_than_the_one_before(stage: Stage) -> None:
    stage.happen_often(stage.many(60), at=now().timestamp() - 7200)
    cursor = last_cursor(stage.pages())
    first = stage.asked()
    stage.pages(cursor)
    assert stage.asked() - first <= first


def test_more_messages_than_a_page_holds_are_all_read(stage: Stage) -> None:
    count = stage.many(so_many(230, 450))
    stage.happen_often(count)
    assert texts(messages(stage.pages())) == {f"pesan {number}" for number in range(count)}


def test_all_of_one_second_are_read_though_they_fill_pages(stage: Stage) -> None:
    count = stage.many(so_many(230, 350))
    stage.happen_often(count, at=float(int(now().timestamp()) - 3600))
    assert len(ids(stage.pages())) == count


def test_I10_a_walk_cut_anywhere_and_gone_on_with_by_another_loses_nothing(stage: Stage) -> None:
    count = stage.many(so_many(130, 250))
    stage.happen_often(count)
    first = stage.page()
    rest = stage.pages(first.cursor, stage.again()) if first.more else []
    assert len({message.external_id for message in (*first.messages, *messages(rest))}) == count


def test_asking_without_a_cursor_uses_nothing_up(stage: Stage) -> None:
    written = {stage.happen(f"pesan {number}") for number in range(3)}
    first, again = stage.page(), stage.page(connector=stage.again())
    assert ids([first]) == ids([again])
    assert len(ids(stage.pages())) == len(written)


@needing("queue")
def test_a_queue_forgets_what_a_cursor_covers_and_nothing_before(stage: Stage) -> None:
    stage.happen("disimpan")
    first = stage.page()
    stage.happen("baru")
    assert texts(messages([stage.page(first.cursor)])) == {"baru"}
    assert texts(messages([stage.page(first.cursor, stage.again())])) == {"baru"}
    assert texts(messages([stage.page()])) == {"baru"}


@needing("queue")
def test_F18_what_a_queue_dropped_unread_is_a_gap_and_what_was_confirmed_is_none(stage: Stage) -> None:
    stage.happen_often(20)
    pages = stage.pages()
    assert [page.gaps for page in pages] == [()]
    stage.happen_often(20)
    stage.fault("hide_items", every=2)
    pages = stage.pages(last_cursor(pages))
    assert (len(ids(pages)), pages[0].gaps) == (10, (EVERYWHERE,))


def test_F14_items_in_any_order_are_all_read(stage: Stage) -> None:
    count = stage.many(so_many(130, 250))
    stage.happen_often(count)
    stage.fault("reorder_items")
    assert len(ids(stage.pages())) == count


@needing("history")
def test_F15_what_the_server_skipped_is_found_by_the_overlap(stage: Stage) -> None:
    stage.happen_often(20)
    stage.fault("hide_items", every=2)
    pages = stage.pages()
    stage.well()
    assert len(ids(pages) | ids(stage.pages(last_cursor(pages)))) == 20


@needing("history")
def test_F15_a_message_that_appears_late_under_an_old_time_is_found_by_the_sweep(stage: Stage) -> None:
    stage.happen("dulu")
    stage.pages()
    stage.happen("terlambat", at=now().timestamp() - 5 * 86_400)
    assert "terlambat" in texts(messages(stage.pages(None, since=now() - timedelta(days=7))))


def test_F13_doubled_items_come_once(stage: Stage) -> None:
    stage.happen("sekali")
    stage.fault("duplicate_items")
    assert len(ids(stage.pages())) == 1


def test_F17_an_empty_answer_hides_nothing_from_the_polls_after(stage: Stage) -> None:
    stage.happen("ada")
    cursor = last_cursor(stage.pages())
    stage.happen("baru")
    stage.fault("empty_list")
    after = last_cursor(stage.pages(cursor), cursor)
    stage.well()
    assert ({"ada", "baru"} if can(stage, "history") else {"baru"}) <= texts(messages(stage.pages(after)))
    stage.fault("empty", where="polls")
    with pytest.raises(NotThePlatform):
        stage.pages(cursor)


@pytest.mark.parametrize("skip", [0, 1, 2])
@pytest.mark.parametrize(
    "fault", ["login_page", "truncated", "slow_drip", "reset_before", "error_before", "stalled", "timeout_before"]
)
def test_F25_F28_F29_F31_F32_trouble_on_a_read_loses_nothing(stage: Stage, fault: str, skip: int) -> None:
    stage.happen("tetap ada")
    quick = stage.facing(fault)
    stage.fault(fault, count=1, skip=skip, where="polls")
    found, cursor = [], None
    for _ in range(5):
        try:
            pages = stage.pages(cursor, quick)
        except TryLater:
            continue
        found += messages(pages)
        cursor = last_cursor(pages, cursor)
    assert texts(found) == {"tetap ada"}


@pytest.mark.parametrize(
    "fault", ["login_page", "truncated", "slow_drip", "reset_before", "error_before", "stalled", "timeout_before"]
)
def test_F25_F29_F32_a_platform_that_does_not_answer_is_try_later(stage: Stage, fault: str) -> None:
    stage.happen("tetap ada")
    stage.fault(fault, where="polls")
    with pytest.raises(TryLater):
        stage.pages(connector=stage.facing(fault))


@pytest.mark.parametrize(
    "shape", ["null_id", "huge_id", "not_object", "number", "null", "wrong_shape", "no_sender", "wrong_time", "deep"]
)
def test_F33_F35_a_bad_item_never_drops_its_page(stage: Stage, shape: str) -> None:
    stage.happen("baik")
    stage.fault("bad_item", shape=shape)
    assert "baik" in texts(messages(stage.pages()))


def test_F36_bytes_that_are_no_text_are_kept(stage: Stage) -> None:
    stage.happen("aneh")
    stage.fault("bad_bytes")
    (found, *_) = messages(stage.pages())
    assert "\udcff" in found.text
    assert "udcff" in found.payload


def test_F34_a_gzip_bomb_ends_in_try_later_and_not_in_memory(stage: Stage) -> None:
    stage.happen("tetap ada")
    stage.fault("gzip_bomb", megabytes=40)
    with pytest.raises(TryLater):
        stage.pages()


def test_an_edited_message_keeps_its_id_and_may_bring_its_new_text(stage: Stage) -> None:
    one = stage.happen("lama")
    pages = stage.pages()
    (before,) = messages(pages)
    stage.edit(one, "baru")
    after = messages(stage.pages(last_cursor(pages)))
    assert {message.external_id for message in after} == {before.external_id}
    assert texts(after) <= {"lama", "baru"}


def test_F18_what_its_author_took_back_stops_nothing_and_is_never_called_withdrawn_by_its_absence(
    stage: Stage,
) -> None:
    gone = stage.happen("ditarik")
    cursor = last_cursor(stage.pages())
    stage.happen("tetap", BUDI)
    stage.remove(gone)
    found = messages(stage.pages(cursor))
    assert "tetap" in texts(found)
    assert [message for message in found if message.text == "ditarik" and message.withdrawn] == []


@needing("history")
def test_our_own_messages_come_back_as_outgoing_in_the_citizens_conversation(stage: Stage) -> None:
    theirs = stage.received("Kapan paspor saya jadi?")
    more = {} if stage.stream == "dm" else {"parent": theirs.external_id}
    stage.happen("dari aplikasi kantor", from_office=True, **more)
    pages = stage.pages()
    found = {message.text: message for message in messages(pages)}
    ours = found["dari aplikasi kantor"]
    assert (ours.direction, ours.thread_id) == (Direction.OUT, theirs.thread_id)
    assert (ours.author.handle_kind, ours.author.handle) == (theirs.author.handle_kind, theirs.author.handle)
    known = {message.external_id for message in messages(pages)}
    assert {ack.external_id for page in pages for ack in page.acknowledgements} <= known
