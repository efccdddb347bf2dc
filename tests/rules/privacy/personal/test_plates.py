"""Number plates: found spaced or in small letters, and visas, articles and halls stay."""

import pytest

from models.rules.privacy.personal.plates import plates_in


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("mobil BP 1234 XY", "BP 1234 XY"),
        ("B-3456-KLM parkir", "B-3456-KLM"),
        ("lihat B1234ABC", "B1234ABC"),
        ("B 1 2 3 4 XYZ", "B 1 2 3 4 XYZ"),
        ("platnya bp 1456 dh", "bp 1456 dh"),
        ("nopol: b 12 a", "b 12 a"),
        ("motor beat merah BP 4321 f", "BP 4321 f"),
        ("mobil plat SGP SLK 4821 H parkir", "SLK 4821 H"),
        ("SKV1182M blocked the gate", "SKV1182M"),
        ("kereta JQB 8842 dari johor", "JQB 8842"),
        ("plat malaysia WYK 391", "WYK 391"),
    ],
)
def test_a_plate_is_found_whole(text: str, plate: str) -> None:
    assert plate in [text[start:end] for start, end in plates_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Visa B211A",
        "B 211 A",
        "ITAS E313B",
        "PP 31 di",
        "GA 152",
        "gate B 12",
        "D 3 TI",
        "SOP 2024",
        "PMI 1500 orang",
        "SMA 3 A",
        "",
    ],
)
def test_visas_laws_flights_and_gates_are_no_plates(text: str) -> None:
    assert list(plates_in(text)) == []
