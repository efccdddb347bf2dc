"""Draws a QR of a short text, such as a case's number, as a picture of a document."""

import io

import segno

from docgen.plain_document import Picture

_SCALE, _BORDER = 8, 4  # pixels a module; modules of quiet zone, as the standard asks


def qr_picture(words: str) -> Picture:
    """Return a QR that any telephone reads; some 15 percent of it may be worn off."""
    code = segno.make(words, error="m", micro=False, boost_error=False)
    drawn = io.BytesIO()
    code.save(drawn, kind="png", scale=_SCALE, border=_BORDER)
    width, height = code.symbol_size(scale=_SCALE, border=_BORDER)
    return Picture(drawn.getvalue(), "png", int(width), int(height))
