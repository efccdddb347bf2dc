"""tesseract as it is on this PC: found, read with, and killed when it is late."""

import os
import stat
from pathlib import Path

import pytest

from docgen.file_text import recognising
from docgen.file_text.recognising import NotRecognised, Recogniser, find_recogniser
from tests.docgen.file_text.scans import packed, picture
from tests.tools import needs

SCAN = packed(picture("Pengaduan tentang paspor", "belum selesai di loket tiga"))


def program(folder: Path, *lines: str) -> str:
    """Write a program that stands for tesseract."""
    path = folder / "tesseract"
    path.write_text("#!/bin/sh\n" + "\n".join(lines) + "\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.fixture(autouse=True)
def _anew() -> None:
    find_recogniser.cache_clear()


def test_a_real_tesseract_reads_a_clear_scan() -> None:
    needs("tesseract")
    found = find_recogniser()
    assert found is not None, "tesseract is here, but reads neither Indonesian nor English"
    assert "belum selesai di loket tiga" in " ".join(found.words_in(SCAN).split())
    assert found.words_in(packed(picture())).strip() == ""
    with pytest.raises(NotRecognised):
        found.words_in(b"no picture")


@pytest.mark.skipif(os.name != "posix", reason="the programs are shell scripts")
@pytest.mark.parametrize(
    ("listed", "languages"),
    [
        ("List of available languages (3):\neng\nind\nosd", ("ind", "eng")),
        ("eng\nosd", ("eng",)),
        ("osd\nkor", None),
        ("", None),
    ],
)
def test_it_is_found_with_the_languages_that_it_reads(
    listed: str, languages: tuple[str, ...] | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = program(tmp_path, f"printf '{listed}'")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert find_recogniser() == (Recogniser(made, languages) if languages else None)


def test_without_it_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognising.shutil, "which", lambda _name: None)
    monkeypatch.setattr(recognising, "_PLACES", ())
    assert find_recogniser() is None


@pytest.mark.skipif(os.name != "posix", reason="the programs are shell scripts")
def test_one_that_hangs_is_killed_and_one_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotRecognised):
        Recogniser(program(tmp_path, "exec sleep 600"), ("ind",)).words_in(SCAN, seconds=0.2)
    with pytest.raises(NotRecognised):
        Recogniser(program(tmp_path, "cat >/dev/null", "exit 1"), ("ind",)).words_in(SCAN)
    with pytest.raises(NotRecognised):
        Recogniser(str(tmp_path / "gone"), ("ind",)).words_in(SCAN)


@pytest.mark.skipif(os.name != "posix", reason="the programs are shell scripts")
def test_it_runs_quietly_and_sees_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADUAN_RAHASIA", "rahasia-besar")
    # What is written on it last was given after the start, so it waits for its input first.
    quiet = program(tmp_path, "cat >/dev/null", "nice", "ulimit -v", "ulimit -t", "env")
    level, memory, seconds, *given = Recogniser(quiet, ("ind",)).words_in(SCAN).splitlines()
    assert int(level) == recognising.LOWEST
    assert int(memory) == recognising.MEMORY // 1024
    assert int(seconds) == recognising.PROCESSOR_SECONDS
    assert "rahasia-besar" not in "\n".join(given)
    assert "OMP_THREAD_LIMIT=1" in given
