"""A .docx as a mapping of part names to bytes: unpacked within limits, always packed to the same bytes."""

import io
import zipfile
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
_TIME = (1980, 1, 1, 0, 0, 0)


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
    """Return the .docx of these parts; equal calls give equal bytes. Raises RenderLimit where it is too large.

    `lasting`: the parts that other papers have too; they stand first, deflated once and remembered.
    """
    if sum(map(len, parts.values())) > OUTPUT_LIMIT:
        raise RenderLimit("Naskah menjadi terlalu besar. Persingkat isinya, lalu ulangi.")
    first = _in_order(lasting) if _FIRST in lasting else []  # what a paper begins with tells programs that it is one
    packed = io.BytesIO(_begun(tuple((name, parts[name]) for name in first)))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        for name in _in_order(parts.keys() - set(first)):
            archive.writestr(_entry(name), parts[name])
    return packed.getvalue()


@lru_cache(maxsize=128)  # of templates and emblems; what a paper says is not kept
def _begun(lasting: tuple[tuple[str, bytes], ...]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in lasting:
            archive.writestr(_entry(name), content)
    return packed.getvalue()


def _in_order(names: Collection[str]) -> list[str]:
    return sorted(names, key=lambda name: (name != _FIRST, name))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # the same on every platform
    return entry
