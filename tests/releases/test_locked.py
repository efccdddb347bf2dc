"""What the lock asks for on each platform, that every row of the real one is understood, and which file is packed."""

import hashlib
from pathlib import Path

import pytest

from releases import locked
from releases.locked import Pin, Unbuildable, gather, pins_for
from releases.platforms import PLATFORMS
from tests.tools import ROOT

LINUX, WINDOWS = PLATFORMS["linux-x86_64"], PLATFORMS["windows-amd64"]
LOCK = """# This file was made by uv
flask==3.1.3 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via -r requirements.in
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:cc
numpy==2.4.6 ; python_full_version < '3.12' \\
    --hash=sha256:dd
numpy==2.5.5 ; python_full_version >= '3.12' \\
    --hash=sha256:ee
psycopg[binary]==3.3.9 ; implementation_name != 'pypy' \\
    --hash=sha256:ff
"""


def found(*of: str) -> list[str]:
    platform = PLATFORMS[of[0]]
    return [f"{pin.name} {pin.version}" for pin in pins_for(LOCK, platform, of[1])]


def test_conditions_are_asked_of_the_platform_that_is_built_for() -> None:
    old, new = "numpy 2.4.6", "numpy 2.5.5"
    assert found("linux-x86_64", "3.11") == ["flask 3.1.3", old, "psycopg 3.3.9"]
    assert found("linux-x86_64", "3.14") == ["flask 3.1.3", new, "psycopg 3.3.9"]
    assert found("windows-amd64", "3.13") == ["flask 3.1.3", "colorama 0.4.6", new, "psycopg 3.3.9"]


def test_every_hash_of_a_row_is_kept() -> None:
    assert pins_for(LOCK, LINUX, "3.13")[0] == Pin("flask", "3.1.3", ("aa", "bb"))


@pytest.mark.parametrize("row", ["flask==3.1.3", "flask>=3 --hash=sha256:aa", "git+https://x.id/y --hash=sha256:aa"])
def test_a_row_that_is_not_pinned_and_hashed_builds_nothing(row: str) -> None:
    with pytest.raises(Unbuildable, match="without version or hash"):
        pins_for(row, LINUX, "3.13")


@pytest.mark.parametrize("python", LINUX.pythons)
def test_the_real_lock_asks_for_each_library_once_on_each_python(python: str) -> None:
    lock = (ROOT / "requirements.txt").read_text("utf-8")
    for platform in (LINUX, WINDOWS):
        names = [pin.name for pin in pins_for(lock, platform, python)]
        assert len(names) == len(set(names)) > 60
        assert {"cryptography", "numpy", "psycopg-binary", "pysqlite3"} <= set(names)


def test_what_installs_is_locked_as_well() -> None:
    lock = (ROOT / "requirements-install.txt").read_text("utf-8")
    assert [pin.name for pin in pins_for(lock, LINUX, "3.13")] == ["pip"]


def test_a_kept_file_that_is_not_what_pip_took_is_replaced_before_it_is_packed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, kept = "toy_library-1.0-py3-none-any.whl", tmp_path / "kept"

    def download(_asked: Path, chosen: Path, *_more: object) -> None:
        chosen.mkdir()
        (chosen / name).write_bytes(b"of the lock")

    monkeypatch.setattr(locked, "_download", download)
    sha256 = hashlib.sha256(b"of the lock").hexdigest()
    kept.mkdir()
    (kept / name).write_bytes(b"half of")
    (wheel,) = gather([Pin("toy-library", "1.0", (sha256,))], LINUX, "3.13", kept)
    assert (wheel.path.read_bytes(), wheel.sha256) == (b"of the lock", sha256)
    assert [path.name for path in kept.iterdir()] == [name]
