"""Walks: where the next poll begins, and what may move that."""

from datetime import datetime, timedelta

import pytest

from models.rules.core.moments import to_unix
from sync_agent.connector_kit.walk import Walk, read_walk

NOW = to_unix(datetime(2026, 11, 25, 2, 0))
TEN_MINUTES = timedelta(minutes=10)


def test_a_walk_begins_an_overlap_before_what_was_seen() -> None:
    assert Walk(seen=NOW).begin(TEN_MINUTES, None).start == NOW - 600
    assert Walk(seen=NOW).begin(timedelta(seconds=0.2), None).start == NOW - 1


def test_without_anything_seen_it_begins_at_since_or_at_the_beginning() -> None:
    assert Walk().begin(TEN_MINUTES, datetime(2026, 11, 18)).start == to_unix(datetime(2026, 11, 18))
    assert Walk().begin(TEN_MINUTES, None).start == 0


def test_an_empty_page_moves_nothing_that_was_seen() -> None:
    walk = Walk(seen=NOW - 50).begin(TEN_MINUTES, None).forward(100, None, NOW)
    assert (walk.seen, walk.empties) == (NOW - 50, 1)
    assert walk.end() == Walk(seen=NOW - 50)


def test_an_item_from_the_future_does_not_blind_the_next_polls() -> None:
    walk = Walk().begin(TEN_MINUTES, None).forward(95, 4_102_444_800, NOW)
    assert walk.end().begin(TEN_MINUTES, None).start == NOW - 600


def test_an_older_item_does_not_move_it_back() -> None:
    assert Walk(seen=NOW).begin(TEN_MINUTES, None).forward(95, NOW - 9999, NOW).seen == NOW


def test_a_cursor_is_read_as_it_was_written() -> None:
    walk = Walk(seen=NOW).begin(TEN_MINUTES, None).forward(95, NOW, NOW)
    assert read_walk(walk.write()) == walk
    assert read_walk(walk.end().write()) == Walk(seen=NOW)


@pytest.mark.parametrize("cursor", [None, "", "x", "[]", '{"seen":"1"}', '{"seen":-1}', '{"other":1}', "12", "null"])
def test_F16_a_cursor_of_another_scheme_starts_anew(cursor: str | None) -> None:
    assert read_walk(cursor) == Walk()
