"""Texts: kept whole but for what no database keeps; excerpts on one line."""

from hypothesis import given
from hypothesis import strategies as st

from models.rules.core.texts import excerpt, storable, storable_id


@given(st.text(alphabet=st.characters()))
def test_a_kept_text_encodes_and_keeps_its_length(text: str) -> None:
    kept = storable(text)
    assert len(kept) == len(text)
    assert "\x00" not in kept.encode().decode()


@given(st.text(alphabet=st.characters(), max_size=400))
def test_a_kept_id_is_a_kept_text_cut_to_its_column(text: str) -> None:
    assert storable_id(text) == storable(text)[:250]
    assert storable_id(storable_id(text)) == storable_id(text)


@given(st.text(), st.integers(2, 60))
def test_an_excerpt_is_one_line_of_at_most_that_length(text: str, length: int) -> None:
    line = excerpt(text, length)
    assert len(line) <= length
    assert "\n" not in line


def test_an_excerpt_is_cut_at_a_word() -> None:
    assert excerpt("paspor saya belum jadi", 15) == "paspor saya…"
    assert excerpt("  pendek\n saja ", 40) == "pendek saja"
