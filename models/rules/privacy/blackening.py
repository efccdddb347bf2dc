"""The boxes an officer draws over a picture of a protected case, in thousandths of its width and height."""

from collections.abc import Iterable
from typing import NamedTuple

from models.rules.core.errors import RuleBroken

WHOLE = 1000
MOST = 60  # boxes in one picture


class Box(NamedTuple):
    """One box, from its upper left corner, of the picture as it is shown."""

    left: int
    top: int
    width: int
    height: int


def read_boxes(typed: Iterable[str]) -> tuple[Box, ...]:
    """Return boxes as a form sends them, each "left,top,width,height". Raises RuleBroken, also for none."""
    boxes = tuple(map(_read, typed))
    if not boxes:
        raise RuleBroken("Belum ada kotak. Tambahkan kotak di atas bagian yang menyebut orang.")
    if len(boxes) > MOST:
        raise RuleBroken(f"Paling banyak {MOST} kotak dalam satu gambar. Gabungkan yang berdekatan.")
    return boxes


def _read(typed: str) -> Box:
    parts = typed.split(",")
    if len(parts) != len(Box._fields) or not all(part.isascii() and part.isdecimal() for part in parts):
        raise RuleBroken("Kotak tidak terbaca. Muat ulang halaman, lalu gambar lagi.")
    left, top, width, height = (min(int(part[:6]), WHOLE) for part in parts)
    if not width or not height or left >= WHOLE or top >= WHOLE:
        raise RuleBroken("Ada kotak di luar gambar. Pindahkan ke atas gambarnya, atau hapus.")
    return Box(left, top, min(width, WHOLE - left), min(height, WHOLE - top))
