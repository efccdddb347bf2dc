"""A picture drawn again small for a screen, with nothing in it of what the file held besides.

Only ever called in the child (child.py): whatever a file does to its reader, it does there.
"""

import io
import struct

from PIL import Image, ImageOps

from docgen.errors import PictureRefused

MOST_PIXELS = 40_000_000
MOST_SIDE = 20_000  # pixels
# What we let the decoder try: the formats phones and platforms send.
PICTURES = ("JPEG", "PNG", "WEBP", "GIF")
_TOO_LARGE = "Gambar ini terlalu besar untuk dipratinjau. Unduh berkasnya bila perlu."
_UNREADABLE = (
    *(OSError, ValueError, SyntaxError, IndexError, EOFError, KeyError, TypeError),
    *(struct.error, Image.DecompressionBombError),
)


def redrawn(content: bytes, side: int) -> tuple[bytes, str]:
    """Return a picture drawn again, upright, of at most so many pixels a side, and its type.

    Raises PictureRefused.
    """
    try:
        with Image.open(io.BytesIO(content), formats=PICTURES) as picture:
            if picture.width * picture.height > MOST_PIXELS or max(picture.size) > MOST_SIDE:
                raise PictureRefused(_TOO_LARGE)
            picture.draft("RGB", (side, side))
            clear = picture.mode in ("RGBA", "LA", "P", "PA") or "transparency" in picture.info
            drawn = _small(picture, "RGBA" if clear else "RGB", side)
    except _UNREADABLE as err:
        raise PictureRefused from err
    out = io.BytesIO()
    drawn.save(out, "PNG" if clear else "JPEG", quality=85)
    return out.getvalue(), "image/png" if clear else "image/jpeg"


def _small(picture: Image.Image, mode: str, side: int) -> Image.Image:
    picture.load()
    drawn = picture if picture.mode == mode else picture.convert(mode)
    drawn.thumbnail((side, side))
    drawn = ImageOps.exif_transpose(drawn)
    bare = Image.new(mode, drawn.size)  # of what the file said besides, nothing is taken along
    bare.paste(drawn)
    return bare
