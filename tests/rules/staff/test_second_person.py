"""Two accounts of one person are known by any sign, and what is asked has a digest that no other request shares."""

import pytest

from models.rules.staff.second_person import Known, digest_of, other_post, same_person

BUDI = Known(1, 7, "19800101 200001 1 001", ("Budi Santoso",))


@pytest.mark.parametrize(
    "other",
    [
        Known(1, None, "", ("Lain",)),
        Known(2, 7, "", ("Lain",)),
        Known(2, 8, "198001012000011001", ("Lain",)),
        Known(2, None, "", ("BUDI  SANTOSO, S.H.",)),
        Known(2, None, "", ("Lain", "Búdi Santoso")),
    ],
)
def test_any_sign_of_one_person_is_enough(other: Known) -> None:
    assert same_person(BUDI, other)
    assert same_person(other, BUDI)


def test_what_is_not_known_makes_nobody_the_same() -> None:
    assert not same_person(Known(1, None, "", ("", "-")), Known(2, None, "", ("", "?")))
    assert not same_person(BUDI, Known(2, 8, "19800101 200001 1 002", ("Budi Santosa",)))


def test_a_post_in_common_is_no_other_post() -> None:
    assert other_post(["administrator"], ["kepala_kantor", "kasi_tikkim"])
    assert not other_post(["kasubsi_infokim", "kepala_kantor"], ["kepala_kantor"])


def test_no_two_requests_read_the_same() -> None:
    assert len({digest_of(parts) for parts in (["ab", "c"], ["a", "bc"], ["abc"], ["ab", "c", ""], [])}) == 5
