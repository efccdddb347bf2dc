"""Paging by bisection gives the same as a plain sort and filter."""

from hypothesis import given
from hypothesis import strategies as some

from sync_agent.simulator.timeline import Timeline
from sync_agent.simulator.waha.messages import Message

_moments = some.integers(0, 30)


def _messages(moments: list[int]) -> list[Message]:
    return [Message(str(at), "1@c.us", False, "", moment, at, 0.0) for at, moment in enumerate(moments)]


@given(some.lists(_moments), some.lists(_moments), _moments, _moments, some.integers(0, 9), some.booleans())
def test_a_page_is_what_a_plain_sort_would_give(
    bulk: list[int], single: list[int], low: int, high: int, offset: int, descending: bool
) -> None:
    rows = _messages(bulk + single)
    timeline = Timeline()
    timeline.extend(rows[: len(bulk)])
    for row in rows[len(bulk) :]:
        timeline.add(row)
    plain = sorted(
        (row for row in rows if low <= row.timestamp <= high), key=lambda row: row.place, reverse=descending
    )
    assert timeline.page(timeline.between(low, high), offset, 4, descending) == plain[offset : offset + 4]


@given(some.lists(_moments, min_size=1), some.data())
def test_a_removed_message_is_gone_and_no_other(moments: list[int], data: some.DataObject) -> None:
    rows = _messages(moments)
    timeline = Timeline()
    timeline.extend(rows)
    gone = data.draw(some.sampled_from(rows))
    timeline.remove(gone)
    timeline.remove(gone)
    assert timeline.rows == sorted((row for row in rows if row is not gone), key=lambda row: row.place)
