"""The list of items is found in every platform's envelope, and an item is broken in every way."""

from typing import Any

import pytest

from sync_agent.simulator.item_lists import break_texts, broken_like, change_items

ITEM = {"id": "1", "created_time": "2026-01-05T02:00:00+0000", "from": {"id": "9"}, "message": "halo"}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ([1, 2], [2, 1]),
        ({"data": [1, 2], "paging": {"cursors": {}}}, {"data": [2, 1], "paging": {"cursors": {}}}),
        (
            {"code": 0, "data": {"participants": [7, 8], "messages": [1, 2], "has_more": False}},
            {"code": 0, "data": {"participants": [7, 8], "messages": [2, 1], "has_more": False}},
        ),
        (
            {"includes": {"users": [1, 2]}, "meta": {"result_count": 0}},
            {"includes": {"users": [1, 2]}, "meta": {"result_count": 0}},
        ),
        ({"messages": {"data": [1, 2]}, "id": "t_1"}, {"messages": {"data": [2, 1]}, "id": "t_1"}),
        ("bukan", "bukan"),
    ],
)
def test_the_items_are_found_in_any_envelope(answer: Any, expected: Any) -> None:
    assert change_items(answer, lambda items: items[::-1]) == expected


def test_a_broken_item_keeps_what_is_not_broken() -> None:
    assert broken_like(ITEM, "null_id") == {**ITEM, "id": None}
    assert broken_like(ITEM, "wrong_time") == {**ITEM, "created_time": "kemarin"}
    assert "from" not in broken_like(ITEM, "no_sender")
    assert broken_like(ITEM, "null") is None
    assert broken_like(ITEM, "wrong_shape")["from"] == "bukan ini"
    assert broken_like(None, "extra_fields")["baru"]


def test_texts_get_bytes_that_are_none() -> None:
    assert break_texts(b'{"message": "halo", "id": "1"}') == b'{"message": "\xff\xfe\xc3\x28halo", "id": "1"}'
