"""Placeholders of a prepared text: filled once, found while empty, and not found in what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.privacy.masking import HIDDEN
from models.rules.replies.blanks import PLACEHOLDERS, blanks_in, filled

NOTHING = dict.fromkeys(PLACEHOLDERS, "")


def test_a_value_that_looks_like_a_place_is_not_filled_again() -> None:
    values = {"{nomor}": "ADU-1", "{nama}": "{nomor}", "{kantor}": "", "{jawaban}": "{nama}"}
    assert filled("{nama} {nomor} {kantor} {lain} {jawaban}", values) == "{nomor} ADU-1 {kantor} {lain} {nama}"


def test_what_is_left_is_named_once_in_order() -> None:
    text = f"Yth. {{nama}}, datang {{isi hari}} pukul {{isi jam}}; {{isi hari}} itu {HIDDEN}"
    assert blanks_in(text) == ("{nama}", "{isi hari}", "{isi jam}", HIDDEN)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{isi }",
        "{isi",
        "{lain}",
        "${nomor}",
        "{{nomor}}",
        "{{isi tanggal}}",
        "{isi a\nb}",
        "{isi " + "x" * 61 + "}",
    ],
)
def test_what_only_looks_like_a_place_may_leave(text: str) -> None:
    assert blanks_in(text) == ()


@given(st.text(alphabet="{}$ isnomra\n", max_size=40))
def test_filling_without_values_changes_nothing(text: str) -> None:
    assert filled(text, NOTHING) == text


@given(st.text(max_size=40).filter(lambda value: not blanks_in(value) and "{" not in value and "}" not in value))
def test_a_text_with_every_place_filled_has_no_blank(value: str) -> None:
    text = filled(" ".join(PLACEHOLDERS), dict.fromkeys(PLACEHOLDERS, value or "x"))
    assert blanks_in(text) == ()
