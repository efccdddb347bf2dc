"""Small pictures and a voice note made on the spot, so that practice needs no files of anybody's."""

import struct
import zlib
from functools import cache

from sync_agent.simulator.waha.messages import Media

Colour = tuple[int, int, int]
WIDTH, HEIGHT = 240, 160
_SECONDS = 4
# Kind of picture: background, and rectangles (left, top, right, bottom, colour) in the manner of a sketch.
_SKETCHES: dict[str, tuple[Colour, tuple[tuple[int, int, int, int, Colour], ...]]] = {
    "paspor": (
        (24, 62, 48),
        (
            (20, 20, 90, 110, (222, 205, 180)),
            (38, 36, 72, 76, (120, 84, 60)),
            (104, 30, 220, 38, (236, 232, 214)),
            *((104, top, 200, top + 5, (180, 196, 176)) for top in range(52, 110, 14)),
            (14, 126, 226, 132, (236, 232, 214)),
            (14, 140, 226, 146, (236, 232, 214)),
        ),
    ),
    "layar": (
        (238, 240, 244),
        (
            (0, 0, 240, 24, (30, 90, 160)),
            (40, 56, 200, 116, (255, 255, 255)),
            (104, 64, 136, 84, (200, 40, 40)),
            (60, 92, 180, 98, (90, 90, 90)),
            (80, 104, 160, 112, (30, 90, 160)),
        ),
    ),
    "bukti": (
        (250, 250, 246),
        (
            (70, 10, 170, 26, (20, 120, 90)),
            *((50, top, 190 - top % 3 * 20, top + 6, (120, 120, 120)) for top in range(40, 140, 16)),
        ),
    ),
    "surat": (
        (255, 255, 252),
        (
            (20, 12, 220, 18, (40, 40, 40)),
            *((20, top, 220, top + 4, (150, 150, 150)) for top in range(30, 150, 10)),
        ),
    ),
    "ruang": (
        (206, 214, 210),
        (
            (0, 110, 240, 160, (150, 140, 126)),
            (10, 30, 80, 80, (160, 200, 220)),
            *((left, 92, left + 26, 130, (60, 90, 130)) for left in range(96, 220, 34)),
        ),
    ),
}


def photo(kind: str, shade: int = 0) -> Media:
    """Draw a picture of a kind; `shade` makes two of a kind differ."""
    return Media(_png(kind if kind in _SKETCHES else "surat", shade % 24), "image/png")


@cache
def _png(kind: str, shade: int) -> bytes:
    background, shapes = _SKETCHES[kind]
    rows = [[background] * WIDTH for _ in range(HEIGHT)]
    for left, top, right, bottom, colour in shapes:
        for row in rows[top:bottom]:
            row[left:right] = [colour] * (right - left)
    lines = b"".join(b"\x00" + bytes(max(0, part - shade) for dot in row for part in dot) for row in rows)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


@cache
def voice_note() -> Media:
    """Make a voice note that says nothing: silent Opus frames, four seconds of 20 ms, in Ogg (RFC 7845)."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 6) + b"aduan!" + struct.pack("<I", 0)
    pages = [_ogg_page([head], 0, 0, 2), _ogg_page([tags], 1, 0, 0)]
    for second in range(_SECONDS):
        last = second == _SECONDS - 1
        pages.append(_ogg_page([b"\xf8\xff\xfe"] * 50, 2 + second, (second + 1) * 48000, 4 if last else 0))
    return Media(b"".join(pages), "audio/ogg; codecs=opus")


def _ogg_page(packets: list[bytes], number: int, position: int, flags: int) -> bytes:
    lacing = bytes(len(packet) for packet in packets)
    head = b"OggS" + struct.pack("<BBqIII", 0, flags, position, 7, number, 0) + bytes([len(lacing)]) + lacing
    page = head + b"".join(packets)
    return page[:22] + struct.pack("<I", _ogg_checksum(page)) + page[26:]


def _ogg_checksum(page: bytes) -> int:
    value = 0
    for byte in page:
        value ^= byte << 24
        for _ in range(8):
            value = (value << 1) ^ 0x04C11DB7 if value & 0x80000000 else value << 1
        value &= 0xFFFFFFFF
    return value
