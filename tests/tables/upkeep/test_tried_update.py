"""What is kept of tries to update: read as it was written, and nothing where it is not there or damaged."""

from datetime import datetime
from pathlib import Path

import pytest

from models.rules.upkeep.agent_updates import Tried
from models.tables.upkeep import tried_update

ONE = Tried(3, datetime(2026, 3, 2, 8), "no answer")


def test_it_is_read_as_it_was_written_by_every_account_and_goes(tmp_path: Path) -> None:
    tried_update.note(tmp_path, ONE)
    assert tried_update.found(tmp_path) == ONE
    assert (tmp_path / tried_update.NAME).stat().st_mode & 0o777 == 0o644
    tried_update.forget(tmp_path)
    tried_update.forget(tmp_path)
    assert tried_update.found(tmp_path) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"times": "x"}', '{"times": 1, "at": "soon", "why": ""}'])
def test_what_cannot_be_read_holds_nobody_back(tmp_path: Path, text: str) -> None:
    (tmp_path / tried_update.NAME).write_text(text)
    assert tried_update.found(tmp_path) is None
