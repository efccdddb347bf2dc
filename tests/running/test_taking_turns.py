"""Files of many tests and of few take turns, and no test is lost or parted from its file."""

from hypothesis import given
from hypothesis import strategies as st

from tests.running.taking_turns import in_turns


def test_the_file_of_most_comes_first_and_then_the_one_of_fewest() -> None:
    tests = ["a1", "b1", "b2", "b3", "c1", "c2", "d1", "d2", "d3", "d4"]
    assert in_turns(tests, lambda test: test[0]) == ["d1", "d2", "d3", "d4", "a1", "b1", "b2", "b3", "c1", "c2"]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 99)), unique=True))
def test_every_test_is_there_once_with_those_of_its_file(tests: list[tuple[str, int]]) -> None:
    found = in_turns(tests, lambda test: test[0])
    assert sorted(found) == sorted(tests)
    for file in "abcdef":
        places = [place for place, test in enumerate(found) if test[0] == file]
        assert places == list(range(places[0], places[0] + len(places))) if places else True
        assert [found[place] for place in places] == [test for test in tests if test[0] == file]
