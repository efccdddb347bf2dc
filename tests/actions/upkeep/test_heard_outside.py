"""Whether somebody outside hears this machine: by what came of the last words, and by whether one is entered."""

from datetime import timedelta
from pathlib import Path

import pytest

from models.actions.upkeep.diagnose.watcher import look_at_watcher
from models.actions.upkeep.heard_outside import Silence, silence
from models.tables.core.settings import Settings, load_settings
from models.tables.upkeep.outside_watcher import NAME, note_word
from tests.office import NOW

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    """A data folder."""
    return load_settings({"ADUAN_DATA_DIR": str(tmp_path)}, tmp_path / "none.toml")


def _doctor(here: Settings) -> tuple[str, str]:
    (found,) = look_at_watcher(here, LATER)
    return str(found.level), found.sentence


def test_where_nobody_outside_is_entered_doctor_says_so_and_no_page_does(here: Settings) -> None:
    assert silence(here, LATER) is None
    level, sentence = _doctor(here)
    assert level == "warning" and "run_agent.py watch outside" in sentence


def test_silence_of_an_hour_is_told_with_why(here: Settings) -> None:
    (here.data_dir / NAME).touch()
    assert silence(here, LATER) == Silence(None, "") and "heard nothing yet" in _doctor(here)[1]
    note_word(here.data_dir, LATER - timedelta(minutes=5), "")
    assert silence(here, LATER) is None and _doctor(here)[0] == "ok"
    note_word(here.data_dir, NOW, "")
    note_word(here.data_dir, LATER, "HTTP 404")  # it lives, and is not heard
    assert silence(here, LATER) == Silence(NOW, "HTTP 404")
    level, sentence = _doctor(here)
    assert level == "warning" and "HTTP 404" in sentence
