"""An uploaded emblem made fit for papers: read, trimmed of its empty borders, written anew as PNG.

Only ever called in the sandboxed worker: whatever a file does to its reader, it does there.
"""

import io
import struct
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageOps, UnidentifiedImageError

from docgen.errors import EmblemRefused
from docgen.letterhead import svg
from models.rules.papers.letterheads import EMBLEM_OCTETS

PIXEL_LIMIT = 16_000_000
_SIDE_LIMIT = 12_000  # pixels
SIDE = 600  # pixels of the longer side as it is kept: 600 an inch at 25 mm
_DRAWN_SIDE = 1200  # of an SVG, before it is trimmed
_NEAR = 12  # levels of 255 by which a border's colour may differ
_SMALLEST = 16  # pixels
_UNREADABLE = (
    *(UnidentifiedImageError, OSError, ValueError, SyntaxError, IndexError, EOFError, KeyError),
    *(struct.error, Image.DecompressionBombError),
)


@dataclass(frozen=True)
class FitEmblem:
    """An emblem as it is kept: a PNG and its size in pixels."""

    content: bytes
    width: int
    height: int


def fit(content: bytes) -> FitEmblem:
    """Return an uploaded PNG, JPEG or SVG made fit. Raises EmblemRefused saying what to correct."""
    if len(content) > EMBLEM_OCTETS:
        most = EMBLEM_OCTETS // 1_000_000
        raise EmblemRefused(f"Berkas lambang lebih besar dari {most} MB. Perkecil, lalu unggah lagi.")
    image = _trimmed(_read(svg.drawn(content, _DRAWN_SIDE) if _is_svg(content) else content))
    if min(image.size) < _SMALLEST:
        raise EmblemRefused("Gambar ini hampir kosong. Periksa berkas lambangnya.")
    image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return FitEmblem(written.getvalue(), image.width, image.height)


def _is_svg(content: bytes) -> bool:
    return content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _read(content: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > PIXEL_LIMIT or max(opened.size) > _SIDE_LIMIT:
                raise EmblemRefused("Gambar lambang lebih besar dari 16 juta piksel. Perkecil, lalu unggah lagi.")
            return _in_colours(ImageOps.exif_transpose(opened))
    except _UNREADABLE as err:
        raise EmblemRefused("Berkas ini bukan gambar PNG, JPEG, atau SVG yang utuh. Pilih berkas lain.") from err


def _in_colours(opened: Image.Image) -> Image.Image:
    if opened.mode.startswith("I"):  # 16 bits a pixel; Pillow would cut them off
        opened = opened.convert("I").point(lambda level: level / 256).convert("L")
    if opened.mode in ("CMYK", "YCbCr", "LAB"):
        opened = opened.convert("RGB")
    return opened.convert("RGBA")


def _trimmed(image: Image.Image) -> Image.Image:
    """Return the emblem without what is empty around it: transparent, or white as paper.

    Another colour around it may be the emblem's own field, so it stays.
    """
    seen = _box(image.getchannel("A"))
    image = image.crop(seen) if seen else image
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image)
    inside = _box(ImageChops.invert(paper.convert("RGB").convert("L")))
    if seen is None or inside is None:
        raise EmblemRefused("Gambar ini kosong: semuanya putih atau tembus pandang. Periksa berkas lambangnya.")
    return image.crop(inside) if image.getchannel("A").getextrema()[0] == 255 else image


def _box(levels: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the smallest box around what differs from nothing; None for an empty picture."""
    return levels.point(lambda level: 255 if level > _NEAR else 0).getbbox()
