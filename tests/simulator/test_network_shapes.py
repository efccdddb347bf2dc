"""How a fake's settings are written for a person, read back, and refused."""

from dataclasses import dataclass, field

import pytest

from sync_agent.simulator.control_shapes import WrongWish
from sync_agent.simulator.network_shapes import as_lines, change_fields, from_lines


@dataclass
class Behaviour:
    """Settings of every type a fake may have."""

    token: str = "contoh"
    shut: bool = False
    hours: float = 24.0
    calls: int = 15
    shut_out: list[str] = field(default_factory=list)
    password: str | None = None


def test_what_was_written_is_read_back_the_same() -> None:
    behaviour = Behaviour(shut=True, shut_out=["a", "b"])
    assert as_lines(behaviour).splitlines() == [
        "token=contoh",
        "shut=ya",
        "hours=24.0",
        "calls=15",
        "shut_out=a, b",
        "password=",
    ]
    change_fields(behaviour, from_lines(behaviour, as_lines(behaviour)))
    assert behaviour == Behaviour(shut=True, shut_out=["a", "b"])


def test_what_was_typed_takes_the_type_of_what_it_replaces() -> None:
    behaviour = Behaviour()
    change_fields(behaviour, from_lines(behaviour, "shut=ya\nhours=1.5\ncalls=3\nshut_out=ani\npassword=x"))
    assert behaviour == Behaviour(shut=True, hours=1.5, calls=3, shut_out=["ani"], password="x")


@pytest.mark.parametrize("lines", ["calls=banyak", "tidak_ada=1", "hours=sehari"])
def test_what_cannot_be_is_refused_and_changes_nothing(lines: str) -> None:
    behaviour = Behaviour()
    with pytest.raises(WrongWish):
        change_fields(behaviour, from_lines(behaviour, f"token=lain\n{lines}"))
    assert behaviour == Behaviour()
