"""The NOTICE names every library with its licence and its words; what has neither is not shipped."""

import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

from releases.locked import Pin, Unbuildable, Wheel, pins_for
from releases.notice import entry_of, is_words, notice_of, words_beside
from releases.platforms import PLATFORMS
from tests.releases.toy import toy_wheel
from tests.tools import ROOT


def wheel(folder: Path, name: str, **members: str) -> Wheel:
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as packed:
        for place, content in {"METADATA": "Name: x\n", **members}.items():
            packed.writestr(f"{name}-1.0.dist-info/{place}", content)
    return Wheel(Pin(name, "1.0", ("aa",)), path, "aa")


def test_each_library_stands_there_once_with_its_words_in_one_order(tmp_path: Path) -> None:
    mpl = {"METADATA": "License-Expression: MPL-2.0\n", "licenses/LICENSE": "Syarat MPL\r\n", "NOTICE.txt": "Dari X"}
    one = wheel(tmp_path, "zeta", **mpl)
    two = Wheel(Pin("toy-library", "1.0", ("aa",)), toy_wheel(tmp_path), "aa")
    said = notice_of([one, two, one]).decode()
    assert said == notice_of([two, one]).decode()
    assert said.count("\nzeta 1.0\n") == 1
    assert said.index("toy-library 1.0") < said.index("zeta 1.0")
    assert "Licence: MIT" in said
    assert "--- licenses/LICENSE\n\nSyarat MPL\n" in said
    assert "--- NOTICE.txt\n\nDari X\n" in said


def test_what_names_no_licence_is_not_shipped(tmp_path: Path) -> None:
    with pytest.raises(Unbuildable, match=r"nameless 1.0 names no licence"):
        notice_of([wheel(tmp_path, "nameless")])
    words = notice_of([wheel(tmp_path, "worded", **{"COPYING": "Boleh disalin"})]).decode()
    assert "Licence: in its own words below" in words


def test_every_locked_library_has_a_licence_and_its_words() -> None:
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    pins = pins_for((ROOT / "requirements.txt").read_text("utf-8"), PLATFORMS["linux-x86_64"], python)
    without = set()
    assert pins
    for pin in pins:
        found = distribution(pin.name)
        assert found.version == pin.version
        files = [path for path in found.files or () if is_words(path.as_posix())]
        words = {path.as_posix(): path.read_binary() for path in files}
        said = found.metadata
        words = words or words_beside(pin.name)
        licence = said.get("License-Expression") or said.get("License") or " ".join(said.get_all("Classifier") or ())
        assert entry_of(pin.name, licence, words)
        if not any(words.values()):
            without.add(pin.name)
    assert not without, "lay the words of their licences into releases/licences"
