"""The switches themselves: which request runs into a fault, how often, and what cannot be switched on."""

import pytest

from sync_agent.simulator.breaking_connections import CONNECTION_BREAKAGES
from sync_agent.simulator.breaking_contents import BAD_ITEMS, CONTENT_BREAKAGES
from sync_agent.simulator.fault_kinds import KINDS
from sync_agent.simulator.faults import Switchboard, WrongSwitch
from sync_agent.simulator.places import WAHA, Places

SEND = "/waha/api/sendText"


def _struck(board: Switchboard, times: int, path: str = SEND, method: str = "POST") -> list[bool]:
    return [bool(board.take(method, path)) for _ in range(times)]


def test_every_kind_has_a_breakage_and_every_breakage_a_kind() -> None:
    assert set(KINDS) == set(CONNECTION_BREAKAGES) | set(CONTENT_BREAKAGES)
    assert not set(CONNECTION_BREAKAGES) & set(CONTENT_BREAKAGES)


def test_the_bad_item_of_the_table_is_one_there_is() -> None:
    assert KINDS["bad_item"].settings["shape"] in BAD_ITEMS


def test_a_fault_strikes_as_often_as_its_count_after_those_it_lets_pass() -> None:
    board = Switchboard()
    board.switch_on({"kind": "reset_before", "path": "*/sendText", "count": 2, "skip": 1})
    assert _struck(board, 5) == [False, True, True, False, False]
    assert board.faults()[0].hits == 2


def test_a_fault_strikes_only_its_path_and_its_method() -> None:
    board = Switchboard()
    board.switch_on({"kind": "reset_before", "path": "*/sendText", "method": "POST"})
    assert _struck(board, 1, method="GET") + _struck(board, 1, "/waha/api/sessions/default") == [False, False]
    assert _struck(board, 1) == [True]


def test_the_same_seed_gives_the_same_luck() -> None:
    outcomes = []
    for seed in (1, 1, 2):
        board = Switchboard(seed)
        board.switch_on({"kind": "reset_before", "probability": 0.5})
        outcomes.append(_struck(board, 40))
    assert outcomes[0] == outcomes[1] != outcomes[2]
    assert 5 < sum(outcomes[0]) < 35


def test_faults_can_be_taken_away_one_or_all() -> None:
    board = Switchboard()
    first = board.switch_on({"kind": "delay"})
    board.switch_on({"kind": "empty"})
    assert board.switch_off(first.number) == 1
    assert [fault.kind for fault in board.faults()] == ["empty"]
    assert board.switch_off() == 1
    assert board.faults() == []


def test_settings_not_given_come_from_the_table_and_texts_become_numbers() -> None:
    board = Switchboard()
    fault = board.switch_on({"kind": "late_post", "seconds": "1.5"})
    assert fault.settings == {"seconds": 1.5, "hold": 0.0}
    assert fault.path == WAHA.sends


def test_a_fault_of_one_platform_strikes_nowhere_else_and_one_of_none_strikes_all() -> None:
    board = Switchboard(0, {"waha": WAHA, "x": Places("/x/*", "GET /x/*", "POST /x/*")})
    one, every = (board.switch_on({"kind": "late_post", **payload}) for payload in ({"platform": "x"}, {}))
    assert [fault.number for fault in board.take("POST", "/x/2/tweets")] == [one.number, every.number]
    assert [fault.number for fault in board.take("POST", SEND)] == [every.number]
    assert board.take("GET", "/x/2/tweets") == []


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"kind": "tidak ada"},
        {"kind": "delay", "platform": "tidak ada"},
        {"kind": "delay", "detik": 3},
        {"kind": "delay", "seconds": "lama"},
        {"kind": "delay", "count": "x"},
    ],
)
def test_a_wrong_switch_is_refused(payload: dict[str, object]) -> None:
    with pytest.raises(WrongSwitch):
        Switchboard().switch_on(payload)
