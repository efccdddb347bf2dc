"""What start.py says before it makes the .venv, and what its children are told of the settings."""

import sys

import pytest

import start_venv


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
