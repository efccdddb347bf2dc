"""The Python of a Windows archive: the package it is made of, where it looks for modules, and what is refused.

That it starts is tried in tests/windows, under wine.
"""

import zipfile
from pathlib import Path

import pytest

from releases.building import build
from releases.interpreter import read_interpreter
from releases.locked import Unbuildable
from releases.platforms import PLATFORMS
from releases.sources import read_commit
from tests.releases.toy import KEY

LINUX, WINDOWS = PLATFORMS["linux-x86_64"], PLATFORMS["windows-amd64"]
FILES = {"python.exe": "exe", "python313.zip": "library", "python313._pth": "python313.zip\n.\n#import site\n"}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with the names of python.org's."""
    return packed(tmp_path / "embed.zip", FILES)


def packed(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return path


def test_it_finds_the_program_and_its_libraries(package: Path) -> None:
    found = read_interpreter(package, WINDOWS)
    assert found["python.exe"].content == b"exe"
    lines = found["python313._pth"].content.decode().splitlines()
    assert lines == ["python313.zip", ".", "..", "Lib\\site-packages"]
    assert read_interpreter(None, LINUX) == {}


def test_another_package_or_none_builds_nothing(tmp_path: Path) -> None:
    older = {name.replace("313", "312"): words for name, words in FILES.items()}
    without = {name: words for name, words in FILES.items() if name != "python.exe"}
    for files in (older, without, {"python.exe": "exe"}):
        with pytest.raises(Unbuildable, match="another one"):
            read_interpreter(packed(tmp_path / "other.zip", files), WINDOWS)
    (tmp_path / "words.zip").write_text("no zip")
    for package in (None, tmp_path / "words.zip", tmp_path / "absent.zip"):
        with pytest.raises(Unbuildable, match="needs --interpreter"):
            read_interpreter(package, WINDOWS)


def test_the_archive_of_windows_is_a_zip_with_its_python_and_one_command(
    toy: Path, package: Path, tmp_path: Path
) -> None:
    wheels = toy.parent / "wheels"
    made = build(read_commit(toy), WINDOWS, KEY, wheels, tmp_path, True, read_interpreter(package, WINDOWS))
    with zipfile.ZipFile(made) as archive:
        names = {name.partition("/")[2] for name in archive.namelist()}
        started = archive.read("aduan-1.0.0-windows-amd64/install.cmd").decode()
    assert {"python/python.exe", "python/python313._pth", "locked/3.13.txt", "install.cmd", "SHA256SUMS.sig"} <= names
    assert started.splitlines()[-1] == '"%~dp0python\\python.exe" -X utf8 "%~dp0install.py" %*'
    assert started.count("\r\n") == started.count("\n")
