"""Whether a signed PDF belongs to a paper: by its text as PDFs break it, by a typed number where it is a scan."""

import pytest

from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.signed_copy import MOST_BYTES, check_belongs, check_pdf

NUMBER = "WIM.32.IMI.5-UM.01.01-601"
LONG = "Sehubungan dengan pengaduan masyarakat yang kami terima"


@pytest.mark.parametrize(
    "text",
    [
        f"NOTA DINAS NOMOR {NUMBER} {LONG}",
        f"NOMOR WIM.32.IMI.5-\nUM.01.01-601 {LONG}",
        f"NOMOR W I M .32.IMI.5\u2011UM.01.01\u2013601 {LONG}",
        f"NOMOR WIM.32.IMI.5\x1eUM.01.01\u00ad601 {LONG}",
        f"nomor wim.32.imi.5-um.01.01-601\n{LONG}",
    ],
)
def test_a_pdf_that_shows_the_number_belongs(text: str) -> None:
    check_belongs((NUMBER,), text, "")


@pytest.mark.parametrize("text", [LONG, f"{NUMBER}0 {LONG}", f"NOMOR WIM.32.IMI.5-UM.01.01-60 {LONG}"])
def test_a_pdf_with_text_that_shows_another_number_is_refused_whatever_is_typed(text: str) -> None:
    with pytest.raises(DocumentNotAllowed, match="tidak memuat"):
        check_belongs((NUMBER,), text, NUMBER)


@pytest.mark.parametrize(("shown", "belongs"), [("1/2026", True), ("11/2026", False), ("1/20261", False)])
def test_an_agenda_number_is_compared_whole_and_with_the_case(shown: str, belongs: bool) -> None:
    text = f"Nomor Agenda : {shown} Ringkasan: paspor (ADU-2026-000007)"
    if belongs:
        check_belongs(("1/2026", "ADU-2026-000007"), text, "")
        with pytest.raises(DocumentNotAllowed, match="ADU-2026-000008"):
            check_belongs(("1/2026", "ADU-2026-000008"), text, "")
    else:
        with pytest.raises(DocumentNotAllowed):
            check_belongs(("1/2026", "ADU-2026-000007"), text, "")


def test_of_a_scan_the_number_is_typed_and_must_match() -> None:
    check_belongs((NUMBER,), " \n 1", f" {NUMBER.lower()} ")
    with pytest.raises(DocumentNotAllowed, match="Ketik nomor"):
        check_belongs((NUMBER,), "", "  ")
    with pytest.raises(DocumentNotAllowed, match="bukan nomor naskah ini"):
        check_belongs((NUMBER,), "", "WIM.32.IMI.5-UM.01.01-602")


def test_what_has_no_number_has_no_copy() -> None:
    with pytest.raises(DocumentNotAllowed, match="tidak bernomor"):
        check_belongs((), LONG, "x")


def test_only_a_pdf_of_at_most_20_mb() -> None:
    check_pdf(b"%PDF-1.7 x")
    for content, said in ((b"PK\x03\x04", "PDF"), (b"", "PDF"), (b"%PDF-" + b" " * MOST_BYTES, "15 MB")):
        with pytest.raises(DocumentNotAllowed, match=said):
            check_pdf(content)
