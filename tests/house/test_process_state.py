"""Nothing lives in one back office alone, where another of the office would have to know it, without a reason."""

from tests.house.process_register import REGISTER
from tests.house.process_state import process_state


def test_whatever_is_kept_in_a_process_has_its_reason_and_nothing_else_stands_there() -> None:
    found = process_state()
    assert found - REGISTER.keys() == set()
    assert REGISTER.keys() - found == set()
