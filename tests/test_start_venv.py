"""What start.py says before it makes the .venv, and what its children are told of the settings."""

import re
import sys
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import start_venv
from tests.tools import ROOT


def test_a_python_without_ensurepip_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start_venv.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(start_venv.Stop, match=rf"apt install python3-venv \(or python3.{sys.version_info[1]}-venv\)"):
        start_venv.make_venv()


def test_a_disk_without_room_stops_before_anything_is_made() -> None:
    with pytest.raises(start_venv.Stop, match=r"999999999 MB are needed .* MB are free"):
        start_venv.check_disk(999_999_999)


def test_the_tests_never_see_an_offices_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADUAN_DATABASE_URL", "postgresql://office/real")
    monkeypatch.setenv("ADUAN_TEST_ALL", "1")
    assert "ADUAN_DATABASE_URL" not in start_venv.environment(settings=False)
    assert start_venv.environment(settings=False)["ADUAN_TEST_ALL"] == "1"
    assert "ADUAN_DATABASE_URL" in start_venv.environment()


def test_the_locks_name_every_library_that_theirs_want() -> None:
    """pip is told to look for none that they do not name."""
    text = "".join((ROOT / lock).read_text("utf-8") for lock in start_venv.LOCKS)
    locked = {
        canonicalize_name(name): version
        for name, version in re.findall(r"(?m)^([\w.-]+)(?:\[.+\])?==([^\s;]+)", text)
    }
    here = [name for name in locked if _is_installed(name)]
    assert len(here) > 100
    for name in here:
        for wanted in map(Requirement, metadata.requires(name) or ()):
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                assert canonicalize_name(wanted.name) in locked, f"{name} wants {wanted}"
                assert wanted.specifier.contains(locked[canonicalize_name(wanted.name)], prereleases=True), (
                    f"{name} wants {wanted}"
                )


def _is_installed(name: str) -> bool:
    try:
        return bool(metadata.version(name))
    except metadata.PackageNotFoundError:  # of another system
        return False
