"""What is asked about a paper signed elsewhere, what of its PDF is read, and when nobody may say yes."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from models.rules.papers.copy_states import COPY_STATES, CopyState, Tone
from models.rules.papers.numbering import LETTER_PATTERN
from models.rules.papers.same_words import NUMBER_AND_DATE as BOTH
from models.rules.papers.same_words import Sameness
from models.rules.papers.signed_elsewhere import (
    OPEN,
    SENT_STATES,
    Came,
    Expected,
    SentState,
    Typed,
    day_in,
    questions,
    refusal,
    said_at,
    surely_unsigned,
    unfilled,
)

SENT = datetime(2026, 11, 25, 2, 0)
NUMBER = "WIM.32.IMI.5-UM.01.01-612"
KNOWN = Expected("Contoh Kasubsi, S.H.", SENT, NUMBER, LETTER_PATTERN)
CAME = Came(CopyState.DIPERCAYA, NUMBER, date(2026, 11, 25), "CONTOH KASUBSI", SENT)


def asked(known: Expected = KNOWN, typed: Typed | None = None, **other: Any) -> list[str]:
    came = replace(CAME, **other)
    return [each.key for each in questions(known, came, typed or Typed(came.number, came.day))]


def test_nothing_is_asked_where_all_is_the_same() -> None:
    assert asked() == []


@pytest.mark.parametrize(
    ("other", "key"),
    [
        ({"number": NUMBER.replace("612", "613")}, "nomor"),
        ({"day": date(2026, 11, 24)}, "tanggal"),
        ({"day": date(2026, 11, 24), "signed_at": None}, "tanggal"),  # before it was handed over
        ({"signer": "Orang Lain"}, "penanda_tangan"),
        ({"signer": ""}, "penanda_tangan"),
    ],
)
def test_each_difference_is_asked_about_by_itself(other: dict[str, object], key: str) -> None:
    assert asked(**other) == [key]


def test_without_a_booked_number_only_one_of_another_form_is_asked_about() -> None:
    open_number = Expected(KNOWN.signer, SENT, "", LETTER_PATTERN)
    assert asked(open_number) == []
    assert asked(open_number, number="B/7/XI/2026") == ["nomor"]


@pytest.mark.parametrize("state", CopyState)
def test_a_state_counts_is_asked_about_or_refused(state: CopyState) -> None:
    row, refused = COPY_STATES[state], refusal(state, Sameness.SAME)
    unsigned = state in (CopyState.PINDAIAN, CopyState.BELUM)
    assert bool(refused) is (unsigned or not row.counts)
    assert ("keadaan" in asked(state=state)) is (row.tone is Tone.WARN)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("25November2026", date(2026, 11, 25)),
        ("1 maret 2026", date(2026, 3, 1)),
        ("25-11-2026", date(2026, 11, 25)),
        ("31 Februari 2026", None),
        ("kemarin", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_it_is_written(words: str, day: date | None) -> None:
    assert day_in(words) == day


def test_what_is_typed_is_held_against_what_was_read() -> None:
    other = Typed(NUMBER.replace("612", "613"), date(2026, 11, 24))
    assert asked(typed=other) == ["nomor_terbaca", "nomor", "tanggal_terbaca"]
    assert asked(number="", day=None, typed=Typed(NUMBER, date(2026, 11, 25))) == []


def test_a_day_unlike_the_signatures_is_asked_about_whatever_is_typed() -> None:
    on_paper, signed = date(2026, 11, 24), Typed(NUMBER, date(2026, 11, 25))
    assert asked(day=on_paper, typed=signed) == ["tanggal_terbaca", "tanggal"]


@pytest.mark.parametrize("words", [Sameness.DIFFERENT, Sameness.UNKNOWN, Sameness.OLDER, Sameness.EITHER])
def test_a_signature_under_other_words_is_refused_and_covered_ones_are_left_to_a_person(words: Sameness) -> None:
    for state in (CopyState.TANPA_AKAR, CopyState.PENERBIT_ASING, CopyState.KEDALUWARSA, CopyState.DIPERCAYA):
        assert refusal(state, words)
    assert not refusal(CopyState.TEKS_TERTUTUP, words)


def test_without_a_number_nobody_is_said_to_be_older_and_the_pdf_is_not_surely_unsigned() -> None:
    for state in (CopyState.TEKS_BELUM, CopyState.TANPA_AKAR):
        said = refusal(state, Sameness.EITHER)
        assert "tidak dapat memastikan mana yang keliru" in said and "unggah PDF yang benar" in said
        assert not surely_unsigned(state, Sameness.EITHER)


def test_a_draft_that_is_older_is_told_as_such_and_its_pdf_is_not_surely_unsigned() -> None:
    for state in (CopyState.TEKS_BELUM, CopyState.TANPA_AKAR):
        assert refusal(state, Sameness.OLDER).startswith("Konsep di sini lebih tua")
        assert not surely_unsigned(state, Sameness.OLDER)
    assert refusal(CopyState.BERUBAH, Sameness.OLDER) == COPY_STATES[CopyState.BERUBAH].sentence


DATED = "25November2026"


@pytest.mark.parametrize(
    ("filled", "text", "found"),
    [
        ((("nomor_naskah", "B/7/XI/2026"), ("tanggal_naskah", DATED)), "", ("B/7/XI/2026", date(2026, 11, 25))),
        (((BOTH, NUMBER + DATED),), f"Nomor : {NUMBER} 25 November 2026", (NUMBER, date(2026, 11, 25))),
        (
            ((BOTH, NUMBER + DATED),),
            "Nomor : WIM.32.IMI.5-\nUM.01.01-612\n25 November 2026",
            (NUMBER, date(2026, 11, 25)),
        ),
        # Without a gap nobody can say whether it is 612 of the 25th or 6122 of the 5th.
        (((BOTH, NUMBER + DATED),), f"Nomor : {NUMBER}25 November 2026", ("", None)),
        (((BOTH, DATED),), f"Nomor :  25 November 2026 menunjuk surat {NUMBER}", ("", None)),
        # Another letter's number in the words is not this one's.
        ((), f"Sehubungan dengan surat {NUMBER}", ("", None)),
        ((("nomor_naskah", NUMBER), ("nomor_naskah", f"{NUMBER}3")), f"NOMOR {NUMBER}", ("", None)),
        ((("nomor_naskah", "W-7/IMI"),), "NOMOR W \u2013 7/IMI", ("W \u2013 7/IMI", None)),
    ],
)
def test_number_and_day_are_read_where_they_belong_or_not_at_all(
    filled: tuple[tuple[str, str], ...], text: str, found: tuple[str, date | None]
) -> None:
    assert said_at(filled, text) == found


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a ${nomor_\nnaskah} b", "${nomor_naskah}"),
        ("${lain} 5", "${lain}"),
        ("${5} $ {a}", "${a}"),
        ("kata warga: \uff04{ttd_pengirim} ${ttd_pengirim}", "${ttd_pengirim}"),  # his does not excuse ours
        ("kata warga: \uff04{hal} \uff04{nama lengkap}", ""),
    ],
)
def test_an_anchor_left_unfilled_is_found_and_a_citizens_words_are_none(text: str, left: str) -> None:
    assert unfilled(text) == left


def test_every_state_says_what_it_is_and_two_are_open() -> None:
    assert set(SENT_STATES) == set(SentState)
    assert set(SentState) - set(OPEN) == {"selesai", "diganti", "ditarik", "kertas", "ditolak", "tidak_jadi"}
    assert all(row.label for row in SENT_STATES.values())
