"""One look tells the words of the signed revision, not of a later one; an encrypted file is not looked at."""

import io
from datetime import datetime

import pypdf
import pytest

from docgen.errors import DocumentError
from docgen.returned.examining import examine
from models.rules.papers.signatures import Later
from tests.admin_app.papers.signed_pdfs import pdf
from tests.docgen.returned.authority import authority
from tests.docgen.returned.signing import changed, signed

NOW = datetime(2026, 11, 2)


def test_the_words_are_those_that_were_signed() -> None:
    content = changed(signed(pdf("NOMOR 1 diterima"), authority().signer("Contoh")), "NOMOR 1 ditolak")
    found = examine(content, [], NOW)
    assert found.text.strip() == "NOMOR 1 diterima"
    assert found.signatures[0].later is Later.CHANGES


def test_a_file_that_opens_without_a_password_is_refused_too() -> None:
    writer, made = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("NOMOR 1"))), io.BytesIO()
    writer.encrypt("", owner_password="pemilik", algorithm="RC4-128")
    writer.write(made)
    with pytest.raises(DocumentError, match="terenkripsi"):
        examine(made.getvalue(), [], NOW)
