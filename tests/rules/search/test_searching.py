"""Words folded alike in entry and question, the pieces an index is asked for, marks, and hits as they are shown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.search.searching import (
    SHORTEST,
    Found,
    Piece,
    Wanted,
    account_mark,
    fold,
    kind_mark,
    month_mark,
    months_between,
    pieces_of,
    rank,
    reach_mark,
    read_wanted,
    section_mark,
    shown,
)
from models.rules.staff.roles import Section


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Paspor  BELUM\n jadi", "paspor belum jadi"),
        ("José Ñandú Ünal", "jose nandu unal"),
        ("Straße", "strasse"),
        ("ＡＢＣ１２３", "abc123"),
        ("护照 还没好", "护照 还没好"),
        ("¶ps §la ‡xx", "ps la xx"),
        ("", ""),
    ],
)
def test_a_text_is_compared_without_case_accents_and_marks(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Paspor jadi", Wanted(("paspor", "jadi"))),
        ('"belum  Jadi" paspor', Wanted(("belum jadi", "paspor"))),
        ("di paspor", Wanted(("paspor",), ("di",))),
        ("0811-0000-001", Wanted(("8110000001",))),
        ("+62 811 0000 001", Wanted(("8110000001",))),
        ("62811.0000.001 sari", Wanted(("8110000001", "sari"))),
        ("ADU-2026-000123", Wanted(("adu-2026-000123",))),
        ("W.11.IMI.4-UM.01.01-123", Wanted(("w.11.imi.4-um.01.01-123",))),
        ("a a a", Wanted((), ("a",))),
        ("¶§", Wanted()),
        ("   ", Wanted()),
        ('"', Wanted((), ('"',))),
    ],
)
def test_what_is_typed_is_read(typed: str, wanted: Wanted) -> None:
    assert read_wanted(typed) == wanted
    assert bool(wanted) is bool(wanted.words or wanted.short)


def test_no_question_grows_without_end() -> None:
    assert len(read_wanted(" ".join(f"kata{number}" for number in range(50))).words) <= 8
    assert sum(map(len, read_wanted("x" * 5000).words)) == 100


@given(st.text(alphabet="abcdé9-护", min_size=SHORTEST, max_size=30))
def test_the_pieces_cover_the_word(word: str) -> None:
    pieces = pieces_of(word)
    assert all(len(piece) == SHORTEST and piece in word for piece in pieces)
    covered = {place for piece in pieces for start in range(len(word)) if word.startswith(piece, start)
               for place in range(start, start + SHORTEST)}  # fmt: skip
    assert covered == set(range(len(word)))


@given(st.text(max_size=40), st.text(min_size=1, max_size=12))
def test_a_text_fits_its_own_parts(before: str, part: str) -> None:
    folded = fold(f"{before} {part} akhir")
    wanted = read_wanted(f'"{part}"') if '"' not in part else read_wanted(part)
    if len(wanted.all) == 1 and wanted.all[0] == fold(part):
        assert wanted.fits(folded)


def test_short_words_begin_a_word_and_unspaced_scripts_stand_anywhere() -> None:
    assert Wanted((), ("pa",)).fits("surat paspor")
    assert not Wanted((), ("pa",)).fits("kapal")
    assert Wanted((), ("护照",)).fits("我的护照")


def test_marks_are_three_signs_and_tell_everything_apart() -> None:
    made = [
        *(kind_mark(kind) for kind in Found),
        *(reach_mark(section) for section in Section),
        *(section_mark(section) for section in Section),
        *(account_mark(number) for number in range(1, 1296)),
        *(month_mark(date(year, month, 1)) for year in range(2000, 2107) for month in range(1, 13)),
    ]
    assert len(set(made)) == len(made)
    assert {len(mark) for mark in made} == {3}
    assert all(mark not in fold(f"x{mark}y") for mark in made)


def test_the_months_between_two_days() -> None:
    assert months_between(date(2026, 11, 30), date(2027, 1, 1)) == [
        month_mark(date(2026, 11, 1)), month_mark(date(2026, 12, 1)), month_mark(date(2027, 1, 1)),
    ]  # fmt: skip
    assert months_between(date(2026, 11, 2), date(2026, 11, 1)) == [month_mark(date(2026, 11, 1))]


def test_whole_words_side_by_side_rank_before_pieces() -> None:
    wanted = read_wanted("paspor hilang")
    ranks = [rank(fold(text), wanted) for text in ("paspor hilang", "hilang paspor", "paspornya menghilang")]
    assert ranks == [4, 2, 0]


def test_hits_are_told_apart_in_the_text_as_it_was_written() -> None:
    assert shown("Kata PÁSPOR saya", read_wanted("paspor")) == [
        Piece("Kata "), Piece("PÁSPOR", hit=True), Piece(" saya"),
    ]  # fmt: skip
    assert shown("Straßenbahn", read_wanted("asse")) == [Piece("Str"), Piece("aße", hit=True), Piece("nbahn")]
    assert shown("aaaa", read_wanted("aaa aa")) == [Piece("aaa", hit=True), Piece("a")]
    assert shown("tanpa", read_wanted("lain")) == [Piece("tanpa")]
    assert shown("", read_wanted("lain")) == []


@pytest.mark.parametrize("place", [0, 30, 1990, 2500, 9000])
def test_a_long_text_is_shown_around_its_hit(place: int) -> None:
    text = f"{'é kata ' * 1500}"
    text = f"{text[:place]} zamrud {text[place:]}"
    pieces = shown(text, read_wanted("zamrud"))
    assert [piece.text for piece in pieces if piece.hit] == ["zamrud"]
    assert sum(len(piece.text) for piece in pieces) < 200


@given(st.text(max_size=300), st.text(min_size=3, max_size=8))
def test_what_is_shown_is_a_part_of_the_text(text: str, typed: str) -> None:
    line = " ".join(text.split())
    pieces = [piece.text for piece in shown(text, read_wanted(typed))]
    assert "".join(pieces).strip("…") in line or "…" in line


def test_a_number_copied_out_of_a_paper_finds_it() -> None:
    assert read_wanted("WIM.32\u2011UM\u2011601").fits(fold("Nomor WIM.32-UM-601"))
    assert read_wanted("0812\u20113456\u20117890") == read_wanted("0812-3456-7890")
