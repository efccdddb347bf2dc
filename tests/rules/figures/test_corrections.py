"""Figures with corrections: each case counts by its newest line, one that was added is one more."""

from datetime import datetime

from models.rules.figures.corrections import Said, by, correction_words, corrections_of, totals_with

NOW = datetime(2026, 12, 3)
FACTS = {"number": "ADU-1", "channel": "WhatsApp", "category": "Paspor", "status": "Selesai", "name": "Sari"}


def said(position: int, case: int, corrects: int | None = None, later: bool = True, **facts: object) -> Said:
    return Said(position, case, corrects, FACTS | facts, "Salah tulis", NOW, later)


LINES = [
    said(1, 1, later=False),
    said(2, 2, later=False),
    said(3, 1, 1, status="Dibatalkan"),
    said(4, 1, 3, status="Ditutup", name="Sari Putri"),
    said(5, 9, number="ADU-9", status="Dalam proses"),
]


def test_the_counts_follow_the_newest_line_of_each_case() -> None:
    totals = {("WhatsApp", "Paspor", "Selesai"): 2}
    found = totals_with(totals, LINES)
    assert by(found, 2) == {"Selesai": 1, "Ditutup": 1, "Dalam proses": 1}
    assert (sum(found.values()), by(found, 0)) == (3, {"WhatsApp": 3})
    assert totals == {("WhatsApp", "Paspor", "Selesai"): 2}
    assert totals_with(totals, LINES[:2]) == totals


def test_each_later_line_is_told_with_what_was_what_is_and_why() -> None:
    assert [correction_words(one) for one in corrections_of(LINES)] == [
        "Baris 1 (ADU-1): Status semula “Selesai”, kini “Dibatalkan”, karena: Salah tulis",
        "Baris 3 (ADU-1): Nama dibetulkan; Status semula “Dibatalkan”, kini “Ditutup”, karena: Salah tulis",
        "Baris 5 (ADU-9) ditambahkan: Salah tulis",
    ]
