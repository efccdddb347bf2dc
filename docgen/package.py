"""A .docx as a mapping of part names to bytes: unpacked within limits, always packed to the same bytes."""

import io
import struct
import zipfile
import zlib
from collections.abc import Collection, Mapping
from functools import lru_cache

from docgen.errors import RenderLimit, TemplateBroken

# Limits of an uploaded template (notadinas §7, pitfall 22).
TEMPLATE_LIMIT = 5_000_000
PARTS_LIMIT = 300
UNPACKED_LIMIT = 50_000_000
RATIO_LIMIT = 20
RATIO_FLOOR = 1_000_000  # a small file of repeated markup packs well without being a bomb

OUTPUT_LIMIT = 50_000_000
_FIRST = "[Content_Types].xml"
# The records of a ZIP (APPNOTE 4.3.7, 4.3.12, 4.3.16), written as Python's own zipfile does, the same everywhere.
_HEAD, _LISTED, _END = (struct.Struct(fields) for fields in ("<4s2B4HL2L2H", "<4s4B4HL2L5H2L", "<4s4H2LH"))
_VERSION, _UNIX, _MODE = 20, 3, 0o600 << 16
_DAY = 1 << 5 | 1  # 1 January 1980
_UTF8 = 0x800  # how a name that is not ASCII is written
_NOTHING = (0, 0, 0, 0)  # neither further fields, nor a comment, nor another disk, nor marks of the content


def unpack(packed: bytes) -> dict[str, bytes]:
    """Return the parts of a .docx, reading no more than the limits allow. Raises TemplateBroken."""
    if len(packed) > TEMPLATE_LIMIT:
        raise TemplateBroken("Templat lebih besar dari 5 MB. Perkecil gambar di dalamnya, lalu unggah lagi.")
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            parts = _read_all(archive, len(packed))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as err:
        raise TemplateBroken("Berkas ini bukan berkas Word (.docx) yang utuh. Simpan ulang dari Word.") from err
    if _FIRST not in parts:
        raise TemplateBroken("Berkas ini bukan berkas Word (.docx). Simpan sebagai “Dokumen Word (.docx)”.")
    return parts


def _read_all(archive: zipfile.ZipFile, packed_size: int) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    names = [entry.filename for entry in entries]
    if len(entries) > PARTS_LIMIT or len(set(map(str.lower, names))) != len(names) or any(map(_is_stray, names)):
        raise TemplateBroken("Susunan berkas templat tidak wajar. Buat ulang templat dari templat bawaan.")
    parts: dict[str, bytes] = {}
    total = 0
    allowed = min(UNPACKED_LIMIT, max(RATIO_FLOOR, RATIO_LIMIT * packed_size))
    for entry in entries:
        with archive.open(entry) as stream:
            parts[entry.filename] = stream.read(allowed - total + 1)
        total += len(parts[entry.filename])
        if total > allowed:
            raise TemplateBroken("Isi templat jauh lebih besar dari berkasnya. Templat ini tidak aman dipakai.")
    return parts


def _is_stray(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name


def pack(parts: Mapping[str, bytes], lasting: Collection[str] = ()) -> bytes:
    """Return the .docx of these parts; equal parts give equal bytes. Raises RenderLimit where it is too large.

    `lasting`: the parts that other papers have too, which are deflated once and remembered.
    """
    if sum(map(len, parts.values())) > OUTPUT_LIMIT:
        raise RenderLimit("Naskah menjadi terlalu besar. Persingkat isinya, lalu ulangi.")
    packed, listed = bytearray(), bytearray()
    for name in sorted(parts, key=lambda name: (name != _FIRST, name)):
        content = parts[name]
        check, deflated = _remembered(content) if name in lasting else _deflated(content)
        called = name.encode("utf-8")
        sizes = len(deflated), len(content), len(called)
        told = (0 if name.isascii() else _UTF8, zipfile.ZIP_DEFLATED, 0, _DAY, check, *sizes)
        listed += _LISTED.pack(b"PK\1\2", _VERSION, _UNIX, _VERSION, 0, *told, *_NOTHING, _MODE, len(packed)) + called
        packed += _HEAD.pack(b"PK\3\4", _VERSION, 0, *told, 0) + called + deflated
    return bytes(packed + listed + _END.pack(b"PK\5\6", 0, 0, len(parts), len(parts), len(listed), len(packed), 0))


def _deflated(content: bytes) -> tuple[int, bytes]:
    return zlib.crc32(content), zlib.compress(content, wbits=-zlib.MAX_WBITS)


_remembered = lru_cache(maxsize=128)(_deflated)  # of templates and emblems; what a paper says is not kept
