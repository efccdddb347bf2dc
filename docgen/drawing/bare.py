"""Takes out of a picture or film what a camera wrote into it: place, owner, device, time. Nothing is decoded.

What a picture shows stays byte by byte, so it may be passed on in the place of the original, which is never changed.
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Final

from docgen.drawing.bare_boxes import bare_boxes, is_boxed

# JPEG (ITU-T T.81, B.1.1): every marker but a restart; in the picture itself a 0xFF is followed by 0.
_MARKER: Final = re.compile(rb"\xff([\x01-\xcf\xd8-\xfe])")
_END, _SCAN, _EXIF, _COMMENT = 0xD9, 0xDA, b"Exif\0\0", 0xFE
# Of the application segments only these stay: JFIF, the colour profile, Adobe's colour word.
_KEPT_SEGMENTS: Final = ((0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe"))
_MOST_SEGMENTS, _MOST_CHUNKS = 5_000, 100_000  # no picture has more; what is behind them is not passed on
# PNG (third edition, 11.3): what the eye sees needs these, of all chunks that a reader may leave out.
_SHOWING_CHUNKS: Final = frozenset(
    {*(b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"sPLT", b"hIST"),
     *(b"cICP", b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT")}
)  # fmt: skip
_WEBP_CHUNKS: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_HAS_EXIF, _HAS_XMP = 0x08, 0x04
_PNG, _ORIENTATION = b"\x89PNG\r\n\x1a\n", 0x0112


def bare(content: bytes) -> bytes:
    """Return a JPEG, PNG, WebP, HEIC, AVIF, MP4, MOV or 3GP without what a camera noted; any other file as it is.

    A file of these kinds that is damaged loses what could be told apart.
    """
    work = _work_of(content)
    return work(content) if work is not None else content


def _work_of(content: bytes) -> Callable[[bytes], bytes] | None:
    if content.startswith(b"\xff\xd8\xff"):
        return _bare_jpeg
    if content.startswith(_PNG):
        return _bare_png
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _bare_webp
    return bare_boxes if is_boxed(content) else None


def _bare_jpeg(content: bytes) -> bytes:
    """Leave out segments, and whatever a telephone hangs behind the end (a film, a depth map)."""
    kept, turned, place, scanning = list[bytes](), 1, 2, False
    for _ in range(_MOST_SEGMENTS):
        found = _MARKER.search(content, place)
        if scanning:  # the picture itself, up to the next segment
            kept.append(content[place : found.start() if found else len(content)])
        marker = found[1][0] if found else _END
        if found is None or marker in (0xD8, _END):
            break
        place = found.end() + max(2, int.from_bytes(content[found.end() : found.end() + 2], "big"))
        body = content[found.end() + 2 : place]
        if marker == 0xE1 and body.startswith(_EXIF):
            turned = _turned(body[len(_EXIF) :])
        if _stays(marker, body):
            kept.append(b"\xff" + content[found.end() - 1 : place])
        scanning = scanning or marker == _SCAN
    return b"".join((b"\xff\xd8", _exif_segment(turned), *kept, b"\xff\xd9"))


def _stays(marker: int, body: bytes) -> bool:
    if 0xE0 <= marker <= 0xEF:
        return any(marker == kind and body.startswith(name) for kind, name in _KEPT_SEGMENTS)
    return marker != _COMMENT


def _turned(tiff: bytes) -> int:
    """Return how the camera was held, by the first directory of the notes; 1 where they do not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2], "")
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4) if order else (0,)
        (count,) = struct.unpack_from(f"{order}H", tiff, start) if start else (0,)
        for number in range(min(count, 200)):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


def _notes(turned: int) -> bytes:
    """Return the one note that has to stay: how the camera was held."""
    return b"MM\0*\0\0\0\x08\0\x01" + struct.pack(">HHIHH", _ORIENTATION, 3, 1, turned, 0) + b"\0\0\0\0"


def _exif_segment(turned: int) -> bytes:
    notes = _EXIF + _notes(turned)
    return b"\xff\xe1" + (len(notes) + 2).to_bytes(2, "big") + notes if turned != 1 else b""


def _bare_png(content: bytes) -> bytes:
    kept, place = [content[:8]], 8
    for _ in range(_MOST_CHUNKS):
        if place + 8 > len(content):
            break
        size, kind = int.from_bytes(content[place : place + 4], "big"), content[place + 4 : place + 8]
        turned = _turned(content[place + 8 : place + 8 + size]) if kind == b"eXIf" else 1
        if turned != 1:
            notes = b"eXIf" + _notes(turned)
            kept.append((len(notes) - 4).to_bytes(4, "big") + notes + zlib.crc32(notes).to_bytes(4, "big"))
        if not kind[0] & 0x20 or kind in _SHOWING_CHUNKS:  # a small letter: a reader may leave it out
            kept.append(content[place : place + 12 + size])
        place += 12 + size
        if kind == b"IEND":
            break
    return b"".join(kept)


def _bare_webp(content: bytes) -> bytes:
    chunks = list(_webp_chunks(content))
    turned = next((_turned(body.removeprefix(_EXIF)) for kind, body in chunks if kind == b"EXIF"), 1)
    kept = [
        (kind, _without_notes(body) if kind == b"VP8X" else body) for kind, body in chunks if kind in _WEBP_CHUNKS
    ]
    if turned != 1 and kept and kept[0][0] == b"VP8X":
        flags = kept[0][1]
        kept = [(b"VP8X", bytes([flags[0] | _HAS_EXIF]) + flags[1:]), *kept[1:], (b"EXIF", _notes(turned))]
    parts = (kind + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2) for kind, body in kept)
    made = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(made).to_bytes(4, "little") + made


def _without_notes(flags: bytes) -> bytes:
    return bytes([flags[0] & ~(_HAS_EXIF | _HAS_XMP)]) + flags[1:] if flags else flags


def _webp_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 12
    for _ in range(_MOST_CHUNKS):
        if place + 8 > len(content):
            return
        size = int.from_bytes(content[place + 4 : place + 8], "little")
        yield content[place : place + 4], content[place + 8 : place + 8 + size]
        place += 8 + size + size % 2
