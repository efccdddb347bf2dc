"""The archive of a case: the unchanged originals and the dossier in one ZIP, with a manifest that gives its hash.

The content hash covers the case's contents and every original, so the same case gives the same hash on any PC. The
PDF, which another LibreOffice may set slightly differently, is in the manifest but not in the hash.
"""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

MANIFEST = "manifest.json"
PLAIN_MANIFEST = "manifest.txt"
CONTENT = "isi.json"
PDF_NAME = "berkas-perkara.pdf"
_TIME = (1980, 1, 1, 0, 0, 0)
_PACKED = (".jpg", ".jpeg", ".png", ".webp", ".mp4", ".docx", ".pdf", ".ogg", ".zip")  # packing again gains nothing


@dataclass(frozen=True)
class Original:
    """One original file of the case: its name in the archive, how it is opened, what it is, and its own sha256.

    What is opened was compared with the sha256.
    """

    name: str
    open: Callable[[], IO[bytes]]
    kind: str
    sha256: str  # empty: it was never stored


@dataclass(frozen=True)
class Entry:
    """One line of the manifest."""

    nama: str
    jenis: str
    ukuran: int
    sha256: str


def numbered(folder: str, place: int, name: str) -> str:
    """Return an original's name in the archive, with folder and number, so that no two names are equal."""
    return f"{folder}/{place:03}_{name}"


def content_hash(facts: Mapping[str, object], entries: Sequence[Entry]) -> str:
    """Return the hash of the case's contents and its originals in a fixed order."""
    content = {"isi": facts, "berkas": sorted((asdict(entry) for entry in entries), key=lambda row: str(row["nama"]))}
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def write_archive(
    target: Path,
    facts: Mapping[str, object],
    originals: Sequence[Original],
    gone: Mapping[str, str],
    pdf: bytes | None,
    why_no_pdf: str = "",
) -> str:
    """Write the ZIP and return its content hash; the manifest names the originals that are `gone`, and why.

    `pdf` None: it could not be made, and the manifest says why.
    """
    with zipfile.ZipFile(target, "w") as archive:
        entries = [_put(archive, original) for original in originals if original.name not in gone]
        sha256 = content_hash(facts, entries)
        manifest: dict[str, object] = {
            "nomor": facts["number"],
            "isi_sha256": sha256,
            "berkas": [asdict(entry) for entry in entries],
            "tidak_ada": list(gone),
            "sebab_tidak_ada": dict(gone),
            "pdf": None,
            "tanpa_pdf": "" if pdf is not None else why_no_pdf,
        }
        if pdf is not None:
            _write(archive, PDF_NAME, pdf)
            manifest["pdf"] = asdict(Entry(PDF_NAME, "berkas perkara", len(pdf), hashlib.sha256(pdf).hexdigest()))
        _write(archive, CONTENT, _readable(facts, sort_keys=True))
        _write(archive, MANIFEST, _readable(manifest))
        _write(archive, PLAIN_MANIFEST, _plain(manifest, entries, gone).encode())
    return sha256


def _put(archive: zipfile.ZipFile, original: Original) -> Entry:
    with original.open() as source, archive.open(_entry(original.name), "w", force_zip64=True) as target:
        shutil.copyfileobj(source, target)
        return Entry(original.name, original.kind, source.tell(), original.sha256)


def _write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(_entry(name), content)


def _readable(content: Mapping[str, object], *, sort_keys: bool = False) -> bytes:
    """Return JSON that a person can read; lone surrogates are escaped, since no file can hold them."""
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=sort_keys).encode("utf-8", "backslashreplace")


def _entry(name: str) -> zipfile.ZipInfo:
    """Return a file's description, the same on every day and platform."""
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = zipfile.ZIP_STORED if name.lower().endswith(_PACKED) else zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry


def _plain(manifest: Mapping[str, object], entries: Sequence[Entry], gone: Mapping[str, str]) -> str:
    lines = [f"Berkas perkara {manifest['nomor']}", f"Sidik isi (SHA-256): {manifest['isi_sha256']}", ""]
    lines += [f"{entry.sha256}  {entry.nama}  ({entry.ukuran} bita, {entry.jenis})" for entry in entries]
    lines += [f"TIDAK ADA: {name} ({why})" for name, why in gone.items()]
    if manifest["pdf"] is None:
        lines += ["", f"PDF tidak disertakan saat berkas ini disusun. {manifest['tanpa_pdf']}".strip()]
    return "\n".join(lines) + "\n"


def read_manifest(archive: Path) -> dict[str, object]:
    """Return the manifest of an archive written here."""
    with zipfile.ZipFile(archive) as written:
        found: dict[str, object] = json.loads(written.read(MANIFEST))
    return found
