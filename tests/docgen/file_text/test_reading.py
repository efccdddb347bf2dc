"""A file's words: each kind of file, what cannot be read, and that no file harms the program."""

import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from docgen.documents.examples import examples
from docgen.file_text import reading
from docgen.file_text.pages import Kind, Unreadable, read_page, take_apart
from docgen.file_text.reading import FileText, FileUnreadable, Interrupted, read_file
from docgen.file_text.recognising import NotRecognised, Recogniser
from docgen.render import render
from docgen.sandbox import MEMORY_LIMIT
from models.rules.search.file_texts import READ_TYPES, WORD_FILE
from tests.docgen.file_text.scans import JPEG, PDF, PNG, packed, picture, scanned_pdf, word_file, written_pdf

LONG = "Pengaduan tentang paspor yang belum selesai di loket"


class Reader(Recogniser):
    """A recogniser that says what it was shown, so that what is asked of it can be counted."""

    def __init__(self, *answers: str | None) -> None:
        super().__init__("tesseract", ("ind",))
        object.__setattr__(self, "answers", iter(answers))
        object.__setattr__(self, "shown", [])

    answers: Iterator[str | None]
    shown: list[bytes]

    def words_in(self, picture: bytes, seconds: float = 0) -> str:
        """Return the next answer; None: it does not come to an end."""
        self.shown.append(picture)
        answer = next(self.answers)
        if answer is None:
            raise NotRecognised
        return answer


class InHere(reading._Child):
    """Takes the file apart in this process: what is read does not hang on where, and a child costs half a second."""

    def _begin(self) -> None:
        try:
            self.taken = take_apart(Kind(self._kind), self._content)
        except Unreadable as err:
            raise FileUnreadable from err
        self.pages = len(self.taken)

    def page(self, number: int) -> tuple[str, bytes] | None:
        """Return a page as the child does."""
        try:
            page = read_page(self.taken[number])
        except Unreadable:
            return None
        return page.text, page.picture


@pytest.fixture
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_Child", InHere)


def test_a_pdf_with_text_is_read_without_being_looked_at() -> None:
    reader = Reader()
    read = read_file(written_pdf([f"{LONG} satu", f"{LONG} dua"]), PDF, reader)
    assert read == FileText(f"{LONG} satu\n{LONG} dua", 2, whole=True, recognised=False, needs_recogniser=False)
    assert reader.shown == []


def test_a_scan_is_shown_to_the_recogniser_page_by_page() -> None:
    reader = Reader("halaman satu", "halaman dua")
    read = read_file(scanned_pdf(picture("a"), picture("b")), PDF, reader)
    assert read == FileText("halaman satu\nhalaman dua", 2, whole=True, recognised=True, needs_recogniser=False)
    assert all(shown.startswith(b"\x89PNG") for shown in reader.shown)


@pytest.mark.usefixtures("_here")
def test_a_page_that_is_not_recognised_is_missed_and_told() -> None:
    read = read_file(scanned_pdf(picture("a"), picture("b")), PDF, Reader(None, "halaman dua"))
    assert (read.text, read.whole, read.recognised) == ("halaman dua", False, True)


@pytest.mark.usefixtures("_here")
def test_without_a_recogniser_a_scan_needs_one_and_what_has_text_does_not() -> None:
    scan = read_file(scanned_pdf(picture("a")), PDF, None)
    assert scan == FileText("", 1, whole=False, recognised=False, needs_recogniser=True)
    assert not read_file(written_pdf([LONG]), PDF, None).needs_recogniser


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF"])
def test_every_kind_of_picture_is_shown_as_a_grey_png(form: str) -> None:
    reader = Reader("kata")
    mime = f"image/{form.lower()}"
    assert mime in READ_TYPES
    assert read_file(packed(picture("a"), form), mime, reader).text == "kata"
    assert len(reader.shown) == 1


@pytest.mark.usefixtures("_here")
def test_a_scan_of_several_pages_in_one_tiff_is_read_whole() -> None:
    scan = packed(picture("a"), "TIFF", save_all=True, append_images=[picture("b"), picture("c")])
    read = read_file(scan, "image/tiff", Reader("satu", "dua", "tiga"))
    assert (read.text, read.pages) == ("satu\ndua\ntiga", 3)


@pytest.mark.usefixtures("_here")
def test_a_picture_too_small_for_words_is_not_looked_at() -> None:
    read = read_file(packed(picture(size=(48, 48))), PNG, Reader())
    assert read == FileText("", 1, whole=True, recognised=False, needs_recogniser=False)


@pytest.mark.usefixtures("_here")
def test_a_large_photo_is_made_smaller_before_it_is_looked_at() -> None:
    reader = Reader("kata")
    read_file(packed(picture("a", size=(6000, 4000)), "JPEG"), JPEG, reader)
    width, height = struct.unpack(">II", reader.shown[0][16:24])
    assert max(width, height) <= 3000


@pytest.mark.usefixtures("_here")
def test_transparent_is_read_as_white() -> None:
    reader = Reader("kata")
    read_file(packed(Image.new("RGBA", (200, 200), (0, 0, 0, 0))), PNG, reader)
    assert _first_pixel(reader.shown[0]) == 255


def _first_pixel(png: bytes) -> int:
    start = png.index(b"IDAT") + 4
    length = struct.unpack(">I", png[start - 8 : start - 4])[0]
    return zlib.decompressobj().decompress(png[start : start + length], 2)[1]


@pytest.mark.usefixtures("_here")
def test_a_word_file_is_read_by_its_paragraphs() -> None:
    read = read_file(word_file("Pertama & kedua".replace("&", "&amp;"), "", "Ketiga"), WORD_FILE, None)
    assert read == FileText("Pertama & kedua\nKetiga", 1, whole=True, recognised=False, needs_recogniser=False)


def test_a_paper_of_our_own_is_read_with_all_its_words() -> None:
    facts = examples("ND-TERUS")[0]
    read = read_file(render("ND-TERUS", facts), WORD_FILE, None)
    assert "ADU-2025-000123" in read.text  # its hyphens are marks of their own in Word
    assert "Bersama nota dinas ini kami lampirkan:" in read.text
    assert str(facts["number"]) in read.text


ENTITIES = '<!DOCTYPE d [<!ENTITY a "zamrud"><!ENTITY b "&a;&a;">]>'
ODD = f"{ENTITIES}<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:t>&b;</w:t></w:document>"
BROKEN = [
    pytest.param(b"", PDF, id="nothing"),
    pytest.param(b"%PDF-1.7\nno more", PDF, id="no-pdf"),
    pytest.param(written_pdf([LONG], password="rahasia"), PDF, id="locked"),
    pytest.param(written_pdf([LONG])[:200], PDF, id="cut-off"),
    pytest.param(b"\x89PNG\r\n\x1a\n", PNG, id="no-picture"),
    pytest.param(b"GIF89a", JPEG, id="nothing-of-a-gif"),
    pytest.param(b"PK\x03\x04", WORD_FILE, id="no-package"),
    pytest.param(word_file(body="<w:document"), WORD_FILE, id="no-xml"),
]


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize(("content", "mime"), BROKEN)
def test_what_is_damaged_or_locked_is_unreadable(content: bytes, mime: str) -> None:
    with pytest.raises(FileUnreadable):
        read_file(content, mime, Reader())


@pytest.mark.usefixtures("_here")
def test_entities_of_a_word_file_are_not_resolved() -> None:
    assert "zamrud" not in read_file(word_file(body=ODD), WORD_FILE, None).text


def bomb(side: int) -> bytes:
    """Return a PNG that says it is a square of so many pixels a side, and is some thousand bytes."""
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def test_a_picture_that_says_it_is_huge_is_not_unpacked() -> None:
    assert read_file(bomb(9_000), PNG, Reader()) == FileText("", 1, False, recognised=False, needs_recogniser=False)
    with pytest.raises(FileUnreadable):
        read_file(bomb(30_000), PNG, Reader())


def test_in_the_child_a_damaged_file_is_unreadable_too() -> None:
    with pytest.raises(FileUnreadable):
        read_file(b"%PDF-1.7\nno more", PDF, None)


def test_a_page_that_kills_the_child_is_missed_and_the_next_one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = reading._Child._asked
    dead = []

    def once_dead(
        self: reading._Child, head: dict[str, object], body: bytes = b""
    ) -> tuple[dict[str, object], bytes]:
        if head.get("page") == 0 and not dead:
            dead.append(True)
            self._process.kill()  # as its limits of time and memory do
        return asked(self, head, body)

    monkeypatch.setattr(reading._Child, "_asked", once_dead)
    read = read_file(written_pdf([f"{LONG} satu", f"{LONG} dua"]), PDF, None)
    assert (read.text, read.whole, read.pages) == (f"{LONG} dua", False, 2)


def test_a_file_whose_every_page_kills_the_child_is_left_after_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, pages = reading._Child._asked, []

    def always_dead(
        self: reading._Child, head: dict[str, object], body: bytes = b""
    ) -> tuple[dict[str, object], bytes]:
        if "page" in head:
            pages.append(head["page"])
            self._process.kill()
        return asked(self, head, body)

    monkeypatch.setattr(reading._Child, "_asked", always_dead)
    read = read_file(written_pdf([LONG] * 9), PDF, None)
    assert (read.text, read.whole, len(pages)) == ("", False, reading.MOST_LOST + 1)


def test_a_child_that_does_not_begin_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading.sys, "executable", "/bin/false")
    with pytest.raises(ChildProcessError):
        read_file(written_pdf([LONG]), PDF, None)


@pytest.mark.usefixtures("_here")
def test_a_long_word_file_is_read_in_pieces_and_what_is_cut_is_told() -> None:
    long = word_file(*["Pengaduan tentang paspor. " * 40] * 150)
    assert read_file(long, WORD_FILE, None).whole is True
    longer = word_file(*["Pengaduan tentang paspor. " * 40] * 250)
    read = read_file(longer, WORD_FILE, None)
    assert (len(read.text) <= reading.MOST_TEXT + 9, read.whole) == (True, False)


@pytest.mark.usefixtures("_here")
def test_more_pages_and_words_than_the_limits_are_left_out_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = written_pdf([f"{LONG} {number}" for number in range(5)])
    monkeypatch.setattr(reading, "MOST_PAGES", 3)
    read = read_file(pages, PDF, None)
    assert (len(read.text.splitlines()), read.whole, read.pages) == (3, False, 5)
    monkeypatch.setattr(reading, "MOST_TEXT", len(LONG) + 2)
    assert read_file(pages, PDF, None).text == f"{LONG} 0"
    monkeypatch.setattr(reading, "MOST_RECOGNISED", 1)
    scan = read_file(scanned_pdf(picture("a"), picture("b")), PDF, Reader("satu"))
    assert (scan.text, scan.whole) == ("satu", False)


def test_a_program_that_ends_does_not_finish_the_file() -> None:
    ending = iter([False, True])
    with pytest.raises(Interrupted):
        read_file(written_pdf([LONG, LONG]), PDF, None, lambda: next(ending))


def test_the_child_ends_with_its_file_and_does_not_know_a_page_too_many() -> None:
    with reading._Child("pdf", written_pdf([LONG])) as child:
        process = child._process
        assert child.page(0) == (f"{LONG}\n", b"")
        assert child.page(7) is None
    assert process.poll() is not None


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="needs /proc")
def test_the_child_runs_quietly_with_little_memory_and_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADUAN_RAHASIA", "rahasia-besar")
    with reading._Child("pdf", written_pdf([LONG])) as child:
        place = Path(f"/proc/{child._process.pid}")
        limits = {line[:25].strip(): line[25:].split()[0] for line in (place / "limits").read_text().splitlines()}
        assert int(limits["Max address space"]) == MEMORY_LIMIT
        assert int(limits["Max cpu time"]) == reading.PROCESSOR_SECONDS
        assert os.getpriority(os.PRIO_PROCESS, child._process.pid) == 19
        assert b"rahasia-besar" not in (place / "environ").read_bytes()
