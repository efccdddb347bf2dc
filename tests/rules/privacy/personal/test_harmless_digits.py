"""Rows of digits that are nobody's: told by their form or by the word before, unless built like a person's number."""

import pytest

from models.rules.privacy.personal.harmless_digits import spared


def test_what_is_spared_keeps_its_length() -> None:
    text = "ADU-2026-000123 tanggal 24-03-2026, hp 0812"
    assert len(spared(text)) == len(text)
    assert spared(text).endswith(", hp 0812")
    assert "ADU" not in spared(text)


@pytest.mark.parametrize(
    "text",
    [
        "IMEI 356938035643809",
        "imei hp saya 35-693803-564380-9",
        "invoice INV/20261104/0007812345",
        "no resi JNE 0101234567890",
        "kode billing 820261104512345",
        "Rp. 1.350.000,-",
        "IDR 350,000.00",
        "20.000 30.000 50.000",
        "125000000",
        "0800-1600",
        "01/11/2026-30/11/2026",
        "01.11.2026 s.d. 30.11.2026",
        "20261104 101530",
        "04 11 2026",
    ],
)
def test_a_receipt_a_sum_and_a_range_are_spared(text: str) -> None:
    assert not any(map(str.isdigit, spared(text).replace("\x00", "")))


@pytest.mark.parametrize(
    "number", ["0812-7712-3456", "2171034106880005", "6281277123456", "0815-1630-1234", "12.345.678.9-012.000"]
)
@pytest.mark.parametrize("cue", ["", "tiket ", "surat saya "])
def test_a_persons_number_stays_whatever_is_said_of_it(cue: str, number: str) -> None:
    told = cue if number[:2] in ("08", "21", "62") else ""
    assert number in spared(told + number)
