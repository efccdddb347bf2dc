"""One look tells the words of the signed revision, not of a later one; an encrypted file is not looked at."""

import io
from datetime import datetime

import pypdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from docgen.errors import DocumentError
from docgen.returned.examining import examine
from models.rules.papers.signatures import Later
from tests.admin_app.papers.signed_pdfs import pdf
from tests.docgen.returned.authority import authority, crl_of
from tests.docgen.returned.signing import changed, signed, with_evidence

NOW = datetime(2026, 11, 2)


def test_the_words_are_those_that_were_signed() -> None:
    content = changed(signed(pdf("NOMOR 1 diterima"), authority().signer("Contoh")), "NOMOR 1 ditolak")
    found = examine(content, [], NOW)
    assert found.text.strip() == "NOMOR 1 diterima"
    assert found.signatures[0].later is Later.CHANGES
    assert found.laid_over


def test_what_is_stuck_on_after_the_signed_revision_is_told_and_evidence_alone_is_not() -> None:
    content = signed(pdf("NOMOR 1 diterima"), authority().signer("Contoh"))
    assert not examine(with_evidence(content, [crl_of(authority().root)]), [], NOW).laid_over
    writer, made = IncrementalPdfFileWriter(io.BytesIO(content)), io.BytesIO()
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    place = generic.ArrayObject([generic.NumberObject(each) for each in (0, 0, 595, 842)])
    note = {pdf_name("/Subtype"): pdf_name("/Stamp"), pdf_name("/Rect"): place}
    page["/Annots"].append(writer.add_object(generic.DictionaryObject(note)))
    writer.update_container(page["/Annots"])
    writer.update_container(page)
    writer.write(made)
    found = examine(made.getvalue(), [], NOW)
    assert (found.text.strip(), found.laid_over) == ("NOMOR 1 diterima", True)


def test_a_file_that_opens_without_a_password_is_refused_too() -> None:
    writer, made = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("NOMOR 1"))), io.BytesIO()
    writer.encrypt("", owner_password="pemilik", algorithm="RC4-128")
    writer.write(made)
    with pytest.raises(DocumentError, match="terenkripsi"):
        examine(made.getvalue(), [], NOW)
