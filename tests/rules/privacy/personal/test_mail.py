"""Mail addresses and accounts: found in any spelling, and the office's own stay."""

import pytest

from models.rules.privacy.personal.mail import addresses_in


def _found(text: str) -> list[str]:
    return [text[start:end] for start, end in addresses_in(text)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ke siti.rahma@gmail.com.", "siti.rahma@gmail.com"),
        ("ke siti.rahma@mail.kampus.ac.id ya", "siti.rahma@mail.kampus.ac.id"),
        ("siti (at) contoh (dot) com", "siti (at) contoh (dot) com"),
        ("siti [at] contoh [titik] co [titik] id", "siti [at] contoh [titik] co [titik] id"),
        ("siti at gmail dot com", "siti at gmail dot com"),
        ("siti . rahma @ gmail . com", "siti . rahma @ gmail . com"),
        ("lihat @siti_rahma99 di IG", "siti_rahma99"),
        ("fb: budi.hartono", "budi.hartono"),
        ("ig ku dwi.ayu23 ada", "dwi.ayu23"),
        ("tiktok nya rizkyy_99", "rizkyy_99"),
        ("lihat t.me/budi_tkj", "budi_tkj"),
        ("https://www.instagram.com/melati.putri99/", "melati.putri99"),
        ("username saya yanti_kepri terkunci", "yanti_kepri"),
        ("DM ke sitirahma99 aja", "sitirahma99"),
        ("surel a.wijaya(at)kantorku.co.id", "a.wijaya(at)kantorku.co.id"),
        ("sari.dewi et gmail titik kom", "sari.dewi et gmail titik kom"),
        ("email joni88 gmail", "joni88 gmail"),
    ],
)
def test_an_address_is_found_whole_in_any_spelling(text: str, address: str) -> None:
    assert address in _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "humas@imigrasi.go.id",
        "@imigrasi_belakangpadang",
        "info@kanim.go.id",
        "jam 8 @ loket",
        "look at this dot",
        "a@b",
        "ig kantor tidak aktif",
        "instagram.com/imigrasi_batam",
        "foto_ktp.jpg dan scan_paspor_2",
        "email gmail saya penuh",
        "",
    ],
)
def test_the_offices_own_address_and_other_signs_stay(text: str) -> None:
    assert _found(text) == []
