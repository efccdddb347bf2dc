"""Which folder practice mode works in, and which it keeps its hands off."""

from pathlib import Path

import pytest

import start_commands
import start_venv


def test_practice_data_stay_where_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADUAN_DATA_DIR", str(tmp_path / "latihan"))
    first = start_commands.data_folder()
    (first / "aduan.db").write_text("kept")
    assert start_commands.data_folder() == first
    assert (first / "aduan.db").read_text() == "kept"


@pytest.mark.parametrize("way", ["environment", "file"])
def test_practice_keeps_its_hands_off_a_database_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr(start_commands, "ROOT", tmp_path)
    monkeypatch.setenv("ADUAN_DATA_DIR", str(tmp_path / "latihan"))
    monkeypatch.delenv("ADUAN_DATABASE_URL", raising=False)
    if way == "environment":
        monkeypatch.setenv("ADUAN_DATABASE_URL", "postgresql://office/real")
    else:
        (tmp_path / "aduan.toml").write_text('database_url = "postgresql://office/real"\n')
    with pytest.raises(start_venv.Stop, match="names a database of its own"):
        start_commands.data_folder()
    assert not (tmp_path / "latihan").exists()


def test_practice_may_name_the_database_of_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "latihan"
    monkeypatch.setenv("ADUAN_DATA_DIR", str(folder))
    monkeypatch.setenv("ADUAN_DATABASE_URL", f"sqlite:///{folder / 'aduan.db'}")
    assert start_commands.data_folder() == folder
