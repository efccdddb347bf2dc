"""docs/growth.md says of every table and every file of the data folder what bounds it, each once."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

from admin_app.papers.dossiers import PLACE
from models.tables import Outbox, database
from models.tables.core import kept_log
from models.tables.core.database import is_sqlite
from models.tables.core.settings import load_settings
from models.tables.replies import attempts_log
from models.tables.retention import ledger
from models.tables.upkeep import backup_plan, outside_watcher, recovery_key
from tests.benchmarks.growth import attempts_bytes
from tests.benchmarks.load import load
from tests.office import NOW
from tests.tools import ROOT


def listed() -> Counter[str]:
    """The names in the first column."""
    rows = re.findall(r"^\| (`.+?) \|", (ROOT / "docs" / "growth.md").read_text("utf-8"), re.M)
    return Counter(name for row in rows for name in re.findall(r"`([^`]+)`", row))


def test_every_table_of_the_database_is_in_the_list_of_what_grows_once(account: Any) -> None:
    tables = {name for name in database.get_tables() if not name.startswith(("search_words", "sqlite_"))}
    named = listed()
    assert {name for name in named if "." not in name and "/" not in name} - {"search_words", "PRACTICE"} == tables
    assert [name for name, times in named.items() if times > 1] == []


def test_every_file_of_the_data_folder_is_in_the_list(tmp_path: Path) -> None:
    settings = load_settings({"ADUAN_DATA_DIR": str(tmp_path)}, tmp_path / "none.toml")
    own = (settings.attempts_log, settings.signings_log, settings.files_dir, settings.secret_key_file)
    files = {path.name for path in (*own, settings.practice_mark)} | {
        PLACE,
        kept_log.FOLDER,
        attempts_log.NAME,
        ledger.NAME,
        outside_watcher.NAME,
        recovery_key.DRILL,
        backup_plan.BEING_MADE,
        settings.database_url.rpartition("/")[2],
    }
    beside = (ROOT / "models/actions/upkeep/self_watch.py").read_text("utf-8")
    marks = {f"aduan.db{ending}" for ending in re.findall(r'\.name\}(\.[\w-]+)"', beside)}
    assert marks
    files |= marks
    named = {name.rstrip("/") for name in listed()}
    assert files <= named
    made = (ROOT / "sync_agent/agent.py", ROOT / "admin_app/intake/chat_import_screen.py")
    folders = {name for path in made for name in re.findall(r'data_dir\)? / "(\w+)"', path.read_text("utf-8"))}
    assert folders == {"agents", "impor"} and folders <= named


def test_the_growth_of_attempts_log_is_measured_on_its_real_lines(sqlite_account: Any, tmp_path: Path) -> None:
    load(5, NOW)
    size, tries = attempts_bytes(tmp_path / "attempts.log"), Outbox.select().where(Outbox.attempts > 0).count()
    assert is_sqlite() and tries and 150 < size / tries < 400
