"""The photos of a dossier: drawn by several threads while LibreOffice sets the pages around stand-ins of their size.

LibreOffice would unpack each photo and pack it again, which costs more than all its pages, and sharpness. It passes a
small JPEG on as it is: so it gets one in place of each photo, marked as that photo's, for which the photo is put into
the PDF.
"""

import io
import os
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

from PIL import Image

from docgen.drawing.asking import shared_drawers
from docgen.errors import FieldWrong
from docgen.pictures import photo_size
from docgen.plain_document import Picture

Photos = Mapping[str, Callable[[], bytes]]  # by sha256, each with what reads it
_SIDE = 1200  # pixels: 200 a inch at the width of the text
_STAND_IN = (120, 90)  # pixels; LibreOffice makes no JPEG of what has fewer than 32 a side
_AT_ONCE = min(4, os.cpu_count() or 1)


def framed(photos: Photos) -> dict[str, Picture]:
    """Return by sha256 a stand-in of each that looks like a photo by its head, as large as the photo will be."""
    found = {}
    for sha256, read in photos.items():
        try:
            width, height = shared_drawers().fitted_size(read(), _SIDE)
        except FieldWrong:
            continue  # no picture, or none a paper may carry: it is listed and lies in the archive
        found[sha256] = Picture(_stand_in(sha256), "jpg", width, height)
    return found


def _stand_in(mark: str) -> bytes:
    packed = io.BytesIO()
    Image.new("RGB", _STAND_IN, "white").save(packed, "JPEG", quality=20, optimize=True, comment=mark.encode())
    return packed.getvalue()


def drawn(photos: Photos, frames: Mapping[str, Picture], needless: Callable[[], bool]) -> dict[str, Picture]:
    """Return the photos of these frames, made fit for a paper; without those that turn out not to be whole.

    They are read here, where a database may be asked, a few ahead of those who draw. `needless`: nobody wants them.
    """
    found: dict[str, Picture] = {}
    waiting: deque[tuple[str, Future[Picture | None]]] = deque()

    def take() -> None:
        sha256, coming = waiting.popleft()
        if (picture := coming.result()) is not None:
            found[sha256] = picture

    with ThreadPoolExecutor(_AT_ONCE) as hands:
        for sha256 in frames:
            if needless():
                break
            waiting.append((sha256, hands.submit(_fit, photos[sha256]())))
            if len(waiting) > _AT_ONCE:
                take()
        while waiting:
            take()
    return found


def _fit(content: bytes) -> Picture | None:
    try:
        photo, _ = shared_drawers().photo(content, _SIDE)
        return Picture(photo, "jpg", *photo_size(photo, ""))
    except FieldWrong:
        return None


def fills(photos: Mapping[str, Picture], frames: Mapping[str, Picture]) -> bool:
    """Whether each frame has its photo, and the photo the frame's size."""
    return photos.keys() == frames.keys() and all(
        replace(photo, content=b"") == replace(frames[sha256], content=b"") for sha256, photo in photos.items()
    )
