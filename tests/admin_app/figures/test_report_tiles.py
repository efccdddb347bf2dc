"""The head of a report does not flatter: what is late comes first, and what runs past its time counts."""

from typing import Any

from admin_app.figures.report_tiles import tiles


def step(number: int, on_time: int, late: int = 0, running_late: int = 0) -> dict[str, int]:
    """Return the counts of a step."""
    return {
        "step": number, "ended": on_time + late, "on_time": on_time, "late": late, "running_late": running_late,
    }  # fmt: skip


def figures(*steps: dict[str, int]) -> dict[str, Any]:
    """Return what the tiles read of a report with these steps."""
    return {
        "steps": steps,
        "whole": {"net": {"count": 4, "median": 90}},
        "received": 30,
        "open": [],
        "late": [1] * 26,
    }


def test_steps_of_the_program_and_overdue_ones_do_not_make_94_percent() -> None:
    first, second = tiles(figures(step(1, 30), step(2, 17, 3), step(3, 0, 0, 26)))[:2]
    assert (first.title, first.value, first.bad) == ("Lewat batas sekarang", 26, True)
    assert (second.value, [part.count for part in second.parts]) == (37.0, [26, 3, 17])
    assert second.bad


def test_where_nothing_is_due_or_was_counted_there_is_no_share() -> None:
    nothing = tiles(figures(step(1, 30), step(2, 0)))[1]
    assert (nothing.value, nothing.bad) == (None, False)
    closed = step(2, 17, 3)
    del closed["running_late"]
    assert (tiles(figures(closed))[1].value, tiles(figures(closed))[1].parts) == (None, ())
