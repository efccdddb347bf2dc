"""Whose word about the time is believed: platforms, then the database server, then gateways that agree (F40)."""

from dataclasses import replace
from datetime import timedelta

from models.rules.upkeep.clock_readings import ClockReading, judge_clock
from models.rules.upkeep.conditions.row import Effect, Seen
from models.rules.upkeep.conditions.table import judge, what_stops


def _at(**off: float) -> ClockReading:
    return ClockReading(timedelta(**off), "platform")


def test_F40_the_middle_of_the_platforms_is_believed_before_any_other() -> None:
    right, wrong, gateway = _at(seconds=1), _at(days=3), _at(hours=2)
    assert judge_clock([right, right, wrong], [wrong], [gateway]) == right
    assert judge_clock([right, wrong], [], []) == right
    assert judge_clock([wrong], [right], [right]) == wrong
    assert judge_clock([], [], []) is None


def test_F40_the_database_server_comes_next_and_one_gateway_alone_stops_nothing() -> None:
    right, lone = _at(seconds=1), _at(days=3)
    assert judge_clock([], [right], [lone, lone]) == right
    found = judge_clock([], [], [lone])
    assert found == replace(lone, sure=False)
    assert what_stops(judge(Seen(clock=found)), Effect.STOPS_SENDING) is None
    assert [one.key for one in judge(Seen(clock=found))] == ["clock_gateway"]


def test_F40_gateways_are_believed_where_two_agree() -> None:
    right, wrong, alike = _at(seconds=1), _at(days=3), _at(days=3, seconds=40)
    assert judge_clock([], [], [wrong, alike]) == wrong
    assert judge_clock([], [], [right, wrong, alike]) == wrong
    assert judge_clock([], [], [right, wrong]) == replace(right, sure=False)
