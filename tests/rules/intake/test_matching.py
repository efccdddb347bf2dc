"""Where a message goes: the whole product of direction, an open complaint and a closed one."""

from models.rules.channels.messages import Direction
from models.rules.intake.matching import Match, match


def test_an_open_complaint_takes_every_message_of_its_thread() -> None:
    for direction in Direction:
        assert match(direction, 5, 3) == Match(join=5)


def test_without_an_open_one_only_the_citizen_opens_and_the_last_is_linked() -> None:
    assert match(Direction.IN, None, 3) == Match(opens=True, previous=3)
    assert match(Direction.IN, None, None) == Match(opens=True)
    assert match(Direction.OUT, None, 3) == Match()
