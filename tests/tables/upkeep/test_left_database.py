"""A database that the office left is refused by its address alone, however that is written, and no other is."""

from pathlib import Path

import pytest

from models.tables.upkeep.left_database import NAME, MovedAway, note_left, refuse_left
from tests.actions.upkeep.move_database.moving import settings_of

POSTGRESQL = "postgresql://aduan:rahasia@db/aduan"


def test_the_one_that_was_left_is_refused_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = settings_of(f"sqlite:///{tmp_path / 'data' / 'aduan.db'}", tmp_path)
    new = settings_of(POSTGRESQL, tmp_path)
    for settings in (old, new):
        refuse_left(settings)
    note_left(old, POSTGRESQL)
    refuse_left(new)
    monkeypatch.chdir(tmp_path)
    relative = settings_of(f"sqlite:///{Path('data') / 'aduan.db'}", tmp_path)
    for settings in (old, relative):
        with pytest.raises(MovedAway, match="moved to postgresql://aduan@db/aduan: set ADUAN_DATABASE_URL"):
            refuse_left(settings)
    assert "rahasia" not in (old.data_dir / NAME).read_text("utf-8")
    (old.data_dir / NAME).unlink()
    refuse_left(old)


def test_a_note_that_cannot_be_read_lets_nobody_guess(tmp_path: Path) -> None:
    settings = settings_of(POSTGRESQL, tmp_path)
    settings.data_dir.mkdir()
    for damaged in ("", "[]", '{"from": 1}'):
        (settings.data_dir / NAME).write_text(damaged)
        with pytest.raises(MovedAway, match="cannot be read"):
            refuse_left(settings)


def test_after_a_move_back_the_first_one_is_the_offices_again(tmp_path: Path) -> None:
    old = settings_of(f"sqlite:///{tmp_path / 'aduan.db'}", tmp_path)
    new = settings_of(POSTGRESQL, tmp_path)
    note_left(old, POSTGRESQL)
    note_left(new, old.database_url)
    refuse_left(old)
    with pytest.raises(MovedAway):
        refuse_left(new)
