"""Reads what a signed PDF says, to compare it with its paper; the file itself is never changed or written anew."""

from docgen.errors import DocumentError, RenderLimit
from docgen.render import read_pdf
from models.rules.core.errors import DocumentNotAllowed


def pdf_text(content: bytes) -> str:
    """Return the text of a PDF's first pages; an empty one where it is a scan or damaged.

    Raises DocumentNotAllowed where it is locked, takes too long to look at, or would act on whoever opens it.
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
