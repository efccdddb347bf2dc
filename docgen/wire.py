"""The messages between the program and its worker: a JSON head and a body of bytes, each preceded by its length.

Never pickle: the worker has read a foreign template, so its answers are read as plain JSON only.
"""

import json
import struct
from collections.abc import Mapping
from typing import BinaryIO

_LENGTH = struct.Struct(">I")
FRAME_LIMIT = 64_000_000


def send(stream: BinaryIO, head: Mapping[str, object], body: bytes = b"") -> None:
    """Write one message; raises OSError where the other side is gone."""
    words = json.dumps(head).encode("ascii")  # lone surrogates pass as escapes
    stream.write(_LENGTH.pack(len(words)) + words + _LENGTH.pack(len(body)) + body)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[dict[str, object], bytes]:
    """Return one message; raises EOFError where the other side is gone or sends nonsense."""
    head, body = _block(stream), _block(stream)
    try:
        return dict(json.loads(head)), body
    except (ValueError, TypeError) as err:
        raise EOFError from err


def _block(stream: BinaryIO) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if length > FRAME_LIMIT:
        raise EOFError
    return _exactly(stream, length)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    octets = stream.read(length)
    if len(octets) != length:
        raise EOFError
    return octets
