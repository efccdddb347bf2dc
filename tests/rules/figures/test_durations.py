"""Durations: the 95th percentile is one that was measured, and nothing ended has no figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.figures.durations import percentile, summary


@pytest.mark.parametrize(
    ("values", "p95"),
    [([], None), ([7.0], 7.0), ([1.0, 2.0], 2.0), (list(range(1, 101)), 95), (list(range(1, 21)), 19)],
)
def test_the_percentile_is_by_nearest_rank(values: list[float], p95: float | None) -> None:
    assert percentile(values, 0.95) == p95


def test_nothing_ended_has_no_figures() -> None:
    assert summary([]) == {"count": 0, "mean": None, "median": None, "p95": None}


def test_the_summary_is_rounded() -> None:
    assert summary([1, 2, 4]) == {"count": 3, "mean": 2.33, "median": 2, "p95": 4}


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0.01, 1))
def test_the_share_of_the_values_does_not_exceed_it(values: list[float], share: float) -> None:
    found = percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9
