"""When the watcher tells of a condition, and which outside watchers it may tell."""

from datetime import datetime

import pytest

from models.rules.upkeep.conditions.row import Part
from models.rules.upkeep.watched import (
    AddressRefused,
    Looked,
    Memory,
    Turn,
    Wrong,
    checked_address,
    turn,
)

A, B = Wrong("agent_silent", "start it"), Wrong("disk_media", "make room")
NOW = datetime(2026, 11, 24, 3, 0)


AWAY = Wrong("unreachable", "see that it runs", Part.DATABASE)
NOT_ASKED = frozenset({Part.SCHEMA, Part.OFFICE})


def turns(*looks: tuple[Wrong, ...] | Looked) -> list[Turn]:
    """Return what each look brought, one after another."""
    memory, found = Memory(), []
    for look in looks:
        memory, one = turn(memory, look if isinstance(look, Looked) else Looked(look))
        found.append(one)
    return found


def test_a_condition_is_told_once_at_the_second_look_and_once_when_it_is_over() -> None:
    first, second, third, over, after = turns((A,), (A,), (A,), (), ())
    assert (first.begun, first.holds) == ((), ())
    assert (second.begun, second.holds) == ((A,), (A,))
    assert (third.begun, third.holds, third.ended) == ((), (A,), ())
    assert (over.ended, over.holds) == (("agent_silent",), ())
    assert after == Turn((), (), (), well=True)
    assert [one.well for one in (first, second, third, over)] == [False, False, False, True]


def test_what_one_look_alone_found_is_never_told() -> None:
    assert all(not one.begun and not one.ended for one in turns((A,), (), (A,), (), (B,)))


def test_what_is_wrong_under_another_name_each_time_is_told_at_the_second_look() -> None:
    crowded = Wrong("crowded", "close other programs", Part.DATABASE)
    found = turns((AWAY,), (crowded,), (AWAY,), ())
    assert [[each.key for each in one.holds] for one in found] == [[], ["crowded"], ["unreachable"], []]
    assert [one.well for one in found] == [False, False, False, True]


def test_what_could_not_be_asked_is_neither_over_nor_told_twice_nor_well() -> None:
    away = Looked((AWAY,), NOT_ASKED)
    found = turns((A,), (A,), away, away, (A,), (), Looked((), NOT_ASKED))
    assert [[each.key for each in one.begun] for one in found] == [
        [],
        ["agent_silent"],
        ["unreachable"],
        [],
        [],
        [],
        [],
    ]
    assert [one.ended for one in found] == [(), (), (), (), ("unreachable",), ("agent_silent",), ()]
    assert found[3].holds == (AWAY, A)
    assert [one.well for one in found] == [False] * 5 + [True, False]


def test_what_was_seen_once_counts_when_it_is_found_after_a_look_that_could_not_ask() -> None:
    found = turns((A,), Looked((), NOT_ASKED), (A,))
    assert [one.begun for one in found] == [(), (), (A,)]


def test_conditions_begin_and_end_each_by_itself() -> None:
    found = turns((A,), (A, B), (A, B), (B,), (A, B), (A, B))
    assert [one.begun for one in found] == [(), (A,), (B,), (), (), (A,)]
    assert [one.ended for one in found] == [(), (), (), ("agent_silent",), (), ()]


@pytest.mark.parametrize(
    "address",
    [
        "https://hc-ping.com/0b9c1c2e-aaaa-bbbb-cccc-0123456789ab",
        "http://127.0.0.1:8000/ping/x",
        "http://[::1]:8000/ping/x",
        "http://192.168.1.9/ping/x",
        "http://localhost/x",
    ],
)
def test_an_address_that_stays_in_the_office_or_is_encrypted_is_taken(address: str) -> None:
    assert checked_address(f" {address}/\n") == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "hc-ping.com/x",
        "http://hc-ping.com/x",
        "http://8.8.8.8/x",
        "http://0.0.0.0/x",
        "ftp://127.0.0.1/x",
        "https://name:word@hc-ping.com/x",
        "https://hc-ping.com/x?status=up",
        "https://hc-ping.com/x#a",
        "https://hc-ping.com:0/x",
        "https://hc-ping.com:port/x",
        "https://[::1/x",
        "https://hc-ping.com/\x07",
        "https://hc-ping.com/" + "x" * 500,
    ],
)
def test_any_other_address_is_refused_without_being_repeated(address: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        checked_address(address)
    assert "it takes an address like" in str(refused.value)
    assert not address or address not in str(refused.value)
