"""The child process that opens pictures from outside: little memory, no network, no file to write."""

import json
import os
from collections.abc import Callable

from docgen.drawing.blackened import blackened
from docgen.drawing.preview import redrawn
from docgen.errors import DocumentError, PictureRefused
from docgen.pictures import camera_notes, fit_photo, fitted_size
from docgen.sandbox import Forbidden, answer_all

Answer = tuple[dict[str, object], bytes]


def _preview(head: dict[str, object], body: bytes) -> Answer:
    picture, mime = redrawn(body, int(str(head["side"])))
    return {"mime": mime}, picture


def _blackened(head: dict[str, object], body: bytes) -> Answer:
    boxes = json.loads(str(head["boxes"]))
    return {}, blackened(body, boxes, int(str(head["side"])))


def _photo(head: dict[str, object], body: bytes) -> Answer:
    picture, taken = fit_photo(body, int(str(head["side"])))
    return {"taken": taken.isoformat() if taken else None}, picture


def _size(head: dict[str, object], body: bytes) -> Answer:
    width, height = fitted_size(body, int(str(head["side"])))
    return {"width": width, "height": height}, b""


def _notes(_head: dict[str, object], body: bytes) -> Answer:
    found = camera_notes(body)
    taken = found.taken.isoformat() if found.taken else None
    return {"taken": taken, "latitude": found.latitude, "longitude": found.longitude}, b""


_WORK: dict[str, Callable[[dict[str, object], bytes], Answer]] = {
    "preview": _preview,
    "blackened": _blackened,
    "photo": _photo,
    "size": _size,
    "notes": _notes,
}


def work(head: dict[str, object], body: bytes) -> Answer:
    """Return what is asked for of a picture. Raises DocumentError, also where the file made its reader fail."""
    try:
        return _WORK[str(head["picture"])](head, body)
    except (DocumentError, Forbidden, MemoryError, RecursionError):
        raise  # each is told by its name (sandbox.py)
    except Exception as err:  # what a reader of foreign files may raise nobody lists whole
        raise PictureRefused from err


def main() -> None:
    """Answer requests until the asking program is gone."""
    if hasattr(os, "nice"):
        os.nice(10)  # pages go before pictures
    answer_all(work)


if __name__ == "__main__":
    main()
