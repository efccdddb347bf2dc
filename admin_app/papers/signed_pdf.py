"""Reads the text of a signed PDF to compare it with its paper, never changing the file."""

from docgen.errors import DocumentError, RenderLimit
from docgen.render import read_pdf
from models.rules.core.errors import DocumentNotAllowed


def pdf_text(content: bytes) -> str:
    """Return the text of a PDF's first pages; empty for a scan or a damaged file.

    Raises DocumentNotAllowed where it is locked, takes too long to read, or contains active content.
    """
    try:
        text, acts = read_pdf(content)
    except RenderLimit as err:
        raise DocumentNotAllowed(
            "PDF ini tidak selesai diperiksa karena terlalu rumit. Cetak lalu pindai lembarnya, lalu unggah PDF itu."
        ) from err
    except DocumentError as err:
        raise DocumentNotAllowed(err.sentence) from err
    if acts:
        raise DocumentNotAllowed(
            f"PDF ini memuat isi yang dapat bekerja sendiri ketika dibuka ({', '.join(acts)}), jadi tidak disimpan. "
            "Minta PDF yang tanpa itu, atau pindai lembar yang sudah ditandatangani."
        )
    return text
