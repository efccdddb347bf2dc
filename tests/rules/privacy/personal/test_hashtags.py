"""Hashtags: a name within one is found, and what only asks or praises stays."""

import pytest

from models.rules.privacy.personal.hashtags import tagged_in


def _found(text: str) -> list[str]:
    return [text[start:end] for start, end in tagged_in(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("#JusticeForRobbySitanggang #batam", "RobbySitanggang"),
        ("#SaveRatnaSimbolon", "RatnaSimbolon"),
        ("#BebaskanPakDarmawan nelayan", "Darmawan"),
        ("#KeadilanUntukXutimanQolbi", "XutimanQolbi"),
        ("#FreeThanhNguyen", "ThanhNguyen"),
        ("#terimakasihbukartikawati loket 3", "kartikawati"),
        ("#prayforrizkyfebriansyah", "rizkyfebriansyah"),
    ],
)
def test_a_name_in_a_hashtag_is_found(text: str, name: str) -> None:
    assert _found(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "#ImigrasiBelakangPadang #MelayaniDenganHati",
        "#SaveNelayan #JusticeForAll #NoViralNoJustice",
        "#TangkapMafiaPaspor #KaburAjaDulu",
        "#terimakasihimigrasi #pelayananprima",
        "#BatamCentre #TanjungBalaiKarimun #M_Paspor",
        "nomor #12",
        "",
    ],
)
def test_a_hashtag_that_names_nobody_stays(text: str) -> None:
    assert _found(text) == []
