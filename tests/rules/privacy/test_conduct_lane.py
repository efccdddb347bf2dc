"""Who is kept out of a case of the lane, and when somebody is left who may handle it."""

import pytest

from models.rules.privacy.conduct_lane import Conduct, Keeping, in_lane, keep
from models.rules.staff.roles import Role

STAFF = {
    1: {Role.PENGELOLA},
    2: {Role.KASUBSI_INFOKIM},
    3: {Role.KASI_TIKKIM},
    4: {Role.KEPALA_KANTOR},
    5: {Role.KASI_LALINTALKIM},
}


@pytest.mark.parametrize(
    ("named", "excluded", "expected"),
    [
        ((), (), Keeping(True, frozenset())),
        ((2, 5), (), Keeping(True, frozenset({2, 5}))),
        ((2, 3), (), Keeping(True, frozenset({2, 3}))),
        ((2, 3, 4), (), Keeping(False, frozenset({2, 3, 4}))),
        ((2,), (3, 4), Keeping(False, frozenset({2}))),
        ((1, 2, 3, 4), (), Keeping(True, frozenset())),
        ((1, 2), (3, 4), Keeping(True, frozenset())),
        ((99,), (), Keeping(True, frozenset())),
    ],
)
def test_whoever_is_named_is_kept_out_unless_nobody_would_be_left(
    named: tuple[int, ...], excluded: tuple[int, ...], expected: Keeping
) -> None:
    assert keep(STAFF, named, excluded) == expected


def test_an_office_without_the_three_posts_has_no_lane() -> None:
    assert keep({1: {Role.PENGELOLA}}, ()) == Keeping(False, frozenset())
    assert keep({5: {Role.KASI_LALINTALKIM}}, (5,)) == Keeping(False, frozenset())


def test_who_stands_in_for_one_of_the_three_is_somebody_left() -> None:
    acting = STAFF | {1: {Role.PENGELOLA, Role.KASUBSI_INFOKIM}}
    assert keep(acting, (2, 3, 4)) == Keeping(True, frozenset({2, 3, 4}))


def test_only_a_suspicion_holds_a_case_in_the_lane() -> None:
    assert {state for state in Conduct if in_lane(state)} == {Conduct.WORDS, Conduct.WAY_IN}
