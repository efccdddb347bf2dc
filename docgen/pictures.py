"""The office's emblem made fit for a letterhead: re-encoded, small, square, without what cameras write into files."""

import io

from PIL import Image, UnidentifiedImageError

from docgen.errors import FieldWrong

PIXEL_LIMIT = 16_000_000
SIDE = 400  # pixels, for a box of 2.1 cm


def fit_emblem(picture: bytes, extension: str) -> bytes:
    """Give the picture as a square of the part's own format; raises FieldWrong where it is no usable picture."""
    try:
        with Image.open(io.BytesIO(picture), formats=("PNG", "JPEG", "GIF", "WEBP", "BMP")) as opened:
            if opened.width * opened.height > PIXEL_LIMIT:
                raise FieldWrong("kop.logo", "gambar paling besar 16 juta piksel")
            image = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as err:
        raise FieldWrong("kop.logo", "gambar PNG atau JPEG yang utuh") from err
    image.thumbnail((SIDE, SIDE))
    square = Image.new("RGBA", (SIDE, SIDE), (255, 255, 255, 0))
    square.paste(image, ((SIDE - image.width) // 2, (SIDE - image.height) // 2))
    return _encoded(square, extension)


def _encoded(square: Image.Image, extension: str) -> bytes:
    encoded = io.BytesIO()
    if extension.lower() in ("jpg", "jpeg"):
        white = Image.new("RGB", square.size, "white")
        white.paste(square, mask=square.getchannel("A"))
        white.save(encoded, "JPEG", quality=90)
    else:
        square.save(encoded, "PNG", optimize=True)
    return encoded.getvalue()
