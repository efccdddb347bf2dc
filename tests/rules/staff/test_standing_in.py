"""Who acts for a post that a case passes over: the whole product of posts and sets of recused posts."""

from itertools import chain, combinations

import pytest

from models.rules.staff.roles import Role
from models.rules.staff.standing_in import NEXT, standing_in

POSTS = tuple(NEXT)
SETS = [frozenset(some) for some in chain.from_iterable(combinations(POSTS, size) for size in range(len(POSTS) + 1))]


@pytest.mark.parametrize("post", Role)
def test_nobody_recused_acts_while_somebody_else_is_left(post: Role) -> None:
    for recused in SETS:
        acts = standing_in(post, recused)
        if post not in recused:
            assert acts is post
        elif set(NEXT[post]) <= recused:
            assert acts is post  # nobody is left: the case stays where the rule can see it
        else:
            assert acts not in recused
            assert acts is next(role for role in NEXT[post] if role not in recused)


@pytest.mark.parametrize(
    ("post", "recused", "acts"),
    [
        (Role.PENGELOLA, {Role.PENGELOLA}, Role.KASUBSI_INFOKIM),
        (Role.KASUBSI_INFOKIM, {Role.KASUBSI_INFOKIM}, Role.KASI_TIKKIM),
        (Role.KASI_LALINTALKIM, {Role.KASI_LALINTALKIM}, Role.KEPALA_KANTOR),
        (Role.KASI_INTELDAKIM, {Role.KASI_INTELDAKIM, Role.KEPALA_KANTOR}, Role.KASI_TIKKIM),
        (Role.KEPALA_KANTOR, {Role.KEPALA_KANTOR}, Role.KASI_TIKKIM),
        (Role.KEPALA_KANTOR, {Role.KEPALA_KANTOR, Role.KASI_TIKKIM}, Role.KASUBSI_INFOKIM),
    ],
)
def test_the_work_goes_to_the_next_post_up_and_for_the_head_to_who_keeps_complaints(
    post: Role, recused: set[Role], acts: Role
) -> None:
    assert standing_in(post, recused) is acts


def test_no_section_ever_stands_in_for_another_post() -> None:
    sections = {Role.KASI_LALINTALKIM, Role.KASI_INTELDAKIM, Role.PETUGAS_SEKSI, Role.ADMINISTRATOR}
    assert [post for post, others in NEXT.items() if sections & set(others)] == []
    assert all(post not in others and len(set(others)) == len(others) for post, others in NEXT.items())
