"""Uploaded exports: the text alone or a zip; whatever else it is, nothing is unpacked and nothing is let through."""

import io
import zipfile
from typing import Any

import pytest

from models.actions.intake import chat_archive
from models.actions.intake.chat_archive import NoChatExport, open_chat

CHAT = "25/10/2026 08.07 - Sari Contoh: Paspor\n"


def zipped(*entries: tuple[str, bytes]) -> bytes:
    """A zip with these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_the_chat(encoding: str) -> None:
    assert open_chat(CHAT.encode(encoding)).text == CHAT


@pytest.mark.parametrize("name", ["_chat.txt", "Chat WhatsApp dengan Sari.txt", "folder/_chat.txt", "apa saja.txt"])
def test_a_zip_holds_the_chat_and_its_files(name: str) -> None:
    archive = open_chat(zipped((name, CHAT.encode()), ("IMG-1.jpg", b"foto")))
    assert archive.text == CHAT
    assert (archive.has("IMG-1.jpg"), archive.read("IMG-1.jpg"), archive.read("lain.jpg")) == (True, b"foto", None)


def test_a_path_inside_the_zip_leads_nowhere() -> None:
    archive = open_chat(zipped(("_chat.txt", CHAT.encode()), ("../../etc/passwd", b"x"), ("a\\b.jpg", b"y")))
    assert (archive.read("passwd"), archive.read("b.jpg"), archive.read("../../etc/passwd")) == (b"x", b"y", None)


def test_files_and_texts_have_a_limit_whatever_size_they_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat_archive, "FILE_BYTES", 100)
    assert open_chat(zipped(("_chat.txt", CHAT.encode()), ("bom.jpg", b"0" * 5000))).read("bom.jpg") is None
    monkeypatch.setattr(chat_archive, "TEXT_BYTES", 100)
    for content in (b"0" * 5000, zipped(("_chat.txt", b"0" * 5000))):
        with pytest.raises(NoChatExport):
            open_chat(content)
    monkeypatch.setattr(chat_archive, "MOST_ENTRIES", 3)
    with pytest.raises(NoChatExport, match="lebih dari 3"):
        open_chat(zipped(*((f"{number}.jpg", b"") for number in range(4))))


def damaged() -> bytes:
    """A zip whose chat cannot be unpacked."""
    content = bytearray(zipped(("_chat.txt", CHAT.encode() * 50)))
    content[45:60] = b"\xff" * 15
    return bytes(content)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff\xe0 foto",
        b"PK\x03\x04 rusak",
        zipped(("a.txt", b"x"), ("b.txt", b"y")),
        zipped(("foto.jpg", b"x")),
        damaged(),
    ],
)
def test_what_is_no_export_says_what_to_choose(content: Any) -> None:
    with pytest.raises(NoChatExport) as caught:
        open_chat(content)
    assert caught.value.sentence.endswith(".")
