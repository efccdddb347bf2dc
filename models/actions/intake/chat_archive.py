"""Opens an uploaded chat export, a text or a zip with its files, without unpacking to disk."""

import io
import zipfile
import zlib
from dataclasses import dataclass, field

from models.rules.core.errors import RuleBroken

# A chat of 40,000 messages is some 4 MB of text; a file is what WhatsApp itself lets through, 16 MB and a little.
TEXT_BYTES, FILE_BYTES, MOST_ENTRIES = 20 * 1024 * 1024, 25 * 1024 * 1024, 5_000


class NoChatExport(RuleBroken):
    """Berkas ini bukan ekspor percakapan WhatsApp. Pilih _chat.txt atau berkas zip dari menu Ekspor chat."""


@dataclass(frozen=True)
class ChatArchive:
    """The text of a chat, and the files in the export by their bare names."""

    text: str
    _zip: zipfile.ZipFile | None = None
    _entries: dict[str, zipfile.ZipInfo] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether the export contains a file of that name."""
        return name in self._entries

    def read(self, name: str) -> bytes | None:
        """Return a file's content; None where it is missing, damaged, or too large."""
        if self._zip is None or name not in self._entries:
            return None
        return _read(self._zip, self._entries[name], FILE_BYTES)


def open_chat(content: bytes) -> ChatArchive:
    """Return the chat in an upload. Raises NoChatExport with the sentence that says what to upload instead."""
    if not content.startswith(b"PK"):
        return ChatArchive(_text(content[: TEXT_BYTES + 1]))
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as err:
        raise NoChatExport("Berkas zip ini rusak atau tidak lengkap. Ekspor lagi percakapannya.") from err
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MOST_ENTRIES:
        raise NoChatExport(f"Berkas zip ini berisi lebih dari {MOST_ENTRIES} berkas. Ekspor tanpa media.")
    # Only bare names count: a path inside the zip leads nowhere.
    entries = {_bare(info.filename): info for info in infos}
    chat = _chat_entry(entries)
    written = _read(archive, chat, TEXT_BYTES) if chat else None
    if written is None:
        raise NoChatExport
    return ChatArchive(_text(written), archive, entries)


def _bare(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1]


def _chat_entry(entries: dict[str, zipfile.ZipInfo]) -> zipfile.ZipInfo | None:
    """Return the chat's entry: _chat.txt on iOS, “Chat WhatsApp dengan ….txt” on Android, else the only text."""
    texts = [name for name in entries if name.lower().endswith(".txt")]
    named = [name for name in texts if name.lower() == "_chat.txt" or "whatsapp" in name.lower()]
    found = named[:1] or (texts if len(texts) == 1 else [])
    return entries[found[0]] if found else None


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes | None:
    """Return one entry up to its limit, whatever size it claims to have."""
    try:
        with archive.open(info) as file:
            content = file.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError):
        return None  # damaged, or locked with a password
    return content if len(content) <= limit else None


def _text(content: bytes) -> str:
    if len(content) > TEXT_BYTES:
        raise NoChatExport("Percakapan ini terlalu besar. Ekspor lagi tanpa media, atau bagi dua.")
    for encoding in ("utf-8-sig", "utf-16"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise NoChatExport
