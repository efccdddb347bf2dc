"""Makes the small filled office that is kept of each release, as backups of both databases: later ones upgrade them.

`python -m tests.releases.keeping [FOLDER]` writes `VERSION-sqlite.zip` and `VERSION-postgresql.zip`, and never anew.
All chance and all clocks in them stand still, so that the same program makes the same bytes.
"""

import os
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import count
from pathlib import Path
from unittest import mock

from playhouse.migrations import Runner

from models.actions.upkeep.backup.back_up import back_up
from models.rules.staff.roles import Section
from models.tables import ChannelAccount, database
from models.tables.core.database import close_database, connected, open_database
from models.tables.core.settings import load_settings
from models.tables.upkeep.release import VERSION
from models.tables.upkeep.schema import MIGRATIONS
from tests.actions.walking import Walk
from tests.office import NOW, furnish, new_complaint
from tests.postgres import make_database, postgres_server
from tests.tools import ROOT

KEPT = ROOT / "tests" / "releases" / "kept"
ENGINES = ("sqlite", "postgresql")


def place_of(folder: Path, version: str, engine: str) -> Path:
    """Return where the backup of a release on a database is kept."""
    return folder / f"{version}-{engine}.zip"


def keep(folder: Path, engine: str, server: str = "") -> Path:
    """Write the backup of this release on a database, where there is none yet, and return where.

    `server`: a PostgreSQL that runs already.
    """
    target = place_of(folder, VERSION, engine)
    if target.exists():
        return target
    with tempfile.TemporaryDirectory() as place:
        if engine == "sqlite":
            return _written(f"sqlite:///{Path(place) / 'aduan.db'}", Path(place), target)
        with nullcontext(server) if server else postgres_server() as running:
            return _written(make_database(running, "kept"), Path(place), target)


def _written(url: str, place: Path, target: Path) -> Path:
    settings = load_settings({"ADUAN_DATABASE_URL": url, "ADUAN_DATA_DIR": str(place)}, place / "none.toml")
    with _still():
        furnish(url, NOW)
        open_database(url)
        with connected():
            account = ChannelAccount.get(ChannelAccount.kind == "waha")
            Walk(account).with_answer().handed_back().finished()
            Walk(account, Section.INTELDAKIM, "628110000002").at_section()
            new_complaint(account, "Antrean paspor terlalu lama", "628110000003")
            Runner(database.obj, str(MIGRATIONS)).History.update(applied=NOW).execute()
            back_up(target, settings, NOW)
        close_database()
    return target


@contextmanager
def _still() -> Iterator[None]:
    """Let what is drawn or counted be the same each time: keys, ids and the salts of hashes."""
    drawn = random.Random(1).randbytes
    with (
        mock.patch.object(os, "urandom", drawn),
        mock.patch.object(random, "_urandom", drawn),
        mock.patch("tests.office._ids", count(1)),
        mock.patch("tests.actions.walking._keys", count(1)),
    ):
        yield


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else KEPT
    for engine in ENGINES:
        print(keep(folder, engine))
