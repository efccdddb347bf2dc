"""All data of a person as one ZIP: data.json for programs, data.html for him, and his original files."""

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from typing import IO, Any

from flask import render_template

from admin_app.shell.wording import wib
from models.actions.privacy.handing import OwnFile
from models.actions.upkeep.lost_files import fault_of
from models.rules.core.moments import parse_iso
from models.rules.upkeep.losses import FAULT_WORDS
from models.tables.core.files.store import FileStore

_IN_MEMORY = 8_000_000  # octets; more of it goes through a file of the system
# The facts that are moments, and the kinds of accounts that have a name of their own.
_MOMENTS = frozenset({"waktu", "diterima", "selesai", "sejak", "tercatat", "ditarik", "terakhir", "tercatat_sejak"})
_KINDS = {"phone": "nomor telepon", "wa_lid": "akun WhatsApp", "desk": "dicatat petugas"}
_TIME = (1980, 1, 1, 0, 0, 0)
_STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#1a2433}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #ccd3dc}
dt{color:#5a6675;font-size:.85rem}dd{margin:0 0 .6rem}article{border:1px solid #dde3ea;border-radius:6px;
padding:.6rem .9rem;margin:.6rem 0;white-space:pre-wrap}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #dde3ea}
article.kantor{background:#f2f6fa}.soft{color:#5a6675}
"""


def lacking_of(files: Sequence[OwnFile], store: FileStore) -> dict[str, str]:
    """Return the files that cannot be handed out as they were, each with why."""
    return {file.name: why for file in files if (why := _fault(file, store))}


def _fault(file: OwnFile, store: FileStore) -> str:
    if not file.sha256:
        return "belum pernah tersimpan"
    fault = fault_of(store, file.sha256)
    return FAULT_WORDS[fault] if fault else ""


def personal_file(
    facts: Mapping[str, object], files: Sequence[OwnFile], gone: Mapping[str, str], store: FileStore
) -> tuple[IO[bytes], str, int]:
    """Return the open archive, its sha256 and its size; what is `gone` is named inside."""
    told = {**facts, "tidak_ada": list(gone), "sebab_tidak_ada": dict(gone)}
    content: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - sent, then closed
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        page = render_template("privacy/personal_file.html", facts=_in_words(told))
        _write(archive, "data.html", page)
        _write(archive, "tampilan.css", _STYLE)
        _write(archive, "data.json", json.dumps(told, ensure_ascii=False, indent=1))
        for file in files:
            if file.name not in gone:
                _copy(archive, file, store)
    size = content.tell()
    content.seek(0)
    sha256 = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
    content.seek(0)
    return content, sha256, size


def _in_words(value: object, name: str = "") -> Any:
    """Return the facts as a person reads them: moments in WIB, kinds of accounts by name."""
    if isinstance(value, Mapping):
        return {key: _in_words(part, str(key)) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_in_words(part, name) for part in value]
    if name in _MOMENTS and isinstance(value, str):
        return wib(parse_iso(value))
    return _KINDS.get(value, "akun") if name == "jenis_akun" and isinstance(value, str) else value


def _copy(archive: zipfile.ZipFile, file: OwnFile, store: FileStore) -> None:
    entry = zipfile.ZipInfo(file.name, _TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with store.open(file.sha256) as source, archive.open(entry, "w", force_zip64=True) as target:
        shutil.copyfileobj(source, target)


def _write(archive: zipfile.ZipFile, name: str, text: str) -> None:
    archive.writestr(zipfile.ZipInfo(name, _TIME), text.encode("utf-8", "backslashreplace"), zipfile.ZIP_DEFLATED)
