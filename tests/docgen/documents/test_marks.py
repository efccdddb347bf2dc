"""A citizen's ${…} is nobody's anchor: not for SRIKANDI that fills them in, nor for us who look for unfilled ones."""

import pytest

from docgen.documents.examples import examples
from docgen.documents.marks import without_marks
from docgen.render import render
from tests.docgen.papers import CODES, lines

WRITTEN = "Tolong ${ttd_pengirim} dan ${nomor_naskah}, $5 {ya}"


@pytest.mark.parametrize("code", CODES)
def test_for_srikandi_it_stands_in_other_signs_and_our_anchors_as_often_as_before(code: str) -> None:
    facts = examples(code)[1] | {"mode": "srikandi"}
    plain = "\n".join(lines(render(code, facts)))
    written = "\n".join(lines(render(code, facts | {name: WRITTEN for name in ("aduan", "hal") if name in facts})))
    assert written.count("${") == plain.count("${")


def test_the_words_of_a_complaint_are_printed_in_other_signs() -> None:
    facts = examples("ND-TERUS")[0] | {"mode": "srikandi", "complaint_text": WRITTEN}
    printed = "\n".join(lines(render("ND-TERUS", facts)))
    assert "Tolong \uff04{ttd_pengirim} dan \uff04{nomor_naskah}, $5 {ya}" in printed
    assert WRITTEN in "\n".join(lines(render("ND-TERUS", facts | {"mode": "basah"})))


def test_it_is_read_alike_and_elsewhere_left_as_written() -> None:
    facts = {"mode": "srikandi", "a": WRITTEN, "b": [{"c": (WRITTEN, 5, None)}]}
    held = without_marks(facts)
    assert isinstance(held, dict)
    assert held["a"] == "Tolong \uff04{ttd_pengirim} dan \uff04{nomor_naskah}, $5 {ya}"
    assert held["b"] == [{"c": [held["a"], 5, None]}]
    for other in (facts | {"mode": "basah"}, facts | {"mode": "layanan"}, {"a": WRITTEN}, [], None):
        assert without_marks(other) is other
