"""Whether a returned signed PDF belongs to the paper it is filed under, by the number it shows or that is typed."""

import re
import unicodedata
from collections.abc import Sequence

from models.rules.core.errors import DocumentNotAllowed

MOST_BYTES = 15 * 1024 * 1024  # a request may hold 16 MB
PDF_MARK = b"%PDF-"
# Fewer letters and digits than these in a whole PDF: it is a scan, nothing to compare.
_READABLE = 20
_DASHES = re.compile("[\x1e\u00ad\u2010-\u2015\u2212]")


def check_pdf(content: bytes) -> None:
    """Raise DocumentNotAllowed where the file is no PDF or larger than 15 MB."""
    if len(content) > MOST_BYTES:
        raise DocumentNotAllowed("Salinan bertanda tangan paling besar 15 MB. Kecilkan pindaiannya, lalu ulangi.")
    if not content[:1024].lstrip().startswith(PDF_MARK):
        raise DocumentNotAllowed("Salinan bertanda tangan harus berkas PDF. Pilih berkas lain.")


def check_belongs(marks: Sequence[str], text: str, typed: str) -> None:
    """Raise DocumentNotAllowed where a PDF lacks one of these marks, or, for a scan, `typed` is not the first."""
    if not marks:
        raise DocumentNotAllowed("Naskah ini tidak bernomor; salinan bertanda tangan tidak dapat dicocokkan.")
    if sum(sign.isalnum() for sign in text) >= _READABLE:
        for mark in marks:
            if not _shows(text, mark):
                raise DocumentNotAllowed(
                    f"PDF ini tidak memuat {mark}, jadi bukan salinan naskah ini. Pilih berkas yang benar."
                )
    elif not typed.strip():
        raise DocumentNotAllowed(
            "PDF ini hasil pindaian tanpa teks. Ketik nomor (atau bulan) yang tertera padanya, lalu ulangi."
        )
    elif _plain(typed) != _plain(marks[0]):
        raise DocumentNotAllowed(f"Yang diketik bukan nomor naskah ini ({marks[0]}). Periksa lembarnya lagi.")


def _shows(text: str, mark: str) -> bool:
    """Whether the text contains the mark, by itself: 11/2026 does not show 1/2026, nor 6 12 a 612.

    Spaces beside other signs are ignored, as PDFs put them anywhere.
    """
    wanted, gaps = _plain(mark), r"\s*"
    joined = "".join(
        (gaps if at and not (sign.isdigit() and wanted[at - 1].isdigit()) else "") + re.escape(sign)
        for at, sign in enumerate(wanted)
    )
    found = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).casefold()
    return re.search(rf"(?<![0-9/.-]){joined}(?![0-9]|\s*/)", found) is not None


def _plain(text: str) -> str:
    return "".join(_DASHES.sub("-", unicodedata.normalize("NFKC", text)).split()).casefold()
