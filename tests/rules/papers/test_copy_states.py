"""Each state says what is true and what to do; none says “sah”, and only what earned everything is shown as good."""

import pytest

from models.rules.papers.copy_states import (
    COPY_STATES,
    NO_COPY,
    RESTING_ON_ROOTS,
    CopyState,
    Tone,
    counts_as_copy,
    state_of,
)


def test_every_state_has_its_row() -> None:
    assert set(COPY_STATES) == set(CopyState)
    assert len({row.label for row in COPY_STATES.values()}) == len(CopyState)


@pytest.mark.parametrize("state", CopyState)
def test_no_state_claims_what_only_the_law_decides(state: CopyState) -> None:
    row = COPY_STATES[state]
    assert "sah" not in f"{row.label} {row.sentence}".casefold().replace(",", " ").replace(".", " ").split()
    assert row.sentence.endswith(".")
    assert row.counts or row.tone is Tone.BAD or "tidak dihitung" in row.sentence
    assert row.tone is not Tone.GOOD or "tampilannya tidak dibandingkan" in row.sentence


def test_only_trusted_states_are_good_and_they_fall_with_their_roots() -> None:
    good = {state for state, row in COPY_STATES.items() if row.tone is Tone.GOOD}
    assert good == {CopyState.DIPERCAYA_LENGKAP, CopyState.DIPERCAYA}
    assert {str(state) for state in good} < set(RESTING_ON_ROOTS)
    assert set(RESTING_ON_ROOTS) & set(NO_COPY) == {str(CopyState.TEKS_BELUM)}


def test_a_scan_is_named_as_one_and_as_not_examined() -> None:
    assert COPY_STATES[CopyState.PINDAIAN].label == "pindaian, tidak diperiksa"


def test_a_false_copy_is_none_and_an_unknown_state_is_not_examined() -> None:
    assert counts_as_copy("a" * 64, str(CopyState.DIPERCAYA))
    assert counts_as_copy("a" * 64, "")
    for none in (CopyState.BERUBAH, CopyState.TEKS_BELUM, CopyState.AKAR_DICABUT):
        assert not counts_as_copy("a" * 64, str(none))
    assert not counts_as_copy(None, str(CopyState.DIPERCAYA))
    assert state_of("") is state_of("of a later release") is CopyState.BELUM
