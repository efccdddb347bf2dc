"""One at a time, on both databases; whoever is killed has let go."""

import subprocess
import sys
from pathlib import Path

from models.tables import database
from models.tables.core.database import close_database, open_database
from models.tables.upkeep.alone import alone
from tests.tools import ROOT

_HOLDER = """
import sys
from models.tables import database
from models.tables.core.database import open_database
from models.tables.upkeep.alone import alone
open_database(sys.argv[1])
with database.connection_context(), alone("backing-up") as mine:
    print(mine, flush=True)
    sys.stdin.read()
"""


def holder(url: str) -> "subprocess.Popen[str]":
    words = [sys.executable, "-c", _HOLDER, url]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def free() -> bool:
    with alone("backing-up") as mine:
        return mine


def test_the_second_one_is_told_so_and_after_a_kill_it_is_free(database_url: str, tmp_path: Path) -> None:
    open_database(database_url)
    first = holder(database_url)
    assert first.stdout is not None and first.stdout.readline() == "True\n"
    with database.connection_context():
        with alone("backing-up") as mine, alone("other work") as other:
            assert (mine, other) == (False, True)
        first.kill()
        first.communicate()
        assert any(free() for _ in range(50_000))  # a server hears of it a moment later
        assert free()
    close_database()
