"""Pictures made fit for papers: re-encoded, reduced, without the camera's metadata (place, owner, device)."""

import contextlib
import io
import math
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from PIL import ExifTags, Image, UnidentifiedImageError

from docgen.errors import FieldWrong

PIXEL_LIMIT = 16_000_000
SIDE = 400  # pixels, for a box of 2.1 cm
PHOTO_SIDE = 1600  # pixels (notadinas §3.2)
PHOTO_PIXEL_LIMIT = 64_000_000  # a phone's camera has 50 million
PHOTO_OCTETS = 800_000  # of one photo in a report; two dozen of them still pass to the worker
_QUALITIES = (80, 60, 40, 20)
_PHOTO_KINDS = ("JPEG", "PNG", "WEBP")
_TURN = Image.Transpose
_ON_ITS_SIDE = (_TURN.TRANSPOSE, _TURN.ROTATE_270, _TURN.TRANSVERSE, _TURN.ROTATE_90)
# How a photo comes upright, by what the camera noted, from 2 on (EXIF 2.32, 4.6.4, tag 274).
_TURNS = dict(enumerate((_TURN.FLIP_LEFT_RIGHT, _TURN.ROTATE_180, _TURN.FLIP_TOP_BOTTOM, *_ON_ITS_SIDE), 2))
_ONE_LARGE = threading.Lock()  # unpacked, one photo of 64 million pixels takes hundreds of megabytes
# What a decoder raises for a file that is none, or cut off.
_UNREADABLE = (
    *(UnidentifiedImageError, OSError, ValueError, SyntaxError, IndexError, EOFError),
    *(struct.error, Image.DecompressionBombError),
)


@dataclass(frozen=True)
class CameraNotes:
    """A photo's metadata: when it was taken (WIB, naive), and where, in degrees north and east."""

    taken: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None


def in_square(picture: bytes, extension: str) -> bytes:
    """Return an emblem as a square in the format of a template's part; raises FieldWrong where it is unusable."""
    try:
        with Image.open(io.BytesIO(picture), formats=("PNG",)) as opened:
            if opened.width * opened.height > PIXEL_LIMIT:
                raise FieldWrong("kop.emblem", "gambar paling besar 16 juta piksel")
            image = opened.convert("RGBA")
    except _UNREADABLE as err:
        raise FieldWrong("kop.emblem", "gambar yang utuh") from err
    image.thumbnail((SIDE, SIDE))
    square = _square()
    square.paste(image, ((SIDE - image.width) // 2, (SIDE - image.height) // 2))
    return _encoded(square, extension)


def blank_square(extension: str) -> bytes:
    """Return a square with nothing on it, in the format of a template's part."""
    return _encoded(_square(), extension)


def _square() -> Image.Image:
    return Image.new("RGBA", (SIDE, SIDE), (255, 255, 255, 0))


def fit_photo(picture: bytes, side: int = PHOTO_SIDE) -> tuple[bytes, datetime | None]:
    """Return a photo as a JPEG of at most so many pixels a side, and its time by the camera (WIB, naive).

    It is upright and has no metadata left. Raises FieldWrong.
    """
    with _photo(picture) as opened:
        small = _within(opened.size, side)
        opened.draft("RGB", (side, side))
        with _ONE_LARGE if opened.width * opened.height > PIXEL_LIMIT else contextlib.nullcontext():
            taken, turned = _taken(opened), _turned(opened)
            opened.load()
            image = opened.convert("RGBA") if opened.has_transparency_data else _in_colour(opened)
    if image.size != small:  # of a smaller picture this is as good as bicubic, at half the time
        image = image.resize(small, Image.Resampling.HAMMING)
    image = image if turned is None else image.transpose(turned)
    image.info.clear()  # a comment would be written along
    return _jpeg(_on_white(image)), taken


def fitted_size(picture: bytes, side: int = PHOTO_SIDE) -> tuple[int, int]:
    """Return width and height that `fit_photo` will give a photo, by its head alone; raises FieldWrong."""
    with _photo(picture) as opened:
        width, height = _within(opened.size, side)
        return (height, width) if _turned(opened) in _ON_ITS_SIDE else (width, height)


@contextlib.contextmanager
def _photo(picture: bytes) -> Iterator[Image.Image]:
    """Open a photo, refused where it is none, not whole or too large."""
    try:
        with Image.open(io.BytesIO(picture), formats=_PHOTO_KINDS) as opened:
            if opened.width * opened.height > PHOTO_PIXEL_LIMIT:
                raise FieldWrong("photos.picture", "foto paling besar 64 juta piksel")
            yield opened
    except _UNREADABLE as err:
        raise FieldWrong("photos.picture", "foto JPEG, PNG, atau WEBP yang utuh") from err


def _within(size: tuple[int, int], side: int) -> tuple[int, int]:
    scale = min(1.0, side / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _turned(opened: Image.Image) -> _TURN | None:
    """Return how a picture is turned to stand upright; None where it does."""
    return _TURNS.get(opened.getexif().get(ExifTags.Base.Orientation, 1))


def _in_colour(opened: Image.Image) -> Image.Image:
    return opened if opened.mode == "RGB" else opened.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _jpeg(image: Image.Image) -> bytes:
    """Return a photo as JPEG, at lower quality where it is too large for a report with many."""
    for quality in _QUALITIES:
        encoded = io.BytesIO()
        image.save(encoded, "JPEG", quality=quality, optimize=True)
        if encoded.tell() <= PHOTO_OCTETS:
            break
    return encoded.getvalue()


def photo_size(picture: bytes, field: str) -> tuple[int, int]:
    """Return width and height of a photo made fit before; raises FieldWrong for anything else."""
    try:
        with Image.open(io.BytesIO(picture), formats=("JPEG",)) as opened:
            size, noted = opened.size, bool(opened.getexif())
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as err:
        raise FieldWrong(field, "foto JPEG yang utuh") from err
    if noted or max(size) > PHOTO_SIDE:
        raise FieldWrong(field, "foto yang sudah disiapkan lewat unggahan")
    return size


def camera_notes(beginning: bytes) -> CameraNotes:
    """Return the metadata of a photo or of the beginning of its file; empty where there is none."""
    try:
        with Image.open(io.BytesIO(beginning), formats=_PHOTO_KINDS) as opened:
            return CameraNotes(_taken(opened), *_stood(opened))
    except _UNREADABLE:
        return CameraNotes()


def _taken(opened: Image.Image) -> datetime | None:
    noted = opened.getexif().get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal)
    try:
        return datetime.strptime(str(noted).strip("\0 "), "%Y:%m:%d %H:%M:%S") if noted else None
    except ValueError:
        return None


def _stood(opened: Image.Image) -> tuple[float | None, float | None]:
    notes, tags = opened.getexif().get_ifd(ExifTags.IFD.GPSInfo), ExifTags.GPS
    return (
        _degrees(notes.get(tags.GPSLatitude), notes.get(tags.GPSLatitudeRef) == "S"),
        _degrees(notes.get(tags.GPSLongitude), notes.get(tags.GPSLongitudeRef) == "W"),
    )


def _degrees(parts: object, negative: bool) -> float | None:
    """Return degrees, minutes and seconds as one number; None for anything else."""
    try:
        whole, minutes, seconds = (float(part) for part in parts)  # type: ignore[attr-defined]
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    number = whole + minutes / 60 + seconds / 3600
    return None if math.isnan(number) else -number if negative else number


def _encoded(square: Image.Image, extension: str) -> bytes:
    encoded = io.BytesIO()
    if extension.lower() in ("jpg", "jpeg"):
        white = Image.new("RGB", square.size, "white")
        white.paste(square, mask=square.getchannel("A"))
        white.save(encoded, "JPEG", quality=90)
    else:
        square.save(encoded, "PNG", optimize=True)
    return encoded.getvalue()
