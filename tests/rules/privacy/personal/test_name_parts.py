"""What belongs to a name: short forms, clans, forefathers and titles are found with it."""

import pytest

from models.rules.privacy.personal.names import names_in


def _left(text: str) -> str:
    covered = {place for start, end in names_in(text) for place in range(start, end)}
    return "".join(sign for place, sign in enumerate(text) if place not in covered)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("my friend Md. Shahidul Islam from here", "my friend  from here"),
        ("Paspor a.n. Abd. Hamid belum keluar", "Paspor a.n.  belum keluar"),
        ("M. Yusuf Lubis belum terima SMS", " belum terima SMS"),
        ("kawanku mawar br ginting ditolak", "kawanku  ditolak"),
        ("istri saya lamria boru hutapea ditolak", "istri saya  ditolak"),
        ("Letchumanan s/o Muthu lost his permit", " lost his permit"),
        ("Passenger Ismail b. Yusof waits", "Passenger  waits"),
        ("Sarjono, A.Md.Im petugas yang bentak", " petugas yang bentak"),
        ("Irmansyah, S.E. kepala seksi", " kepala seksi"),
        ("cari fb saya Lina Marpaung Bp yg foto", "cari fb saya  yg foto"),
    ],
)
def test_what_belongs_to_a_name_is_found_with_it(text: str, left: str) -> None:
    assert _left(text) == left


@pytest.mark.parametrize(
    "text", ["saya br bangun, br dapat nomor", "jam 2 s/d 4 sore", "S.E. Dirjen masih berlaku", ""]
)
def test_such_a_part_alone_is_no_name(text: str) -> None:
    assert _left(text) == text
