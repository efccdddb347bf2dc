"""Lines that machines read: found whole or in part, and other signs like < stay."""

import pytest

from models.rules.privacy.personal.travel_zones import zones_in


def _left(text: str) -> str:
    covered = {place for start, end in zones_in(text) for place in range(start, end)}
    return "".join(sign for place, sign in enumerate(text) if place not in covered)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("P<IDNCONTOH<<RATNA<DEWI<<<<<<<<", ""),
        ("ini: P<MYSBIN<OSMAN<<MOHD<FAIZAL<<< ya", "ini:  ya"),
        ("PNIDNWATI<<SRI<<<<<<", ""),
        ("p<idnsantoso<<budi<<<<", ""),
        ("C9917340<6IDN (sisanya)", " (sisanya)"),
        ("X1234567<2IDN9001015M2801012<<<<<04", ""),
        ("BM07654321BGD8503041M2607155<<<02", ""),
        ("P < IDN CONTOH < < LENA < <", ""),
        ("CONTOH<<RATNA<DEWI", ""),
        ("I<IDN2171045509900003<<<<", ""),
    ],
)
def test_a_line_that_machines_read_is_found(text: str, left: str) -> None:
    assert _left(text) == left


@pytest.mark.parametrize(
    "text",
    ["KAB. NGANJUK<spasi>isi aduan", "klik di sini <<<", "a < b dan c < d", "<b>tebal</b>", "umur <17 tahun", ""],
)
def test_other_signs_stay(text: str) -> None:
    assert _left(text) == text
