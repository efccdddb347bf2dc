"""Empties the boxes of a film or an HEIC picture that tell place, owner, device or time.

Every other byte stays where it is, since the tables of such a file count from its beginning.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

# ISO base media (ISO/IEC 14496-12), QuickTime: user data, metadata and foreign boxes become free room of their size.
_SAYING: Final = frozenset({b"udta", b"meta", b"uuid"})
_DATED: Final = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_HOLDING: Final = frozenset({b"moov", b"trak", b"mdia", b"minf", b"moof", b"traf"})
_FILMS: Final = (b"mp4", b"iso", b"avc1", b"qt  ", b"3gp", b"3g2", b"M4V", b"M4A", b"MSNV", b"dash")
# HEIF (ISO/IEC 23008-12): its metadata box says where the picture lies, so it stays, and the notes are items of it.
_STILLS: Final = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif", b"msf", b"avif", b"avis")
# What is left of each kind of item: of EXIF, notes that a reader takes, with nothing in them.
_TOLD_ITEMS: Final = {b"Exif": b"\0\0\0\0MM\0*\0\0\0\x08" + bytes(6), b"mime": b"", b"uri ": b""}
_MOST, _MOST_NOTES, _DEEPEST = 5_000, 64, 6


@dataclass(frozen=True)
class _Box:
    kind: bytes
    start: int
    body: int
    end: int
    depth: int


def is_boxed(content: bytes) -> bool:
    """Return whether a file is a film or picture made of such boxes."""
    return content[4:8] == b"ftyp" and content[8:12].startswith((*_FILMS, *_STILLS))


def bare_boxes(content: bytes) -> bytes:
    """Return the file with everything empty that tells of its making; as long as before."""
    found, still = bytearray(content), content[8:12].startswith(_STILLS)
    for box in _boxes(content, 0, len(content), 0):
        if still and box.kind == b"meta" and not box.depth:
            for empty, first, last in islice(_told(content, box), _MOST_NOTES):
                found[first:last] = empty.ljust(last - first, b"\0")[: last - first]
        elif box.kind in _SAYING:
            found[box.start + 4 : box.start + 8] = b"free"
            found[box.body : box.end] = bytes(box.end - box.body)
        elif box.kind in _DATED:
            last = min(box.end, box.body + (20 if content[box.body : box.body + 1] == b"\1" else 12))
            found[box.body + 4 : last] = bytes(max(0, last - box.body - 4))
    return bytes(found)


def _boxes(content: bytes, place: int, end: int, depth: int) -> Iterator[_Box]:
    """Yield the boxes between two places, and those within them."""
    for _ in range(_MOST):
        size, kind, head = int.from_bytes(content[place : place + 4], "big"), content[place + 4 : place + 8], 8
        if size == 1:
            size, head = int.from_bytes(content[place + 8 : place + 16], "big"), 16
        stop = end if size == 0 else min(end, place + size)
        if stop < place + head or place + 8 > end:
            return
        yield _Box(kind, place, place + head, stop, depth)
        if kind in _HOLDING and depth < _DEEPEST:
            yield from _boxes(content, place + head, stop, depth + 1)
        place = stop


class _Reading:
    """Numbers of a box, one after the other. Raises EOFError behind its end."""

    def __init__(self, content: bytes, box: _Box) -> None:
        self._content, self._place, self._end = content, box.body, box.end

    def number(self, width: int) -> int:
        """Return the next number of so many bytes; 0 for none."""
        place, self._place = self._place, self._place + width
        if self._place > self._end:
            raise EOFError
        return int.from_bytes(self._content[place : self._place], "big")


def _told(content: bytes, meta: _Box) -> Iterator[tuple[bytes, int, int]]:
    """Yield where the notes of a picture lie that its metadata box lists, each with what is left of it."""
    inner = {box.kind: box for box in _boxes(content, meta.body + 4, meta.end, 1)}
    if b"iinf" not in inner or b"iloc" not in inner:
        return
    try:
        told = dict(_told_items(content, inner[b"iinf"]))
        stored = inner.get(b"idat")
        for item, method, first, size in _places(_Reading(content, inner[b"iloc"])):
            begins = stored.body if method == 1 and stored else 0
            last = min(len(content), begins + first + size) if size else 0
            if item in told and last > begins + first:
                yield told[item], begins + first, last
    except EOFError:
        return


def _told_items(content: bytes, listed: _Box) -> Iterator[tuple[int, bytes]]:
    """Yield the numbers of the items that are notes, with what is left of each."""
    head = 4 + (2 if content[listed.body] == 0 else 4)
    for box in _boxes(content, listed.body + head, listed.end, 2):
        reading = _Reading(content, box)
        version = reading.number(1)
        reading.number(3)
        number = reading.number(4 if version == 3 else 2)
        reading.number(2)
        kind = reading.number(4).to_bytes(4, "big")
        if kind in _TOLD_ITEMS:
            yield number, _TOLD_ITEMS[kind]


def _places(reading: _Reading) -> Iterator[tuple[int, int, int, int]]:
    """Yield of every extent of every item: its item, how it is counted, its offset and its length."""
    version, _, sizes, bases = (reading.number(width) for width in (1, 3, 1, 1))
    wide = 4 if version == 2 else 2
    for _ in range(min(reading.number(wide), _MOST)):
        item = reading.number(wide)
        method = reading.number(2) & 15 if version in (1, 2) else 0
        reading.number(2)
        base = reading.number(bases >> 4)
        for _ in range(min(reading.number(2), _MOST_NOTES)):
            reading.number(bases & 15 if version in (1, 2) else 0)
            offset, size = reading.number(sizes >> 4), reading.number(sizes & 15)
            yield item, method, base + offset, size
