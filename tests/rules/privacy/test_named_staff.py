"""Whom a text names: by two parts of a name, by one behind a title, by a post it is not addressed to."""

import pytest

from models.rules.privacy.named_staff import Colleague, named_in
from models.rules.staff.roles import Role

STAFF = (
    Colleague(1, ("Rahmat Hidayat, S.H.", "Drs. Rahmat Hidayat"), frozenset({Role.PENGELOLA})),
    Colleague(2, ("Dewi Lestari Putri",), frozenset({Role.KASUBSI_INFOKIM})),
    Colleague(3, ("Al Bo",), frozenset({Role.KASI_TIKKIM})),
    # Acting for the head besides his own post.
    Colleague(4, ("Siti Aminah",), frozenset({Role.KASI_LALINTALKIM, Role.KEPALA_KANTOR})),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Paspor saya belum jadi", set()),
        ("Rahmat Hidayat minta uang", {1}),
        ("oleh RAHMAT   hidayat.", {1}),
        ("Pak Rahmat minta uang", {1}),
        ("petugasnya bernama Hidayat", {1}),
        ("rahmat Tuhan bagi kita, dapat hidayat", set()),
        ("Lestari Putri yang melayani", {2}),
        ("mbak Dewi judes", {2}),
        ("Dewi judes", set()),
        ("pak al dan bu bo", set()),
        ("admin WA-nya marah-marah", {1}),
        ("Kasubsi Infokim tahu", {2}),
        ("kasi saya waktu, saya di tikkim", set()),
        ("KASI TIKKIM dan kakanim", {3, 4}),
        ("Kepala Kantor minta setoran", {4}),
        ("Kepada Yth. Bapak Kepala Kantor Imigrasi", set()),
        ("Yth. Kepala Kantor, kepala kantor sendiri yang minta", {4}),
        ("dr. S.H. drs", set()),
    ],
)
def test_a_text_names_whom_it_can_be_told_to_name(text: str, expected: set[int]) -> None:
    assert named_in(text, STAFF) == expected
