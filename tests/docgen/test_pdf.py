"""Word becomes PDF/A through LibreOffice; where it is missing, slow or fails, a sentence says what to do."""

import errno
import io
import os
import select
import shutil
import threading
from pathlib import Path

import pytest
from PIL import Image

from docgen import pdf
from docgen.documents.examples import examples
from docgen.errors import DocumentError
from docgen.pdf import (
    Converter,
    PdfBusy,
    PdfFailed,
    PdfNoRoom,
    PdfUnavailable,
    PictureFailed,
    find_pdftoppm,
    find_soffice,
    font_for_arial,
    has_arial_measures,
    picture_of,
    scripts_without_font,
)
from docgen.pdf_pages import is_archival, page_count
from docgen.render import render
from tests.docgen.papers import to_pdf
from tests.tools import needs

posix = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="the stand-ins for LibreOffice are shell scripts")


def stand_in(folder: Path, script: str) -> str:
    """Write a program that does something else than LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    return str(program)


def has_ended(pid: int) -> bool:
    """Wait until a process that was killed is gone (the signal takes its time on a busy machine)."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], 60)[0])
    finally:
        os.close(handle)


def test_papers_become_pdf_a_in_their_order(tmp_path: Path) -> None:
    needs("libreoffice")
    papers = [render("ND-TERUS", examples("ND-TERUS")[0]), render("LEMBAR", examples("LEMBAR")[0])]
    made = Converter(tmp_path / "pdf").convert(papers)
    assert [page_count(one) for one in made] == [page_count(two) for two in Converter(tmp_path / "2").convert(papers)]
    assert page_count(made[1]) > page_count(made[0])
    for one in made:
        assert is_archival(one)  # XMP and colour profile read back
    assert [path.name for path in (tmp_path / "pdf").iterdir() if path.name.startswith("kerja-")] == []


def test_pitfall_16_two_threads_at_once_take_turns_on_one_profile(tmp_path: Path) -> None:
    needs("libreoffice")
    converter, paper = Converter(tmp_path), render("ND-TERUS", examples("ND-TERUS")[1])
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.extend(converter.convert([paper]))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [page_count(one) for one in made] == [1, 1, 1]


def test_without_libreoffice_the_sentence_points_to_the_word_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_soffice", lambda: None)
    with pytest.raises(PdfUnavailable) as caught:
        Converter(tmp_path).convert([b"naskah"])
    assert "Pakai berkas Word-nya" in caught.value.sentence
    with pytest.raises(PdfUnavailable):
        Converter(tmp_path, program=str(tmp_path / "tidak-ada")).convert([b"naskah"])


@posix
@pytest.mark.parametrize("script", ["exit 0", "exit 1", ': > "$9"; exit 0'])
def test_pitfall_16_an_exit_without_a_file_is_a_failure_whatever_its_code(tmp_path: Path, script: str) -> None:
    with pytest.raises(PdfFailed):
        Converter(tmp_path / "pdf", stand_in(tmp_path, script)).convert([b"naskah"])


@posix
def test_what_hangs_is_killed_with_its_children_and_leaves_nothing(tmp_path: Path) -> None:
    script = f'sleep 600 & echo $! > "{tmp_path}/anak"; echo $$ > "{tmp_path}/induk"; wait'
    with pytest.raises(PdfFailed, match="terlalu lama"):
        Converter(tmp_path / "pdf", stand_in(tmp_path, script), time_limit=1.0).convert([b"naskah"])
    for name in ("anak", "induk"):
        assert has_ended(int((tmp_path / name).read_text("utf-8")))
    assert list((tmp_path / "pdf").iterdir()) == []


@posix
def test_it_sees_nothing_of_the_programs_settings_and_its_words_reach_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ADUAN_DATABASE_URL", "rahasia-sekali")
    script = f'env > "{tmp_path}/lihat"; echo "isi warga"; echo "isi warga" >&2; exit 1'
    with pytest.raises(PdfFailed):
        Converter(tmp_path / "pdf", stand_in(tmp_path, script)).convert([b"naskah"])
    assert "rahasia-sekali" not in (tmp_path / "lihat").read_text("utf-8")
    assert capfd.readouterr() == ("", "")


@posix
def test_who_waits_too_long_is_told_to_come_again(tmp_path: Path) -> None:
    begun, go_on = tmp_path / "mulai", tmp_path / "lanjut"
    os.mkfifo(begun)
    os.mkfifo(go_on)
    # The second try, with a profile of its own, finds nobody to tell: it would wait there to the time limit.
    once = f'[ -e "{tmp_path}/sekali" ] && exit 1; touch "{tmp_path}/sekali"'
    script = f'{once}; echo x > "{begun}"; read _ < "{go_on}"; exit 1'
    converter = Converter(tmp_path / "pdf", stand_in(tmp_path, script))
    troubles: list[DocumentError] = []

    def first() -> None:
        try:
            converter.convert([b"naskah"])
        except DocumentError as problem:
            troubles.append(problem)

    thread = threading.Thread(target=first)
    thread.start()
    begun.read_text("utf-8")  # the first has its turn
    with pytest.raises(PdfBusy, match="Ulangi sebentar lagi"):
        converter.convert([b"naskah"], patience=0.01)
    go_on.write_text("x\n", "utf-8")
    thread.join()
    assert [type(problem) for problem in troubles] == [PdfFailed]


@posix
def test_a_libreoffice_that_was_killed_is_started_once_more_with_a_profile_of_its_own(tmp_path: Path) -> None:
    needs("libreoffice")
    # The first one is ended by kill -9 as soon as it has begun to fill its profile; it leaves its locks there.
    script = (
        f'if [ ! -e "{tmp_path}/sekali" ]; then touch "{tmp_path}/sekali"; soffice "$@" & '
        f'until [ -e "{tmp_path}/pdf/profil/user" ]; do sleep 0.01; done; kill -9 -$$; fi; exec soffice "$@"'
    )
    converter = Converter(tmp_path / "pdf", stand_in(tmp_path, script))
    paper = render("ND-TERUS", examples("ND-TERUS")[1])
    assert [page_count(one) for one in converter.convert([paper])] == [1]
    assert (tmp_path / "sekali").exists()
    assert [page_count(one) for one in converter.convert([paper])] == [1]
    assert [path.name for path in (tmp_path / "pdf").iterdir() if path.name.startswith("kerja-")] == []


@posix
def test_a_profile_that_is_locked_by_another_or_damaged_is_replaced(tmp_path: Path) -> None:
    """The stand-in does what LibreOffice does with such a profile: it ends badly, and writes nothing."""
    script = (
        'profile="${4#-env:UserInstallation=file://}"; [ -e "$profile/rusak" ] && exit 1; '
        'mkdir -p "$profile"; printf %s "%PDF-" > "${9%.docx}.pdf"'
    )
    kept = tmp_path / "pdf" / "profil"
    kept.mkdir(parents=True)
    (kept / "rusak").touch()
    assert Converter(tmp_path / "pdf", stand_in(tmp_path, script)).convert([b"naskah"]) == [b"%PDF-"]
    assert kept.is_dir()
    assert not (kept / "rusak").exists()


def test_F43_a_full_disk_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_words: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(PdfNoRoom, match="cakram komputer server penuh"):
        Converter(tmp_path / "pdf", program="tidak-dijalankan").convert([b"naskah"])
    assert list((tmp_path / "pdf").iterdir()) == []


@posix
def test_F43_a_libreoffice_that_found_no_room_is_not_blamed_on_the_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "ROOM", 1 << 62)
    with pytest.raises(PdfNoRoom):
        Converter(tmp_path / "pdf", stand_in(tmp_path, "exit 1")).convert([b"naskah"])


@posix
def test_a_damaged_answer_of_the_disk_is_a_failure_and_the_next_paper_has_its_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    converter = Converter(tmp_path / "pdf", stand_in(tmp_path, 'printf %s "%PDF-" > "${9%.docx}.pdf"'))
    with monkeypatch.context() as broken:
        broken.setattr(Path, "write_bytes", lambda *_words: (_ for _ in ()).throw(OSError(errno.EIO, "I/O error")))
        with pytest.raises(PdfFailed):
            converter.convert([b"naskah"])
    assert converter.convert([b"naskah"]) == [b"%PDF-"]


def test_folders_of_programs_that_are_gone_are_cleared_away(tmp_path: Path) -> None:
    old, new = tmp_path / "kerja-lama", tmp_path / "kerja-baru"
    for folder in (old, new):
        folder.mkdir()
        (folder / "000.docx").write_bytes(b"naskah warga")
    os.utime(old, (0, 0))
    with pytest.raises(PdfUnavailable):
        Converter(tmp_path, program=str(tmp_path / "tidak-ada")).convert([b"naskah"])
    assert [folder.exists() for folder in (old, new)] == [False, True]


@posix
def test_a_program_that_ends_ends_its_libreoffice(tmp_path: Path) -> None:
    begun = tmp_path / "mulai"
    os.mkfifo(begun)
    script = f'sleep 600 & echo $! > "{tmp_path}/anak"; echo x > "{begun}"; wait'
    converter, troubles = Converter(tmp_path / "pdf", stand_in(tmp_path, script)), []

    def ask() -> None:
        try:
            converter.convert([b"naskah"])
        except DocumentError as problem:
            troubles.append(problem)

    thread = threading.Thread(target=ask)
    thread.start()
    begun.read_text("utf-8")
    converter.stop()
    thread.join()
    assert has_ended(int((tmp_path / "anak").read_text("utf-8")))
    assert [type(problem) for problem in troubles] == [PdfFailed]
    converter.stop()  # nothing at work: nothing to do


def test_nothing_to_convert_starts_nothing(tmp_path: Path) -> None:
    assert Converter(tmp_path, program="tidak-dijalankan").convert([]) == []


@pytest.mark.parametrize(
    ("font", "fits"), [("Arial", True), ("Liberation Sans", True), ("Arimo", True), ("DejaVu Sans", False)]
)
def test_pitfall_17_a_font_of_other_measures_is_told(font: str, fits: bool) -> None:
    assert has_arial_measures(font) is fits


def test_pitfall_17_the_font_for_arial_is_named_where_the_system_can(monkeypatch: pytest.MonkeyPatch) -> None:
    needs("libreoffice")
    assert find_soffice() is not None
    named = font_for_arial()
    assert named is None or named
    monkeypatch.setattr(pdf.shutil, "which", lambda _: None)
    assert font_for_arial() is None


@pytest.mark.parametrize(
    ("known", "lacking"),
    [("", ["Chinese and Japanese", "Korean", "emoji"]), (":charset=62a4 :charset=d55c", ["emoji"])],
)
def test_letters_that_no_font_has_are_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, known: str, lacking: list[str]
) -> None:
    program = tmp_path / "fc-list"
    program.write_text(f'#!/bin/sh\nfor one in {known}; do [ "$1" = "$one" ] && echo Huruf; done\nexit 0\n')
    program.chmod(0o755)
    monkeypatch.setattr(pdf.shutil, "which", lambda _: str(program))
    assert scripts_without_font() == lacking
    monkeypatch.setattr(pdf.shutil, "which", lambda _: None)
    assert scripts_without_font() is None


def test_each_page_is_a_picture_wide_enough_to_read(tmp_path: Path) -> None:
    program = needs("pdftoppm")
    assert find_pdftoppm() == shutil.which("pdftoppm")
    word = tmp_path / "a.docx"
    word.write_bytes(render("ND-TERUS", examples("ND-TERUS")[0]))
    (made,) = to_pdf(needs("libreoffice"), [word], tmp_path / "profil")
    pages = [Image.open(io.BytesIO(picture_of(made.read_bytes(), number, program))) for number in (1, 2)]
    assert {page.format for page in pages} == {"PNG"}
    assert all(page.width >= 900 for page in pages)
    assert pages[0].tobytes() != pages[1].tobytes()
    with pytest.raises(PictureFailed):
        picture_of(made.read_bytes(), 99, program)


@pytest.mark.parametrize("program", ["pdftoppm", "/nowhere/pdftoppm"])
def test_what_is_no_pdf_or_has_no_program_gives_a_sentence(program: str) -> None:
    if program == "pdftoppm":
        needs("pdftoppm")
    with pytest.raises(PictureFailed):
        picture_of(b"%PDF-1.7 rubbish", 1, program)
