"""A picture drawn again with boxes in it blackened: what lay under them is nowhere in the new file.

Only ever called in the child (child.py): whatever a file does to its reader, it does there.
"""

import io
import math
from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw

from docgen.drawing.preview import redrawn

_WHOLE = 1000  # a box is told in thousandths of width and height


def blackened(content: bytes, boxes: Iterable[Sequence[int]], side: int) -> bytes:
    """Return the picture as a JPEG of at most so many pixels a side, each box black. Raises PictureRefused."""
    picture, _ = redrawn(content, side)
    with Image.open(io.BytesIO(picture), formats=("JPEG", "PNG")) as drawn:
        bare = Image.new("RGB", drawn.size, "white")
        shown = drawn.convert("RGBA")
        bare.paste(shown, mask=shown)
    pen = ImageDraw.Draw(bare)
    for box in boxes:
        pen.rectangle(_pixels(box, bare.size), fill="black")
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=85)
    return out.getvalue()


def _pixels(box: Sequence[int], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return a box in pixels, every one that it touches; one more on each side, as JPEG mixes what lies beside."""
    left, top, width, height = box
    across, down = size[0] / _WHOLE, size[1] / _WHOLE
    ends = math.ceil((left + width) * across), math.ceil((top + height) * down)
    return (math.floor(left * across) - 1, math.floor(top * down) - 1, *ends)
