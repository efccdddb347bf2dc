"""Lists of the Graph fakes."""

from dataclasses import dataclass

import pytest

from sync_agent.simulator.graph.errors import GraphError
from sync_agent.simulator.graph.paging import listed, moment


@dataclass
class Row:
    id: str


ROWS = [Row(str(number)) for number in range(5)]


def ids(page: dict) -> list[str]:
    return [row["id"] for row in page["data"]]


def give(rows: list[Row], **arguments: str) -> dict:
    return listed(rows, lambda row: {"id": row.id}, arguments, "https://graph.example/1/comments", most=2)


def test_pages_follow_each_other_by_their_cursors_and_the_last_has_no_next() -> None:
    first = give(ROWS)
    second = give(ROWS, after=first["paging"]["cursors"]["after"])
    third = give(ROWS, after=second["paging"]["cursors"]["after"])
    assert [ids(page) for page in (first, second, third)] == [["0", "1"], ["2", "3"], ["4"]]
    assert "next" in second["paging"] and "next" not in third["paging"]
    assert ids(give(ROWS, before=third["paging"]["cursors"]["before"])) == ["2", "3"]


def test_a_cursor_still_counts_when_its_row_is_gone() -> None:
    first = give(ROWS)
    left = [row for row in ROWS if row.id != "1"]
    assert ids(give(left, after=first["paging"]["cursors"]["after"])) == ["2", "3"]


def test_an_empty_list_has_no_paging_and_a_strange_cursor_is_refused() -> None:
    assert give([]) == {"data": []}
    with pytest.raises(GraphError):
        give(ROWS, after="bukan kursor")


def test_times_are_written_as_meta_writes_them() -> None:
    assert moment(1_795_572_184) == "2026-11-25T02:03:04+0000"
