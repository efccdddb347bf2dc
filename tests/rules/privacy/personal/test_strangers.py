"""Names that nothing introduces: found where a name stands, and places, firms, slips and heads of lists stay."""

import pytest

from models.rules.privacy.personal.strangers import stands_alone
from models.rules.privacy.personal.words import Sentence


def _found(text: str) -> list[str]:
    return [text[start:end] for start, end in stands_alone(Sentence(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Pieter van der Meer here, my visa is stuck", ["Pieter van der Meer"]),
        ("1) Suparmi 2) Wagiyem 3) Xutiman belum dipanggil", ["Suparmi", "Wagiyem", "Xutiman"]),
        ("- Lim Siew Hong\n- Tan Ah Kow", ["Lim Siew Hong", "Tan Ah Kow"]),
        ("sudah dua minggu menunggu - Yosephinex", ["Yosephinex"]),
        ("punya adik saya (Rosnahwe) sudah jadi", ["Rosnahwe"]),
        ("Tumayem belum dipanggil", ["Tumayem"]),
        ("dilayani Xaverius tadi", ["Xaverius"]),
        ("Terima kasih\nIndah", ["Indah"]),
        ("PASPOR LIM SIEW HONG RUSAK", ["LIM SIEW HONG"]),
    ],
)
def test_a_name_is_found_where_one_stands(text: str, names: list[str]) -> None:
    assert _found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Aplikais error terus",
        "Indah sekali janji manis ini",
        "Dewi Fortuna belum berpihak",
        "Pelabuhan Sekupang, Harbour Bay",
        "PT Xaverindo mensponsori kami",
        "1) KTP 2) Akta 3) Materai",
        "YANG GEBLEK YA SIAPA",
        "Mantaf, lanjutkan",
        "Dibandingkan sama Qerdim 14 bedanya apa ya",
        "Zyrkamba voqalin estu moravek paspor",
        "",
    ],
)
def test_places_firms_slips_and_plain_words_stay(text: str) -> None:
    assert _found(text) == []
