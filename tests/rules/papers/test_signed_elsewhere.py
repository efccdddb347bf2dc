"""What is asked about a paper signed elsewhere, what of its PDF is read, and when nobody may say yes."""

from datetime import date, datetime

import pytest

from models.rules.papers.copy_states import COPY_STATES, CopyState, Tone
from models.rules.papers.numbering import LETTER_PATTERN
from models.rules.papers.signed_elsewhere import (
    OPEN,
    SENT_STATES,
    Came,
    Expected,
    SentState,
    day_in,
    questions,
    refusal,
    said_at,
    unfilled,
)

SENT = datetime(2026, 11, 25, 2, 0)
NUMBER = "WIM.32.IMI.5-UM.01.01-612"
KNOWN = Expected("Contoh Kasubsi, S.H.", SENT, NUMBER, LETTER_PATTERN)
CAME = Came(CopyState.DIPERCAYA, NUMBER, date(2026, 11, 25), "CONTOH KASUBSI", SENT)


def asked(known: Expected = KNOWN, **other: object) -> list[str]:
    return [each.key for each in questions(known, Came(**{**CAME.__dict__, **other}))]  # type: ignore[arg-type]


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
    row, refused = COPY_STATES[state], refusal(state)
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


def test_number_and_day_are_read_at_their_anchors_else_the_number_by_its_form() -> None:
    filled = {"nomor_naskah": "B/7/XI/2026", "tanggal_naskah": "25November2026"}
    assert said_at(filled, "", LETTER_PATTERN) == ("B/7/XI/2026", date(2026, 11, 25))
    assert said_at({}, f"NOMOR WIM.32.IMI.5-\nUM.01.01-612\n{NUMBER}", LETTER_PATTERN) == (NUMBER, None)
    assert said_at({}, "NOMOR 7", LETTER_PATTERN) == ("", None)


@pytest.mark.parametrize(("text", "left"), [("a ${nomor_\nnaskah} b", "${nomor_naskah}"), ("${lain} 5", "")])
def test_an_anchor_of_ours_left_unfilled_is_found_and_a_citizens_words_are_none(text: str, left: str) -> None:
    assert unfilled(text) == left


def test_every_state_says_what_it_is_and_two_are_open() -> None:
    assert set(SENT_STATES) == set(SentState)
    assert len(OPEN) == 2
    assert all(row.label for row in SENT_STATES.values())
