"""A paper's PDF is remembered by the Word file it was made from; one made again takes its place."""

from typing import Any

from models.actions.papers.keep_pdf import known_pdf, remember_pdf
from models.tables import PdfCopy
from tests.office import NOW


def test_a_pdf_is_known_by_its_word_file_and_may_be_made_again(account: Any) -> None:
    assert known_pdf("a" * 64) is None
    remember_pdf("a" * 64, "b" * 64, NOW)
    assert known_pdf("a" * 64) == "b" * 64
    remember_pdf("a" * 64, "c" * 64, NOW)
    assert known_pdf("a" * 64) == "c" * 64
    assert PdfCopy.select().count() == 1
