"""The walk over all chats: where it begins, what it looks at again, and cursors that are not its own."""

from datetime import datetime, timedelta

import pytest

from models.rules.core.moments import to_unix
from sync_agent.connectors.gowa.chat_walk import ChatWalk, read_walk

NOW, TEN_MINUTES, DAY = 1_795_572_000, timedelta(minutes=10), 86_400


def test_a_walk_begins_an_overlap_before_what_was_seen_else_at_the_moment_given() -> None:
    assert ChatWalk(seen=NOW - 50).begin(TEN_MINUTES, None, NOW).start == NOW - 650
    assert not ChatWalk(seen=NOW - 50).begin(TEN_MINUTES, None, NOW).every
    fresh = ChatWalk().begin(TEN_MINUTES, datetime(2026, 11, 18), NOW)
    assert (fresh.start, fresh.every) == (to_unix(datetime(2026, 11, 18)), True)


def test_a_chat_that_moved_back_is_read_from_there_on_but_not_for_ever_back() -> None:
    walk = ChatWalk(seen=NOW).begin(TEN_MINUTES, None, NOW)
    assert walk.enter("x", NOW - 3 * DAY).since == NOW - 3 * DAY
    assert walk.enter("x", NOW - 300 * DAY).since == NOW - 600 - 7 * DAY
    assert walk.enter("x", None).since == walk.enter("x", NOW).since == NOW - 600


def test_what_was_seen_counts_when_the_walk_is_over_and_no_message_from_the_future() -> None:
    walk = ChatWalk(seen=NOW - 500).begin(TEN_MINUTES, None, NOW).met(NOW - 7).met(4_102_444_800)
    assert walk.seen == NOW - 500
    assert walk.end() == ChatWalk(seen=NOW)


def test_a_walk_of_one_look_is_over_and_a_longer_one_looks_at_the_front_again() -> None:
    walk = ChatWalk(seen=NOW - 9999).begin(TEN_MINUTES, None, NOW)
    assert not walk.listed().end().under_way
    again = walk.listed().next_page(95).listed().end()
    assert (again.under_way, again.offset, again.floor > NOW - 600) == (True, 0, True)
    assert not again.listed().end().under_way
    third = again.listed().listed().end()
    assert third.under_way
    assert not third.listed().listed().end().under_way


def test_a_cursor_is_read_as_it_was_written() -> None:
    walk = ChatWalk(seen=NOW).begin(TEN_MINUTES, None, NOW).listed().enter("62812@s.whatsapp.net", NOW).further(95, 7)
    assert read_walk(walk.write()) == walk
    assert read_walk(walk.leave().end().write()) == ChatWalk(seen=NOW)
    assert len(walk.write()) < 300


@pytest.mark.parametrize(
    "cursor",
    [None, "", "x", "[]", "12", "null", '{"seen":"1"}', '{"seen":-1}', '{"other":1}', '{"chat":7}', '{"every":1}'],
)
def test_F16_a_cursor_of_another_scheme_starts_anew(cursor: str | None) -> None:
    assert read_walk(cursor) == ChatWalk()
