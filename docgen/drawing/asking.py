"""Has pictures from outside opened in child processes, a few at once; other packages use only this module.

A child has 512 MB and ten seconds for a picture, and is killed and begun anew where that is not enough.
"""

import atexit
import functools
import json
import os
import queue
from collections.abc import Mapping, Sequence
from datetime import datetime

from docgen.errors import DocumentError, FieldWrong, PictureRefused, RenderLimit
from docgen.pictures import PHOTO_SIDE, CameraNotes
from docgen.render import TIME_LIMIT, Renderer

_CHILDREN = max(1, min(2, (os.cpu_count() or 1) // 2))
_TOO_MUCH = "foto yang dapat dibuka dengan wajar (terlalu besar)"
_NO_PHOTO = "foto JPEG, PNG, atau WEBP yang utuh"


class Drawers:
    """So many children, begun when first needed; who finds them all at work waits."""

    def __init__(self, count: int = _CHILDREN, time_limit: float = TIME_LIMIT) -> None:
        self._all = [Renderer(time_limit, "docgen.drawing.child") for _ in range(count)]
        self._free: queue.LifoQueue[Renderer] = queue.LifoQueue()
        for one in self._all:
            self._free.put(one)

    def preview(self, content: bytes, side: int) -> tuple[bytes, str]:
        """Return a picture drawn again for a screen, and its type. Raises PictureRefused."""
        try:
            answer, picture = self._ask({"picture": "preview", "side": side}, content)
        except PictureRefused:
            raise
        except DocumentError as err:  # a limit, or the child's end; its sentence is about papers
            raise PictureRefused from err
        return picture, "image/png" if answer.get("mime") == "image/png" else "image/jpeg"

    def blackened(self, content: bytes, boxes: Sequence[Sequence[int]], side: int) -> bytes:
        """Return a picture drawn again as a JPEG with these boxes black (thousandths). Raises PictureRefused."""
        head: dict[str, object] = {"picture": "blackened", "side": side, "boxes": json.dumps(boxes)}
        try:
            return self._ask(head, content)[1]
        except PictureRefused:
            raise
        except DocumentError as err:
            raise PictureRefused from err

    def photo(self, content: bytes, side: int = PHOTO_SIDE) -> tuple[bytes, datetime | None]:
        """Return a photo made fit for papers, and its time by the camera. Raises FieldWrong."""
        answer, picture = self._of_photo({"picture": "photo", "side": side}, content)
        return picture, _moment(answer)

    def fitted_size(self, content: bytes, side: int) -> tuple[int, int]:
        """Return width and height that `photo` will give it, by its head alone. Raises FieldWrong."""
        answer, _ = self._of_photo({"picture": "size", "side": side}, content)
        return int(str(answer.get("width"))), int(str(answer.get("height")))

    def camera_notes(self, beginning: bytes) -> CameraNotes:
        """Return what the camera noted; empty where there is nothing, or where it cannot be read."""
        try:
            answer, _ = self._of_photo({"picture": "notes"}, beginning)
        except FieldWrong:
            return CameraNotes()
        return CameraNotes(_moment(answer), *(_number(answer.get(name)) for name in ("latitude", "longitude")))

    def _of_photo(self, head: dict[str, object], content: bytes) -> tuple[dict[str, object], bytes]:
        try:
            return self._ask(head, content)
        except FieldWrong:
            raise
        except RenderLimit as err:
            raise FieldWrong("photos.picture", _TOO_MUCH) from err
        except DocumentError as err:
            raise FieldWrong("photos.picture", _NO_PHOTO) from err

    def _ask(self, head: dict[str, object], content: bytes) -> tuple[dict[str, object], bytes]:
        child = self._free.get()
        try:
            return child.ask(head, content)
        finally:
            self._free.put(child)

    def close(self) -> None:
        """End the children; the next picture begins another."""
        for one in self._all:
            one.close()


def _moment(answer: Mapping[str, object]) -> datetime | None:
    """Return the time of an answer; the child read a foreign file, so it may say anything."""
    try:
        return datetime.fromisoformat(str(answer["taken"])).replace(tzinfo=None) if answer.get("taken") else None
    except ValueError:
        return None


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


@functools.cache
def shared_drawers() -> Drawers:
    """Return this process's children for pictures, which end with it."""
    drawers = Drawers()
    atexit.register(drawers.close)
    return drawers
