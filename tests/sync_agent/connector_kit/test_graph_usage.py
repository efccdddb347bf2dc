"""Meta's usage headers: the fullest budget, the longest wait, and nothing out of nonsense."""

import json
from datetime import timedelta

import pytest

from sync_agent.connector_kit.graph_usage import Usage, percent_used, rest_between, wait_seconds

APP, BUSINESS = "x-app-usage", "x-business-use-case-usage"


def test_the_fullest_budget_of_all_counts() -> None:
    rows = {"1": [{"type": "pages", "call_count": 12, "total_cputime": 91}], "2": [{"type": "messenger"}]}
    headers = {APP: json.dumps({"call_count": 30, "total_time": 5}), BUSINESS: json.dumps(rows)}
    assert percent_used(headers) == 91
    assert percent_used({APP: '{"call_count":30}'}) == 30
    assert percent_used({}) is None


def test_F23_minutes_become_seconds_and_the_longest_counts() -> None:
    rows = {"1": [{"estimated_time_to_regain_access": 5}, {"estimated_time_to_regain_access": 12}]}
    assert wait_seconds({BUSINESS: json.dumps(rows)}) == 720.0


@pytest.mark.parametrize("text", ["", "x", "[]", "null", '{"1":"x"}', '{"1":["x"]}', '{"1":[{"call_count":"80"}]}'])
def test_F24_what_states_nothing_is_nothing(text: str) -> None:
    headers = {APP: text, BUSINESS: text}
    assert wait_seconds(headers) is None
    assert percent_used(headers) is None


def test_a_wait_without_end_is_bounded() -> None:
    assert wait_seconds({BUSINESS: '{"1":[{"estimated_time_to_regain_access":1e12}]}'}) == 7 * 86_400.0
    assert wait_seconds({BUSINESS: '{"1":[{"estimated_time_to_regain_access":0}]}'}) is None


def test_a_budget_an_answer_does_not_name_is_remembered_for_a_while() -> None:
    usage = Usage()
    assert usage.percent is None
    usage.note({BUSINESS: '{"1":[{"call_count":85}]}'})
    usage.note({APP: '{"call_count":10}'})
    assert usage.percent == 85
    for _ in range(25):
        usage.note({})
    assert usage.percent is None
    usage.note({APP: '{"call_count":10}'})
    assert usage.percent == 10


@pytest.mark.parametrize(
    ("percent", "minutes"), [(None, 0), (0, 0), (79, 0), (80, 1), (89, 1), (90, 5), (94, 5), (95, 10), (130, 10)]
)
def test_the_fuller_a_budget_the_longer_between_two_looks(percent: int | None, minutes: int) -> None:
    assert rest_between(percent) == timedelta(minutes=minutes)
