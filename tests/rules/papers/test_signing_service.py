"""What an office enters of its own service is refused with what to correct, and a NIK is sixteen figures."""

from dataclasses import replace

import pytest

from models.rules.core.errors import RuleBroken
from models.rules.papers.signing_service import (
    ASKS_LABELS,
    NOBODY,
    SERVICE_VERSIONS,
    Asks,
    Entered,
    checked,
    is_open_line,
    read_nik,
)

GOOD = Entered("https://layanan.contoh.invalid", "aduan", "sandi")


def test_what_is_complete_is_taken_as_it_is() -> None:
    assert checked(GOOD, kept=False) == GOOD
    assert checked(replace(GOOD, base_url=" https://layanan.contoh.invalid/ "), kept=False) == GOOD
    assert checked(replace(GOOD, password=""), kept=True).password == ""
    assert set(ASKS_LABELS) == set(Asks)
    assert set(SERVICE_VERSIONS) == {"v1", "v2"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"base_url": "layanan.contoh.invalid"}, "Alamat layanan"),
        ({"base_url": "ftp://layanan.contoh.invalid"}, "Alamat layanan"),
        ({"base_url": "https://aduan:sandi@layanan.contoh.invalid"}, "Alamat layanan"),
        ({"base_url": "https://layanan.contoh.invalid:x"}, "Alamat layanan"),
        ({"base_url": "https://layanan.contoh.invalid?sandi=1"}, "Alamat layanan"),
        ({"base_url": "https://" + "a" * 300}, "terlalu panjang"),
        ({"username": " "}, "nama akun"),
        ({"username": "a:b"}, "titik dua"),
        ({"password": ""}, "sandi akun"),
        ({"version": "v3"}, "Pilih versi"),
        ({"asks": "sidik"}, "Pilih versi"),
        ({"version": "v1", "asks": Asks.CODE}, "hanya mengenal passphrase"),
        ({"tag": "dua kata"}, "tanpa spasi"),
        ({"tag": ""}, "tanpa spasi"),
        ({"authority": "bukan sertifikat"}, "berkas PEM"),
    ],
)
def test_what_is_wrong_is_told(wrong: dict[str, str], said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        checked(replace(GOOD, **wrong), kept=False)


def test_an_address_without_tls_is_an_open_line() -> None:
    assert [is_open_line(url) for url in ("http://10.0.0.5:8080", "https://layanan.contoh.invalid")] == [True, False]


def test_a_nik_is_sixteen_figures_or_none() -> None:
    assert read_nik(" 3171 0000 0000 0001 ") == "3171000000000001"
    assert read_nik("  ") == ""
    for wrong in ("317100000000001", "31710000000000012", "317100000000000a", "٣171000000000001", NOBODY):
        with pytest.raises(RuleBroken, match="NIK"):
            read_nik(wrong)


def test_its_password_is_in_no_words() -> None:
    assert "sandi" not in repr(GOOD).replace("asks=<Asks.PASSPHRASE: 'sandi'>", "")
