"""A copy's state is the gravest that holds; whatever is missing, nothing is called trusted."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.copy_states import COPY_STATES, CopyState, Tone
from models.rules.papers.judge_copy import Examined, check_harmless, judge_copy
from models.rules.papers.same_words import Sameness
from models.rules.papers.signatures import Chain, Later, ReturnedPdf, Signature

AT = datetime(2026, 3, 2, 3, 4)
GOOD = Signature("Contoh Penanda", "Penerbit", True, True, Later.NOTHING, Chain.TRUSTED, AT, AT, True, ("a" * 64,))


def state(*signatures: Signature, words: Sameness = Sameness.SAME, roots: bool = True, **pdf: Any) -> CopyState:
    seen = ReturnedPdf(signatures, "NOMOR 1", 2, **pdf)
    return judge_copy(Examined(seen, words, "Contoh Penanda, S.H.", roots)).state


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ({"chain": Chain.UNREADABLE}, CopyState.TAK_TERBACA),
        ({"intact": False}, CopyState.RUSAK),
        ({"whole": False}, CopyState.SEBAGIAN),
        ({"later": Later.CHANGES}, CopyState.BERUBAH),
        ({"later": Later.SIGNING}, CopyState.BERUBAH),
        ({"chain": Chain.REVOKED}, CopyState.DICABUT),
        ({"chain": Chain.SELF_MADE}, CopyState.BUATAN_SENDIRI),
        ({"chain": Chain.UNFIT}, CopyState.TIDAK_LAYAK),
        ({"chain": Chain.UNKNOWN}, CopyState.PENERBIT_ASING),
        ({"chain": Chain.EXPIRED}, CopyState.KEDALUWARSA),
        ({"signer": "Orang Lain"}, CopyState.PENANDA_LAIN),
        ({"stamped": None}, CopyState.WAKTU_DINYATAKAN),
        ({"checked": False}, CopyState.DIPERCAYA),
        ({}, CopyState.DIPERCAYA_LENGKAP),
    ],
)
def test_one_shortfall_decides_also_beside_a_good_signature(fault: dict[str, Any], expected: CopyState) -> None:
    bad = replace(GOOD, **fault)
    assert state(bad) is expected
    beside = state(GOOD, bad)
    assert beside is (CopyState.BEBERAPA if expected is CopyState.PENANDA_LAIN else expected)


def test_a_second_name_is_never_trusted_and_only_all_of_the_signers_own_are_green() -> None:
    other = replace(GOOD, signer="Orang Lain")
    assert state(GOOD, other) is CopyState.BEBERAPA
    assert COPY_STATES[CopyState.BEBERAPA].tone is Tone.WARN
    assert state(GOOD, replace(other, stamped=None)) is CopyState.PENANDA_LAIN
    assert state(other, other) is CopyState.PENANDA_LAIN
    assert state(GOOD, GOOD) is CopyState.DIPERCAYA_LENGKAP


def test_a_further_signature_is_no_change_but_anything_after_the_last_is() -> None:
    assert state(replace(GOOD, later=Later.SIGNING), GOOD) is CopyState.DIPERCAYA_LENGKAP
    assert state(replace(GOOD, later=Later.CHANGES), GOOD) is CopyState.BERUBAH
    assert state(replace(GOOD, later=Later.EVIDENCE)) is CopyState.DIPERCAYA_LENGKAP


def test_words_that_differ_are_hidden_or_were_not_compared_are_never_trusted() -> None:
    assert state(GOOD, words=Sameness.DIFFERENT) is CopyState.TEKS_BERBEDA
    assert state(GOOD, words=Sameness.UNKNOWN) is CopyState.TEKS_BELUM
    assert state(GOOD, hidden=True) is state(GOOD, laid_over=True) is CopyState.TEKS_TERTUTUP


def test_pictures_larger_than_the_issued_papers_cover_it() -> None:
    def seen(*pictured: int) -> CopyState:
        pdf = ReturnedPdf((GOOD,), "NOMOR 1", len(pictured), pictured=pictured)
        return judge_copy(Examined(pdf, Sameness.SAME, "Contoh Penanda", True, (2, 40))).state

    assert seen(2, 40) is seen(40, 17) is seen(55, 15, 15) is CopyState.DIPERCAYA_LENGKAP
    assert seen(2, 56) is seen(40, 18) is seen(2, 40, 18) is CopyState.TEKS_TERTUTUP
    assert state(GOOD, pictured=(16, 0)) is CopyState.TEKS_TERTUTUP


def test_without_roots_the_state_says_so() -> None:
    assert state(replace(GOOD, chain=Chain.UNKNOWN), roots=False) is CopyState.TANPA_AKAR


def test_unsigned_is_a_scan_or_refused() -> None:
    assert state(scanned=2) is CopyState.PINDAIAN
    for partly in (0, 1):
        with pytest.raises(DocumentNotAllowed, match="bukan pindaian"):
            state(scanned=partly)


def test_what_acts_by_itself_is_refused_with_its_name() -> None:
    check_harmless(())
    with pytest.raises(DocumentNotAllowed, match="/Launch"):
        state(GOOD, acts=("/Launch",))


def test_names_and_roots_of_all_signatures_are_kept() -> None:
    other = replace(GOOD, signer="Contoh Kedua", roots=("b" * 64,), stamped=datetime(2026, 3, 3))
    verdict = judge_copy(Examined(ReturnedPdf((GOOD, other), "x", 1), Sameness.SAME, "Contoh Kedua", True))
    assert (verdict.signer, verdict.roots) == ("Contoh Penanda; Contoh Kedua", ("a" * 64, "b" * 64))
    assert verdict.signed_at == datetime(2026, 3, 3)
