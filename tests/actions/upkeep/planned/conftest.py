"""An office with a plan of backups, on both databases."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from models.actions.upkeep.planned import turn as turning
from models.actions.upkeep.planned.plan import Wanted, set_plan
from models.actions.upkeep.planned.turn import Turned, take_turn
from models.rules.upkeep.backup_plan import Keeps
from models.tables import Attachment, Message
from models.tables.core.settings import Settings, load_settings
from tests.actions.walking import Walk
from tests.office import NOW, office

Turn = Callable[..., Turned]


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Iterator[Settings]:
    """An office with a case and a file."""
    values = {"ADUAN_DATABASE_URL": database_url, "ADUAN_DATA_DIR": str(tmp_path / "data")}
    found = load_settings(values, tmp_path / "none.toml")
    with office(database_url) as account:
        Walk(account)
        file = {"public_id": "1", "position": 1, "state": "tersimpan"}
        Attachment.create(message=Message.get(), sha256=found.files.keep(b"foto paspor"), **file)
        yield found


@pytest.fixture
def place(settings: Settings, tmp_path: Path) -> Path:
    """The folder of a plan: every day at 02.00 WIB."""
    folder = tmp_path / "share"
    folder.mkdir()
    set_plan(Wanted(120, folder, Keeps(2, 0, 0)), settings.data_dir, NOW - timedelta(days=9))
    return folder


@pytest.fixture
def turn(settings: Settings, place: Path) -> Turn:
    """Return what takes one turn at a moment, in which no drill is due (test_turn_drills.py has them)."""

    def take(now: datetime = NOW) -> Turned:
        with patch.object(turning, "is_due", lambda *_: False):
            return take_turn(settings, lambda: now)

    return take


def zips(place: Path) -> list[str]:
    """Return the names of the copies in a place."""
    return sorted(path.name for path in place.iterdir() if path.suffix in (".zip", ".age"))
