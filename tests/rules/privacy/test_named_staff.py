"""Whom a text names: by two parts of a name, by one behind a title, by a post it is not addressed to."""

import pytest

from models.rules.privacy.named_staff import Colleague, named_first, named_in
from models.rules.staff.roles import Role

STAFF = (
    Colleague(1, ("Rahmat Hidayat, S.H.", "Drs. Rahmat Hidayat"), frozenset({Role.PENGELOLA}), "198503122010011004"),
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
        ("R\u0430hmat Hid\u0430y\u0430t", {1}),
        ("Rah\u200bmat Hidayat", {1}),
        ("NIP 19850312 201001 1 004", {1}),
        ("nomor 1985031220100110045", set()),
        ("petugas meja depan", {1}),
        ("bagian Infokim", {1, 2}),
        ("seksi TIKKIM", {1, 2, 3}),
        ("Kepala Seksi TIKKIM", {3}),
        ("Yth. Seksi TIKKIM", set()),
    ],
)
def test_a_text_names_whom_it_can_be_told_to_name(text: str, expected: set[int]) -> None:
    assert named_in(text, STAFF) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("front desk", True),
        ("pak Rahmat", True),
        ("mbak Dewi", False),
        ("Lestari Putri", True),
        ("mohon perhatian bapak kepala kantor", False),
        ("saya lapor ke Kasi TIKKIM", False),
        ("Yth. Kepala Kantor", False),
        ("Kasi TIKKIM membentak saya", True),
        ("Kepala Kantor membentak saya", True),
        ("Paspor saya belum jadi", False),
    ],
)
def test_one_part_of_a_name_is_enough_only_of_who_has_it_first(text: str, expected: bool) -> None:
    assert named_first(text, STAFF) is expected


def test_who_is_called_by_his_post_alone_is_not_named_by_it() -> None:
    called = [Colleague(5, ("Contoh Kepala Kantor",), frozenset({Role.KEPALA_KANTOR}))]
    assert not named_first("mohon perhatian Kepala Kantor", called)
