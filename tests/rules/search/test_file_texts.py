"""What is kept of a file's words, and when a failed one is tried again."""

from datetime import datetime, timedelta

import pytest

from models.rules.search.file_texts import MOST_TRIES, TextState, due_states, state_of, tried_again_at

NOW = datetime(2026, 11, 3, 2, 0)
T = TextState


@pytest.mark.parametrize(
    ("text", "recognised", "needs_program", "state"),
    [
        ("kata", False, False, T.READ),
        ("kata", True, False, T.RECOGNISED),
        ("", False, False, T.WORDLESS),
        (" \n\t", True, False, T.WORDLESS),
        ("", False, True, T.NEEDS_PROGRAM),
        ("kata", False, True, T.NEEDS_PROGRAM),  # its other pages are still pictures
        ("kata", True, True, T.NEEDS_PROGRAM),
    ],
)
def test_what_is_known_of_a_file(text: str, recognised: bool, needs_program: bool, state: TextState) -> None:
    assert state_of(text, recognised=recognised, needs_program=needs_program) is state


def test_what_needs_the_program_is_due_only_with_it() -> None:
    assert set(due_states(can_recognise=False)) == {T.WAITING}
    assert set(due_states(can_recognise=True)) == {T.WAITING, T.NEEDS_PROGRAM}


def test_a_failure_of_the_pc_is_tried_again_later_each_time_and_then_no_more() -> None:
    waits = [tried_again_at(tries, NOW) for tries in range(1, MOST_TRIES + 1)]
    assert waits == [NOW + timedelta(minutes=10), NOW + timedelta(hours=6), None]
