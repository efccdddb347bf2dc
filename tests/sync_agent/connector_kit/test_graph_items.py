"""Times and ids as Meta writes them, and items kept apart."""

from datetime import datetime
from typing import Any

import pytest

from models.rules.channels.messages import Kind, Unreadable
from sync_agent.connector_kit.graph_items import keep_apart, moment, name_of, rows, second


def test_a_time_becomes_naive_utc() -> None:
    assert moment("2026-11-24T02:03:04+0000") == datetime(2026, 11, 24, 2, 3, 4)
    assert moment("2026-11-24T09:03:04+07:00") == datetime(2026, 11, 24, 2, 3, 4)
    assert second("1970-01-01T00:01:00+0000") == 60


@pytest.mark.parametrize(
    "odd", [None, "", "kemarin", 1e300, 17, {}, "2026-11-24T02:03:04", "0001-01-01T00:00:00+1400"]
)
def test_F33_what_is_no_time_is_none(odd: Any) -> None:
    assert moment(odd) is None
    assert second(odd) is None


def test_F33_an_id_keeps_all_its_digits() -> None:
    assert name_of("90071992547409931234") == name_of(90071992547409931234) == "90071992547409931234"
    assert [name_of(odd) for odd in (None, "", True, 1.5, [], "x" * 251)] == [None] * 6


def test_a_data_list_gives_its_objects_only() -> None:
    assert rows({"data": [{"id": "1"}, "x", None]}) == [{"id": "1"}]
    assert rows({"data": "x"}) == rows(None) == rows([]) == []


def test_what_cannot_be_read_is_kept_apart_and_what_concerns_nobody_is_left_out() -> None:
    given = Unreadable("2", "rusak")
    items = [({"n": 1}, None), (None, "[[["), ({"n": 2}, None)]
    messages, unreadable = keep_apart(items, Kind.COMMENT, lambda item: given if item["n"] == 2 else None)
    assert messages == ()
    assert [item.payload for item in unreadable] == ["[[[", "2"]
    assert unreadable[0].kind is Kind.COMMENT
