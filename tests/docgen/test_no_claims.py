"""Nothing printed claims an electronic signature: no template, no paper, no way of signing, no uploaded one."""

import pytest

from docgen.documents.examples import examples
from docgen.errors import TemplateBroken
from docgen.render import check_template, render, shipped_template
from tests.docgen.papers import CODES, lines, with_paragraph

CLAIMS = ("elektronik", "bsre", "kemenimipas", "tte", "certificate", "sertifikat")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("mode", ["basah", "srikandi"])
def test_no_paper_says_it_was_signed_electronically(code: str, mode: str) -> None:
    for facts in examples(code):
        words = "\n".join(lines(render(code, facts | {"mode": mode}))).casefold().split()
        assert [word for word in words if word.strip(".,:;()") in CLAIMS] == []


@pytest.mark.parametrize("code", CODES)
def test_no_shipped_template_says_it(code: str) -> None:
    words = "\n".join(lines(shipped_template(code))).casefold()
    assert "elektronik" not in words
    assert "bsre" not in words


@pytest.mark.parametrize("code", CODES)
def test_in_srikandi_mode_an_unsigned_block_is_an_anchor_and_by_hand_it_is_room(code: str) -> None:
    sparse = examples(code)[1]
    anchored, by_hand = ("\n".join(lines(render(code, sparse | {"mode": mode}))) for mode in ("srikandi", "basah"))
    assert "${ttd_pengirim}" in anchored
    assert "${" not in by_hand


@pytest.mark.parametrize(
    "claim",
    [
        "Ditandatangani secara elektronik oleh:",
        "Dokumen ini telah ditandatangani secara  elektronik",
        "menggunakan sertifikat elektronik",
        "diterbitkan oleh BSrE.",
        "Tanda Tangan Elektronik",
    ],
)
def test_an_uploaded_template_that_claims_it_is_refused_naming_the_words(claim: str) -> None:
    with pytest.raises(TemplateBroken, match="menyatakan tanda tangan elektronik"):
        check_template("ND-TERUS", with_paragraph("ND-TERUS", claim))
