"""Sealed segments of attempts.log go into a backup, and a restore puts them beside those that are here."""

from pathlib import Path

import pytest

from models.actions.replies.keep_attempts import mark_known, marked
from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.restore import restore
from models.rules.core.moments import iso
from models.tables import database
from models.tables.core.sealed_log import seal_log, segments
from models.tables.core.settings import Settings
from models.tables.replies import attempts_log
from models.tables.replies.attempts_log import Attempt
from tests.actions.upkeep.backup import test_backup
from tests.actions.upkeep.backup.test_backup import LATER, elsewhere
from tests.office import NOW

settings = test_backup.settings


def test_F45_sealed_segments_of_the_log_are_backed_up_and_merged(
    settings: Settings, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    log = settings.attempts_log
    first = seal_log(log, 1)
    mark_known(log, NOW)
    attempts_log.append(log, Attempt("kemudian", 1, "h", "628@c.us", "", iso(NOW) or ""))
    lines = list(attempts_log.entries(log))
    back_up(tmp_path / "b.zip", settings, NOW)
    with elsewhere(settings, tmp_path, request) as new:
        restore(tmp_path / "b.zip", new, LATER)
        assert list(attempts_log.entries(new.attempts_log)) == lines
        assert [one.name for one in segments(new.attempts_log)] == [first.name if first else ""]
        with database.connection_context():
            assert marked() == {first.name if first else ""}
    seal_log(log, 1)  # what the backup has in the log stands in a segment here
    attempts_log.append(log, Attempt("lebih baru", 1, "h", "628@c.us", "", iso(LATER) or ""))
    here = list(attempts_log.entries(log))
    restore(tmp_path / "b.zip", settings, LATER, replace=True)
    assert list(attempts_log.entries(log)) == here
    assert (len(segments(log)), len(marked())) == (2, 1)
