"""How pages say their words: seen, hidden, in a picture, under a note; too many or damaged ones are given up."""

import pytest

from docgen.errors import DocumentError, RenderLimit
from docgen.returned.pages import MOST_PAGES, opened, words_of
from tests.admin_app.papers.signed_pdfs import Look, pdf, scan


def test_words_that_are_seen() -> None:
    found = words_of(opened(pdf("NOMOR 1", Look(pages=7))))
    assert (found.pages, found.scanned, found.hidden, found.laid_over) == (7, 0, False, False)
    assert found.text.split("\f") == ["NOMOR 1\n"] * 7


def test_what_is_unseen_covered_or_stuck_on_is_told() -> None:
    assert words_of(opened(pdf("NOMOR 1", Look(hidden=True)))).hidden
    assert words_of(opened(pdf("NOMOR 1", Look(note="Ditolak")))).laid_over
    pictured = words_of(opened(scan("NOMOR 1")))
    assert (pictured.scanned, pictured.hidden) == (1, True)


def test_too_many_pages_and_a_damaged_file_are_given_up() -> None:
    with pytest.raises(RenderLimit, match="halaman"):
        words_of(opened(pdf("", Look(pages=MOST_PAGES + 1))))
    for broken in (b"", b"%PDF-1.7\n\xff\x00", pdf("NOMOR 1")[:200]):
        with pytest.raises(DocumentError, match="rusak"):
            words_of(opened(broken))
