"""Who may decide a pause, and who of them is asked: every post, every office that is short of some."""

from itertools import combinations

import pytest

from models.rules.clocks.countersigning import ASKED, Seat, asked_posts
from models.rules.staff.permissions import PERMISSIONS, Permission
from models.rules.staff.roles import Role

R = Role
DECIDING = PERMISSIONS[Permission.COUNTERSIGN_PAUSE]
SUBSETS = [frozenset(some) for size in range(len(DECIDING) + 1) for some in combinations(sorted(DECIDING), size)]


def seats(*posts: Role, **words: bool) -> list[Seat]:
    return [Seat(frozenset({post}), **({"sees": True} | words)) for post in posts]


def test_whoever_may_decide_is_in_one_row_of_the_table() -> None:
    rows = [post for row in ASKED for post in row]
    assert sorted(rows) == sorted(DECIDING)


@pytest.mark.parametrize("post", list(Role))
def test_who_decides_has_such_a_post_sees_the_case_and_did_not_ask(post: Role) -> None:
    for sees in (True, False):
        for made_it in (True, False):
            decides = post in DECIDING and sees and not made_it
            assert Seat(frozenset({post}), sees, made_it).decides is decides
            assert asked_posts([Seat(frozenset({post}), sees, made_it)]) == ((post,) if decides else ())


@pytest.mark.parametrize("left", SUBSETS, ids=lambda left: "+".join(sorted(left)) or "nobody")
def test_the_next_row_is_asked_only_where_nobody_of_the_one_before_can(left: frozenset[Role]) -> None:
    asked = asked_posts([*seats(*left), *seats(*DECIDING - left, sees=False), *seats(R.PENGELOLA, R.PETUGAS_SEKSI)])
    if left & {R.KASUBSI_INFOKIM, R.KASI_TIKKIM}:
        assert set(asked) == left & {R.KASUBSI_INFOKIM, R.KASI_TIKKIM}
    elif R.KEPALA_KANTOR in left:
        assert asked == (R.KEPALA_KANTOR,)
    else:
        assert set(asked) == left


def test_who_stands_in_for_a_post_is_asked_as_that_post() -> None:
    deputy = Seat(frozenset({R.PETUGAS_SEKSI, R.KASI_TIKKIM}), sees=True)
    assert asked_posts([*seats(R.KASUBSI_INFOKIM, made_it=True), deputy]) == (R.KASI_TIKKIM,)
    # One person with both posts who asked himself decides as neither.
    assert asked_posts([Seat(frozenset({R.KASUBSI_INFOKIM, R.KEPALA_KANTOR}), sees=True, made_it=True)]) == ()
